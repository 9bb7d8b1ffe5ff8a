// Changes a scheduled message: its words, and when it is sent.
import { type FormEvent, useState } from "react";
import type { ScheduledChange, ScheduledId } from "../../data/model";
import { myZone, topicTitle } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { editText, wireText } from "../../text/mentions";
import { text } from "../../text/text";
import { fromLocalInput, toLocalInput } from "../../text/time";
import { acts } from "../../transport/acts";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { say } from "../../ui/Toasts";
import styles from "./RemindDialog.module.css";

export function EditScheduledDialog({
    scheduled,
    onClose,
}: {
    scheduled: ScheduledId;
    onClose: () => void;
}) {
    const row = useView((data) => data.scheduled.get(scheduled) ?? null);
    const zone = useView(myZone);
    const title = useView((data) => {
        const topic = row ? data.topics.get(row.topic) : undefined;
        return topic ? topicTitle(data, topic) : "";
    });
    const former = row ? toLocalInput(Date.parse(row.send_at), zone) : "";
    const [words, setWords] = useState(() => (row ? editText(row.text) : ""));
    const [when, setWhen] = useState(former);
    const [problem, setProblem] = useState("");
    const [busy, setBusy] = useState(false);
    if (!row) return null;

    const atMs = fromLocalInput(when, zone);
    const early = when !== former && (atMs === null || atMs <= store.nowMs());
    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (early || atMs === null) return;
        const change: ScheduledChange = { text: wireText(words, row.text) };
        // A time that was left alone stays as it was said: "09:00 for Ana".
        if (when !== former) change.later = { choice: "at", at: new Date(atMs).toISOString() };
        setBusy(true);
        try {
            await acts.changeScheduled(scheduled, change);
            say(text("form.saved"));
            onClose();
        } catch (error) {
            setProblem(problemWords(error));
            setBusy(false);
        }
    };
    return (
        <Dialog title={text("later.edit_title", { topic: title })} onClose={onClose}>
            <form className={styles["body"]} onSubmit={(event) => void handleSubmit(event)}>
                <label className={styles["label"]}>
                    {text("later.words")}
                    <textarea
                        className={styles["area"]}
                        autoFocus
                        value={words}
                        onChange={(event) => setWords(event.target.value)}
                    />
                </label>
                <TextField
                    label={text("later.send_at")}
                    type="datetime-local"
                    required
                    value={when}
                    onChange={(event) => setWhen(event.target.value)}
                    problem={early ? text("later.too_early") : undefined}
                />
                {problem !== "" && (
                    <p role="alert" className={list["problem"]}>
                        {problem}
                    </p>
                )}
                <div className={styles["actions"]}>
                    <Button
                        look="send"
                        type="submit"
                        disabled={busy || early || words.trim() === ""}
                    >
                        {text("form.save")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
