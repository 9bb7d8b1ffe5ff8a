// Somebody is stuck on a task: what stops them, in one line.
import { type FormEvent, useState } from "react";
import type { TaskId } from "../../data/model";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { spanWords } from "../../text/time";
import { work } from "../../transport/apiWork";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { say } from "../../ui/Toasts";

const TEXT_MAX = 300;

export function BlockTaskDialog({ task, onClose }: { task: TaskId; onClose: () => void }) {
    const [words, setWords] = useState("");
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const span = useView((data) =>
        spanWords((data.organisation?.settings.blocker_minutes ?? 120) * 60_000),
    );
    const field = fieldProblems(error).get("text");
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (words.trim() === "") return;
        setBusy(true);
        work.blockTask(task, words.trim()).then(
            (data) => {
                store.dispatch({ type: "local.answer", data: { type: "blocker.updated", data } });
                say(text("task.block_said"));
                onClose();
            },
            (caught) => {
                setError(caught);
                setBusy(false);
            },
        );
    };
    return (
        <Dialog title={text("task.block_title")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("blocker.what")}
                    hint={text("blocker.what_hint", { span })}
                    problem={field}
                    required
                    autoFocus
                    maxLength={TEXT_MAX}
                    value={words}
                    onChange={(event) => setWords(event.target.value)}
                />
                {error !== null && !field && (
                    <p className={list["problem"]} role="alert">
                        {problemWords(error)}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={busy || words.trim() === ""}>
                        {text("blocker.raise_submit")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
