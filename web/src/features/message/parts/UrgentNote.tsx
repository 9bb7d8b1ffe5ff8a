// Why a message is urgent, never behind a click; and the second member's word where it waits for one.
import { Zap } from "lucide-react";
import { useState } from "react";
import type { Message } from "../../../data/model";
import { firstNameOf, myself } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { acts } from "../../../transport/acts";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { say } from "../../../ui/Toasts";
import styles from "./UrgentNote.module.css";

export function UrgentNote({ message }: { message: Message }) {
    const [busy, setBusy] = useState(false);
    const view = useView((data) => ({
        own: message.author === data.me,
        member: myself(data)?.role !== "guest",
        name: firstNameOf(data, message.author),
    }));
    const { urgent } = message;
    if (!urgent) return null;

    const handleConfirm = () => {
        setBusy(true);
        acts.confirmUrgent(message.id)
            .catch((error) => say(problemWords(error), true))
            .finally(() => setBusy(false));
    };
    const waits = view.own ? text("urgent.waits_own") : text("urgent.waits", { name: view.name });
    return (
        <div className={urgent.unconfirmed ? styles["waits"] : styles["urgent"]}>
            <Zap size={16} aria-hidden="true" />
            <div className={styles["words"]}>
                <p>
                    <b>{urgent.unconfirmed ? text("urgent.unconfirmed") : text("urgent.mark")}</b>{" "}
                    {urgent.reason}
                </p>
                {urgent.unconfirmed && <p className={styles["hint"]}>{waits}</p>}
            </div>
            {urgent.unconfirmed && !view.own && view.member && (
                <Button look="line" small disabled={busy} onClick={handleConfirm}>
                    {text("urgent.confirm")}
                </Button>
            )}
        </div>
    );
}
