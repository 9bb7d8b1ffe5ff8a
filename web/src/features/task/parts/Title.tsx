// The title: a box that looks like a heading.
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { TaskDetail } from "../../../data/model";
import { text } from "../../../text/text";
import type { OpenTask } from "../useTaskDetail";
import styles from "./Title.module.css";

/** Longest title, in characters, as the server wants it. */
export const TITLE_MAX = 200;

export function Title({
    open,
    detail,
    editable,
    onTitle,
}: {
    open: OpenTask;
    detail: TaskDetail;
    editable: boolean;
    onTitle?: ((title: string) => void) | undefined;
}) {
    const { title } = detail.task;
    // What is being written, and what it was begun from.
    const [draft, setDraft] = useState<{ words: string; from: TaskDetail } | null>(null);
    const area = useRef<HTMLTextAreaElement>(null);
    const words = draft?.words ?? title;
    useEffect(() => onTitle?.(title), [title, onTitle]);
    // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows the words
    useLayoutEffect(() => {
        const element = area.current;
        if (!element) return;
        element.style.height = "auto";
        element.style.height = `${element.scrollHeight}px`;
    }, [words]);

    const handleSave = async () => {
        if (!draft) return;
        const next = draft.words.trim();
        if (next === "" || next === draft.from.task.title) {
            setDraft(null);
            return;
        }
        if (await open.save({ title: next }, draft.from)) setDraft(null);
    };
    const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") {
            event.preventDefault();
            event.currentTarget.blur();
        }
        if (event.key === "Escape" && draft) {
            event.stopPropagation();
            setDraft(null);
        }
    };
    return (
        <div className={styles["title"]}>
            <h1 className="sr">{title}</h1>
            <textarea
                ref={area}
                rows={1}
                aria-label={text("task.title")}
                readOnly={!editable}
                maxLength={TITLE_MAX}
                value={words}
                onFocus={() => {
                    if (editable) setDraft({ words: title, from: detail });
                }}
                onChange={(event) =>
                    setDraft({
                        words: event.target.value.replaceAll("\n", " "),
                        from: draft?.from ?? detail,
                    })
                }
                onBlur={() => void handleSave()}
                onKeyDown={handleKeyDown}
            />
        </div>
    );
}
