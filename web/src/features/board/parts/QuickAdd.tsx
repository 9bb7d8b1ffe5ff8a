// Cards by their titles alone: Enter adds one and goes on.
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { BoardId, ColumnId } from "../../../data/model";
import { store } from "../../../data/store";
import { text } from "../../../text/text";
import { work } from "../../../transport/apiWork";
import { problemWords } from "../../../transport/http";
import { say } from "../../../ui/Toasts";
import styles from "./QuickAdd.module.css";

/** Longest title, in characters, as the server wants it. */
const TITLE_MAX = 200;

export function QuickAdd({
    board,
    column,
    onDone,
}: {
    board: BoardId;
    column: ColumnId;
    onDone: () => void;
}) {
    const [title, setTitle] = useState("");
    const [waiting, setWaiting] = useState<readonly string[]>([]);
    const area = useRef<HTMLTextAreaElement>(null);
    // biome-ignore lint/correctness/useExhaustiveDependencies: what waits moves it down
    useEffect(() => {
        area.current?.scrollIntoView({ block: "nearest" });
    }, [waiting]);

    const handleSubmit = (event?: FormEvent) => {
        event?.preventDefault();
        const words = title.trim();
        if (words === "") return;
        setTitle("");
        setWaiting((list) => [...list, words]);
        work.createTask({ title: words, board, column })
            .then(
                ({ task, cards }) => {
                    store.dispatch({ type: "local.task", data: task });
                    for (const data of cards) {
                        store.dispatch({
                            type: "local.answer",
                            data: { type: "card.updated", data },
                        });
                    }
                },
                (error) => {
                    say(text("board.not_added", { title: words, why: problemWords(error) }), true);
                    // Nothing is lost: it comes back if the box is free.
                    setTitle((now) => (now === "" ? words : now));
                },
            )
            .finally(() => setWaiting((list) => list.filter((one) => one !== words)));
    };
    return (
        <form className={styles["quick"]} onSubmit={handleSubmit}>
            {waiting.map((words) => (
                <p key={words} className={styles["waiting"]}>
                    {words}
                </p>
            ))}
            <textarea
                ref={area}
                rows={2}
                // biome-ignore lint/a11y/noAutofocus: it was opened to write in
                autoFocus
                aria-label={text("board.new_title")}
                placeholder={text("board.new_title")}
                maxLength={TITLE_MAX}
                value={title}
                onChange={(event) => setTitle(event.target.value.replaceAll("\n", " "))}
                onBlur={() => {
                    if (title.trim() === "") onDone();
                }}
                onKeyDown={(event) => {
                    event.stopPropagation();
                    if (event.nativeEvent.isComposing) return;
                    if (event.key === "Enter") {
                        event.preventDefault();
                        handleSubmit();
                    }
                    if (event.key === "Escape") onDone();
                }}
            />
            <p className={styles["hint"]}>{text("board.add_hint")}</p>
        </form>
    );
}
