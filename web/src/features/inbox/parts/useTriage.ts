// The keyboard of the Inbox: moves through all rows and does what a key stands for.
import { useCallback, useEffect, useRef, useState } from "react";
import { type Command, commandOfKey, commandsOf } from "../commands";
import type { InboxItem } from "../model";

/** Whether a key belongs to a text box or an open dialog. */
function isTaken(event: KeyboardEvent): boolean {
    const { target } = event;
    const inBox =
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    const over = document.querySelector("[role=dialog],[role=menu]") !== null;
    return inBox || modified || over || event.defaultPrevented || event.isComposing;
}

/** Whether Enter belongs to the button or link it is pressed on; a row's own is its opening. */
function onOtherButton({ target }: KeyboardEvent): boolean {
    return (
        target instanceof HTMLElement &&
        target.closest("a,button") !== null &&
        target.closest("[data-row]") === null
    );
}

export interface Triage {
    selected: InboxItem | null;
    select: (id: string) => void;
    /** Does a command with a row; the selection goes on to the next if the row leaves. */
    act: (item: InboxItem, command: Command) => void;
}

export function useTriage(
    items: readonly InboxItem[],
    onCommand: (item: InboxItem, command: Command) => void,
): Triage {
    const [selectedId, select] = useState<string | null>(null);
    const place = useRef(0);
    /** Whether the keys have been used: then what is selected has the focus, too. */
    const byKeys = useRef(false);

    const found = items.findIndex((item) => item.id === selectedId);
    // What is gone leaves the selection where it was, on what moved up into its place.
    const at = 0 <= found ? found : Math.min(place.current, items.length - 1);
    const selected = items[at] ?? null;
    const id = selected?.id ?? null;
    useEffect(() => {
        place.current = Math.max(0, at);
    });
    useEffect(() => {
        const lost = document.activeElement === document.body;
        if (byKeys.current && lost && id) document.getElementById(`row-${id}`)?.focus();
    }, [id]);

    const act = useCallback(
        (item: InboxItem, command: Command) => {
            select(item.id);
            onCommand(item, command);
        },
        [onCommand],
    );

    useEffect(() => {
        const move = (to: number) => {
            const item = items[Math.min(items.length - 1, Math.max(0, to))];
            if (!item) return;
            byKeys.current = true;
            select(item.id);
            document.getElementById(`row-${item.id}`)?.focus();
        };
        const handleKeyDown = (event: KeyboardEvent) => {
            if (isTaken(event)) return;
            const onRow = document.activeElement?.id === `row-${id}`;
            switch (event.key) {
                case "ArrowDown":
                case "j":
                    move(onRow ? at + 1 : at);
                    break;
                case "ArrowUp":
                case "k":
                    move(onRow ? at - 1 : at);
                    break;
                case "Enter":
                    if (onOtherButton(event) || !selected) return;
                    act(selected, "open");
                    break;
                default: {
                    const command = commandOfKey(event.key);
                    if (!command || !selected || !commandsOf(selected).includes(command)) return;
                    byKeys.current = true;
                    act(selected, command);
                }
            }
            event.preventDefault();
        };
        window.addEventListener("keydown", handleKeyDown);
        return () => window.removeEventListener("keydown", handleKeyDown);
    }, [items, at, id, selected, act]);

    return { selected, select, act };
}
