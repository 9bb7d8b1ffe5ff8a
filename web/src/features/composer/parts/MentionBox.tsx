// The text box: mentions are coloured in place, and chosen from a list while one types `@`.

import { Users } from "lucide-react";
import {
    type ClipboardEvent,
    type KeyboardEvent,
    type RefObject,
    useId,
    useLayoutEffect,
    useRef,
    useState,
} from "react";
import type { TopicId } from "../../../data/model";
import { groupsInUse, participants } from "../../../data/select";
import { useView } from "../../../data/useView";
import { markOf } from "../../../data/words";
import { text } from "../../../text/text";
import type { Draft } from "../../../transport/drafts";
import { Initials } from "../../../ui/Initials";
import { Mark } from "../../../ui/Mark";
import { type Candidate, candidates, mentionAt, stretches, withMention, wrapped } from "../model";
import styles from "./MentionBox.module.css";

/** Marks of Markdown by their key with Ctrl. */
const MARKS: ReadonlyMap<string, string> = new Map([
    ["b", "**"],
    ["i", "_"],
    ["e", "`"],
]);

export function MentionBox({
    area,
    topic,
    draft,
    label,
    onDraft,
    onFiles,
    onKeyDown,
}: {
    area: RefObject<HTMLTextAreaElement | null>;
    topic: TopicId | null;
    draft: Draft;
    label: string;
    onDraft: (draft: Draft) => void;
    onFiles?: (files: readonly File[]) => void;
    onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}) {
    const [caret, setCaret] = useState(0);
    const [chosen, setChosen] = useState(0);
    const [dismissed, setDismissed] = useState(-1);
    const wantedCaret = useRef<[number, number] | null>(null);
    const list = useId();

    const mention = mentionAt(draft.text, caret);
    const open = mention !== null && mention.from !== dismissed;
    const found = useView((data) => {
        if (!open || !mention) return [];
        const here = topic ? data.topics.get(topic) : undefined;
        const near = new Set(here ? participants(data, here) : []);
        const people = [...data.people.values()];
        return candidates(people, groupsInUse(data), mention.query, near);
    });
    const shown = open && 0 < found.length;
    const active = Math.min(chosen, found.length - 1);

    useLayoutEffect(() => {
        const element = area.current;
        if (!element) return;
        if (wantedCaret.current) {
            element.setSelectionRange(...wantedCaret.current);
            setCaret(wantedCaret.current[1]);
            wantedCaret.current = null;
        }
        element.style.height = "auto";
        element.style.height = `${element.scrollHeight}px`;
    });

    const handlePick = (candidate: Candidate) => {
        if (!mention) return;
        const next = withMention(draft, mention, caret, candidate);
        wantedCaret.current = [next.caret, next.caret];
        setChosen(0);
        onDraft(next.draft);
        area.current?.focus();
    };

    const handleListKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
        if (!shown) return false;
        const taken = found[active];
        if (event.key === "ArrowDown") setChosen((active + 1) % found.length);
        else if (event.key === "ArrowUp") setChosen((active + found.length - 1) % found.length);
        else if ((event.key === "Enter" || event.key === "Tab") && taken) handlePick(taken);
        else if (event.key === "Escape") setDismissed(mention?.from ?? -1);
        else return false;
        return true;
    };

    const handleMarkKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
        const mark = event.ctrlKey || event.metaKey ? MARKS.get(event.key) : undefined;
        const element = area.current;
        if (!mark || !element) return false;
        const next = wrapped(draft.text, element.selectionStart, element.selectionEnd, mark);
        wantedCaret.current = [next.from, next.until];
        onDraft({ ...draft, text: next.text });
        return true;
    };

    const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
        if (!event.nativeEvent.isComposing && (handleListKey(event) || handleMarkKey(event))) {
            event.preventDefault();
            return;
        }
        onKeyDown(event);
    };

    const handlePaste = (event: ClipboardEvent) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0 || !onFiles) return;
        event.preventDefault();
        onFiles(files);
    };

    const coloured = stretches(draft);
    const hasMention = coloured.some((stretch) => stretch.mention !== null);
    return (
        <div className={styles["wrap"]}>
            {shown && <MentionList id={list} found={found} active={active} onPick={handlePick} />}
            <div className={styles["field"]}>
                <div className={styles["mirror"]} aria-hidden="true">
                    {hasMention &&
                        coloured.map((stretch, index) =>
                            stretch.mention ? (
                                // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no other name
                                <b key={index}>{stretch.text}</b>
                            ) : (
                                stretch.text
                            ),
                        )}
                </div>
                <textarea
                    ref={area}
                    className={`${styles["area"]} ${hasMention ? styles["clear"] : ""}`}
                    rows={1}
                    data-first
                    aria-label={label}
                    placeholder={label}
                    aria-autocomplete="list"
                    aria-controls={shown ? list : undefined}
                    aria-activedescendant={shown ? `${list}-${found[active]?.id}` : undefined}
                    value={draft.text}
                    onChange={(event) => {
                        setCaret(event.target.selectionStart);
                        setDismissed(-1);
                        setChosen(0);
                        onDraft({ ...draft, text: event.target.value });
                    }}
                    onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
                    onBlur={() => setDismissed(mention?.from ?? -1)}
                    onKeyDown={handleKeyDown}
                    onPaste={handlePaste}
                />
            </div>
            <p className="sr" role="status">
                {shown && text("composer.suggestions", { count: found.length })}
            </p>
        </div>
    );
}

function MentionList({
    id,
    found,
    active,
    onPick,
}: {
    id: string;
    found: readonly Candidate[];
    active: number;
    onPick: (candidate: Candidate) => void;
}) {
    const marks = useView((data, nowMs) =>
        found.map((one) => (one.kind === "person" ? markOf(data, one.id, nowMs) : null)),
    );
    return (
        <div id={id} role="listbox" aria-label={text("composer.people")} className={styles["list"]}>
            {found.map((one, index) => {
                const mark = marks[index];
                return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text box
                    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text box
                    <div
                        key={one.id}
                        id={`${id}-${one.id}`}
                        role="option"
                        aria-selected={index === active}
                        className={styles["option"]}
                        onMouseDown={(event) => event.preventDefault()}
                        onClick={() => onPick(one)}
                    >
                        {one.kind === "person" ? (
                            <Initials name={one.name} size={24} />
                        ) : (
                            <span className={styles["group"]}>
                                <Users size={14} aria-hidden="true" />
                            </span>
                        )}
                        <span className="clip">{one.name}</span>
                        <span className={styles["end"]}>
                            {one.kind === "group"
                                ? text("composer.group_size", { count: one.members })
                                : mark && <Mark {...mark} />}
                        </span>
                    </div>
                );
            })}
        </div>
    );
}
