// The history of a message, and the question before it is deleted.

import { useEffect, useState } from "react";
import { messageWords } from "../../../data/clipWords";
import type { Message, MessageRevision } from "../../../data/model";
import { myZone } from "../../../data/select";
import { store } from "../../../data/store";
import { useView } from "../../../data/useView";
import { editText } from "../../../text/mentions";
import { text } from "../../../text/text";
import { fullTime } from "../../../text/time";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { say } from "../../../ui/Toasts";
import styles from "./MessageDialogs.module.css";

export function HistoryDialog({ message, onClose }: { message: Message; onClose: () => void }) {
    const [revisions, setRevisions] = useState<MessageRevision[] | null>(null);
    const [problem, setProblem] = useState("");
    const zone = useView(myZone);
    useEffect(() => {
        api.history(message.id).then(setRevisions, (error) => setProblem(problemWords(error)));
    }, [message.id]);
    return (
        <Dialog title={text("message.history")} onClose={onClose} size="wide">
            <ol className={styles["history"]}>
                <li>
                    <p className={styles["when"]}>{text("message.history_now")}</p>
                    <p className={styles["text"]}>{editText(messageWords(message))}</p>
                </li>
                {[...(revisions ?? [])].reverse().map((revision) => (
                    <li key={revision.replaced_at}>
                        <p className={styles["when"]}>
                            {text("message.history_until", {
                                time: fullTime(Date.parse(revision.replaced_at), zone),
                            })}
                        </p>
                        <p className={styles["text"]}>{editText(revision.text)}</p>
                    </li>
                ))}
            </ol>
            {problem !== "" && (
                <p role="alert" className={styles["problem"]}>
                    {problem}
                </p>
            )}
        </Dialog>
    );
}

export function DeleteDialog({ message, onClose }: { message: Message; onClose: () => void }) {
    const handleDelete = () => {
        onClose();
        api.deleteMessage(message.id).then(
            (changed) => store.dispatch({ type: "local.message", data: changed }),
            (error) => say(problemWords(error), true),
        );
    };
    return (
        <Dialog title={text("message.delete_title")} onClose={onClose}>
            <div className={styles["ask"]}>
                <p>{text("message.delete_hint")}</p>
                <div className={styles["actions"]}>
                    <Button look="line" onClick={handleDelete}>
                        {text("message.delete")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </div>
        </Dialog>
    );
}
