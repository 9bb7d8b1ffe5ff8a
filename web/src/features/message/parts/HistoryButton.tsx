// "edited", which opens the former texts.
import { useState } from "react";
import type { Message } from "../../../data/model";
import { text } from "../../../text/text";
import { onDemand } from "../../../ui/onDemand";
import styles from "./HistoryButton.module.css";

const HistoryDialog = onDemand(async () => (await import("./MessageDialogs")).HistoryDialog);

export function HistoryButton({ message }: { message: Message }) {
    const [open, setOpen] = useState(false);
    return (
        <>
            <button type="button" className={styles["edited"]} onClick={() => setOpen(true)}>
                {text("message.edited")}
            </button>
            {open && <HistoryDialog message={message} onClose={() => setOpen(false)} />}
        </>
    );
}
