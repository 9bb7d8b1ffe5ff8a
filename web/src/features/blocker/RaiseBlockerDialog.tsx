// Somebody is stuck: what stops them, in one line, and what follows from saying so.
import { type FormEvent, useState } from "react";
import type { TopicId } from "../../data/model";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { spanWords } from "../../text/time";
import { api } from "../../transport/api";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { blockerPlace } from "./model";

/** Longest line, in characters, as the server wants it. */
const TEXT_MAX = 300;

export function RaiseBlockerDialog({
    topic,
    words: begun = "",
    onClose,
}: {
    topic: TopicId;
    /** What was written before. */
    words?: string;
    onClose: () => void;
}) {
    const [words, setWords] = useState(begun);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const view = useView((data) => ({
        place: blockerPlace(data, topic),
        span: spanWords((data.organisation?.settings.blocker_minutes ?? 120) * 60_000),
    }));

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (words.trim() === "") return;
        setBusy(true);
        try {
            const data = await api.raiseBlocker(topic, words.trim());
            store.dispatch({ type: "local.answer", data: { type: "blocker.updated", data } });
            onClose();
        } catch (caught) {
            setError(caught);
            setBusy(false);
        }
    };
    const field = fieldProblems(error).get("text");
    return (
        <Dialog title={text("blocker.raise_title", { place: view.place })} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={(event) => void handleSubmit(event)}>
                <TextField
                    label={text("blocker.what")}
                    hint={text("blocker.what_hint", { span: view.span })}
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
