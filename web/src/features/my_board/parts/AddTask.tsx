// Writes down a task of one's own: a line, and the board it belongs to.
import { X } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import type { BoardId } from "../../../data/model";
import { store } from "../../../data/store";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { myBoardActs } from "../../../transport/myBoardActs";
import { Button } from "../../../ui/Button";
import { SelectField, TextField } from "../../../ui/Field";
import { say } from "../../../ui/Toasts";
import type { Filter } from "../model";
import styles from "./AddTask.module.css";

/** The longest title, in characters, as the server takes it. */
const TITLE_MAX = 200;

export function AddTask({ filter, onClose }: { filter: Filter; onClose: () => void }) {
    const boards = useView((data) =>
        [...data.work.boards.values()]
            .map((board) => ({ id: board.id, name: board.name }))
            .sort((a, b) => a.name.localeCompare(b.name)),
    );
    const [title, setTitle] = useState("");
    const [board, setBoard] = useState<BoardId | null>(
        () => boards.find((one) => one.id === filter)?.id ?? null,
    );
    const [missing, setMissing] = useState(false);
    const [busy, setBusy] = useState(false);
    const box = useRef<HTMLFormElement>(null);

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        const line = title.trim();
        const owner = store.get().me;
        if (line === "" || !owner) {
            setMissing(true);
            return;
        }
        setBusy(true);
        try {
            await myBoardActs.add({ title: line, owner, ...(board ? { board } : {}) });
            say(text("my_board.added"));
            setTitle("");
            setMissing(false);
            box.current?.querySelector("input")?.focus();
        } catch (error) {
            say(problemWords(error), true);
        }
        setBusy(false);
    };
    return (
        <form
            ref={box}
            className={styles["add"]}
            aria-label={text("my_board.key_task")}
            onSubmit={(event) => void handleSubmit(event)}
            onKeyDown={(event) => {
                if (event.key === "Escape") onClose();
            }}
        >
            <TextField
                label={text("my_board.add_label")}
                hint={text("my_board.add_hint")}
                problem={missing && title.trim() === "" ? text("my_board.add_missing") : undefined}
                autoFocus
                maxLength={TITLE_MAX}
                value={title}
                onChange={(event) => setTitle(event.target.value)}
            />
            {0 < boards.length && (
                <SelectField
                    label={text("my_board.add_board")}
                    value={board ?? ""}
                    onChange={(event) =>
                        setBoard(boards.find((one) => one.id === event.target.value)?.id ?? null)
                    }
                >
                    <option value="">{text("my_board.add_no_board")}</option>
                    {boards.map((one) => (
                        <option key={one.id} value={one.id}>
                            {one.name}
                        </option>
                    ))}
                </SelectField>
            )}
            <Button look="send" type="submit" disabled={busy}>
                {text("my_board.add_submit")}
            </Button>
            <Button
                look="bare"
                icon={<X size={16} />}
                label={text("dialog.close")}
                onClick={onClose}
            />
        </form>
    );
}
