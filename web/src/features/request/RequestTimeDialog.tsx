// A later time for a request: named by the asked person, or given by the one who waits.
import { useState } from "react";
import { theirTime } from "../../data/laterTimes";
import type { RequestId } from "../../data/model";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { dueWords } from "../../data/words";
import { text } from "../../text/text";
import { acts } from "../../transport/acts";
import { problemWords } from "../../transport/http";
import { Dialog } from "../../ui/Dialog";
import { TimeChoices } from "../../ui/TimeChoices";
import { say } from "../../ui/Toasts";
import { requestTimes } from "./model";
import styles from "./request.module.css";

export function RequestTimeDialog({
    request,
    onClose,
}: {
    request: RequestId;
    onClose: () => void;
}) {
    const view = useView((data, nowMs) => requestTimes(data, request, nowMs));
    const [busy, setBusy] = useState(false);
    if (!view) return null;

    const name = async (atMs: number) => {
        setBusy(true);
        try {
            const answer = await (view.extend ? acts.extend : acts.defer)(request, atMs);
            const due = dueWords(store.get(), answer, store.nowMs());
            say(
                text(view.extend ? "request.extended" : "request.deferred", {
                    due,
                    name: view.name,
                }),
            );
            onClose();
        } catch (error) {
            say(problemWords(error), true);
            setBusy(false);
        }
    };
    const title = view.extend
        ? text("request.extend_title", { name: view.name })
        : text("request.defer_title");
    return (
        <Dialog title={title} onClose={onClose}>
            <div className={styles["body"]}>
                <p className={styles["about"]}>
                    <b>{view.excerpt}</b>
                    {view.due !== "" && <span>{text("request.due_now", { time: view.due })}</span>}
                </p>
                <TimeChoices
                    label={title}
                    choices={view.choices}
                    zone={view.zone}
                    fromMs={view.fromMs}
                    busy={busy}
                    submit={text("request.name_time")}
                    hintOf={(atMs) =>
                        theirTime(atMs, view.nowMs, view.zone, view.theirZone, view.name)
                    }
                    onChoose={(id) => {
                        const choice = view.choices.find((one) => one.id === id);
                        if (choice) void name(choice.atMs);
                    }}
                    onPick={(atMs) => void name(atMs)}
                />
                <p className={styles["note"]}>
                    {view.extend
                        ? text("request.extend_note", { name: view.name })
                        : text("request.defer_note", { name: view.name })}
                </p>
            </div>
        </Dialog>
    );
}
