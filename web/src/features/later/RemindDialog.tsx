// When to be reminded of something, or to keep it without a time.
import { useState } from "react";
import { laterTimes } from "../../data/laterTimes";
import type { Remind } from "../../data/overlay";
import { myZone } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { shortTime } from "../../text/time";
import { acts } from "../../transport/acts";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { TimeChoices } from "../../ui/TimeChoices";
import { say } from "../../ui/Toasts";
import styles from "./RemindDialog.module.css";

export function RemindDialog({ about, onClose }: { about: Remind; onClose: () => void }) {
    const view = useView((data, nowMs) => ({
        choices: laterTimes(data, nowMs),
        zone: myZone(data),
        nowMs,
    }));
    const own = about.of.of === "note" && !about.reminder;
    const [note, setNote] = useState("");
    const [busy, setBusy] = useState(false);
    const [missing, setMissing] = useState(false);

    const remind = async (atMs: number | null) => {
        if (own && note.trim() === "") {
            setMissing(true);
            return;
        }
        setBusy(true);
        try {
            if (about.reminder) await acts.remindAt(about.reminder, atMs);
            else await acts.remind(about.of, own ? note.trim() : "", atMs);
            const time = atMs === null ? "" : shortTime(atMs, store.nowMs(), view.zone);
            say(time === "" ? text("later.kept") : text("later.reminded", { time }));
            onClose();
        } catch (error) {
            say(problemWords(error), true);
            setBusy(false);
        }
    };
    return (
        <Dialog title={text("later.remind_title")} onClose={onClose}>
            <div className={styles["body"]}>
                {own ? (
                    <TextField
                        label={text("later.note")}
                        autoFocus
                        maxLength={160}
                        value={note}
                        problem={
                            missing && note.trim() === "" ? text("later.note_missing") : undefined
                        }
                        onChange={(event) => setNote(event.target.value)}
                    />
                ) : (
                    <p className={styles["about"]}>{about.words}</p>
                )}
                <TimeChoices
                    label={text("later.remind_title")}
                    choices={view.choices}
                    zone={view.zone}
                    fromMs={view.nowMs}
                    busy={busy}
                    focus={!own}
                    submit={text("later.remind")}
                    onChoose={(id) => {
                        const choice = view.choices.find((one) => one.id === id);
                        if (choice) void remind(choice.atMs);
                    }}
                    onPick={(atMs) => void remind(atMs)}
                />
                <div className={styles["foot"]}>
                    <p>{text("later.remind_note")}</p>
                    <Button look="bare" small disabled={busy} onClick={() => void remind(null)}>
                        {text("later.keep")}
                    </Button>
                </div>
            </div>
        </Dialog>
    );
}
