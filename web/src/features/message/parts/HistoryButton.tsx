// "edited", which opens the former texts.
import { lazy, Suspense, useState } from "react";
import type { Message } from "../../../data/model";
import { text } from "../../../text/text";
import styles from "./HistoryButton.module.css";

const HistoryDialog = lazy(async () => ({
    default: (await import("./MessageDialogs")).HistoryDialog,
}));

export function HistoryButton({ message }: { message: Message }) {
    const [open, setOpen] = useState(false);
    return (
        <>
            <button type="button" className={styles["edited"]} onClick={() => setOpen(true)}>
                {text("message.edited")}
            </button>
            {open && (
                <Suspense fallback={null}>
                    <HistoryDialog message={message} onClose={() => setOpen(false)} />
                </Suspense>
            )}
        </>
    );
}
