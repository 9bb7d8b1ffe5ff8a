// The keyboard map of the whole page. Single keys count only outside text boxes.
import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import type { TopicId } from "../data/model";
import {
    directConversations,
    isUnread,
    lastActivityMs,
    myChannels,
    topicsOf,
} from "../data/select";
import type { Data } from "../data/state";
import { store } from "../data/store";
import type { Overlay } from "./overlay";

/** Whether keys go into a text box, so that letters are letters. */
function typing(target: EventTarget | null): boolean {
    return (
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    );
}

/** All conversations in the order of the sidebar. */
function conversations(data: Data): TopicId[] {
    const direct = directConversations(data).map(({ topic }) => topic.id);
    const topics = myChannels(data).flatMap((channel) =>
        topicsOf(data, channel.id)
            .sort((a, b) => b.id.localeCompare(a.id))
            .map((topic) => topic.id),
    );
    return [...direct, ...topics];
}

/** The next entry after `current` in a direction, around the end. */
function neighbour(list: readonly string[], current: string, by: 1 | -1): string | undefined {
    const at = list.indexOf(current);
    if (at < 0) return by === 1 ? list[0] : list.at(-1);
    return list.at((at + by + list.length) % list.length);
}

function unreadIn(data: Data, list: readonly TopicId[]): TopicId[] {
    return list.filter((id) => {
        const topic = data.topics.get(id);
        return topic !== undefined && isUnread(data, topic);
    });
}

/** The next one of `wanted` after `current`, in the order of `list`. */
function nextWanted(
    list: readonly string[],
    wanted: readonly string[],
    current: string,
    by: 1 | -1,
): string | undefined {
    const at = list.indexOf(current);
    const turned = at < 0 ? list : [...list.slice(at + 1), ...list.slice(0, at)];
    const ordered = by === 1 ? turned : [...turned].reverse();
    return ordered.find((id) => wanted.includes(id));
}

/** The unread topic with the oldest news: first come, first read. */
function nextUnread(data: Data, current: string): TopicId | undefined {
    return [...data.topics.values()]
        .filter((topic) => topic.id !== current && isUnread(data, topic))
        .sort((a, b) => lastActivityMs(a) - lastActivityMs(b))[0]?.id;
}

/** Puts the focus on the next region of the page. */
function moveRegion(by: 1 | -1): void {
    const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(
        (region) => region.offsetParent !== null,
    );
    const at = regions.findIndex((region) => region.contains(document.activeElement));
    const inner = regions.findLastIndex((region) => region.contains(document.activeElement));
    const from = by === 1 ? inner : at;
    const next = regions.at((from + by + regions.length) % regions.length);
    const first = next?.querySelector<HTMLElement>("[data-first]");
    (first ?? next)?.focus();
}

/** Where "G" and a letter lead. */
const GO: ReadonlyMap<string, string> = new Map([
    ["i", "/"],
    ["t", "/today"],
    ["l", "/later"],
    ["b", "/boards"],
    ["m", "/my-board"],
    ["c", "/check-ins"],
    ["o", "/goals"],
    ["p", "/people"],
]);

/** How long the letter may come after "G", in milliseconds. */
const GO_MS = 1_500;

export function useKeys(active: boolean, onOverlay: (overlay: Overlay) => void): void {
    const [path, go] = useLocation();
    // When "G" was pressed; a letter that comes soon after it says where to.
    const goAt = useRef(0);
    useEffect(() => {
        const current = path.startsWith("/topic/") ? path.slice("/topic/".length) : "";
        const open = (id: string | undefined) => {
            if (id) go(`/topic/${id}`);
        };
        const handleAlways = (event: KeyboardEvent): boolean => {
            if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
                onOverlay({ kind: "jump" });
                return true;
            }
            if (event.key === "F6") {
                moveRegion(event.shiftKey ? -1 : 1);
                return true;
            }
            if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
                const by = event.key === "ArrowDown" ? 1 : -1;
                const data = store.get();
                const list = conversations(data);
                open(
                    event.shiftKey
                        ? nextWanted(list, unreadIn(data, list), current, by)
                        : neighbour(list, current, by),
                );
                return true;
            }
            return false;
        };
        const handleSingle = (event: KeyboardEvent): boolean => {
            const data = store.get();
            const to = Date.now() - goAt.current < GO_MS ? GO.get(event.key) : undefined;
            goAt.current = event.key === "g" ? Date.now() : 0;
            if (to) {
                go(to);
                return true;
            }
            switch (event.key) {
                case "n":
                    open(nextUnread(data, current));
                    return true;
                case "p": {
                    const list = directConversations(data).map(({ topic }) => topic.id);
                    const unread = unreadIn(data, list);
                    open(unread.find((id) => id !== current) ?? neighbour(list, current, 1));
                    return true;
                }
                case "c":
                    onOverlay({
                        kind: "new_topic",
                        channel: channelHere(data, path),
                    });
                    return true;
                case "i":
                    go("/");
                    return true;
                case "t":
                    onOverlay({ kind: "new_task", ...boardHere(data, path) });
                    return true;
                case "f":
                    onOverlay({ kind: "focus", silent: false });
                    return true;
                case "?":
                    onOverlay({ kind: "keys" });
                    return true;
                default:
                    return false;
            }
        };
        const handleKeyDown = (event: KeyboardEvent) => {
            if (!active || event.defaultPrevented || event.isComposing) return;
            const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
            const taken =
                handleAlways(event) || (plain && !typing(event.target) && handleSingle(event));
            if (taken) event.preventDefault();
        };
        window.addEventListener("keydown", handleKeyDown);
        return () => window.removeEventListener("keydown", handleKeyDown);
    }, [active, path, go, onOverlay]);
}

/** The board of the page, for a task that is new on it. */
function boardHere(data: Data, path: string) {
    const [, kind, id] = path.split("/");
    const board = [...data.work.boards.values()].find((one) => one.id === id);
    if (kind === "boards" && board) return { board: board.id };
    const channel = channelHere(data, path);
    return channel ? { channel } : {};
}

/** The channel of the page, for what is new in it. */
function channelHere(data: Data, path: string) {
    const [, kind, id] = path.split("/");
    for (const channel of data.channels.values()) {
        if (channel.kind === "direct") continue;
        if (kind === "channel" && channel.id === id) return channel.id;
        if (kind !== "topic") continue;
        for (const topic of data.topics.values()) {
            if (topic.id === id && topic.channel === channel.id) return channel.id;
        }
    }
    return null;
}
