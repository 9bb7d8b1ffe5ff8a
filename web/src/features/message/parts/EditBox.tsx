// Changing a message in its place.
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Message } from "../../../data/model";
import { store } from "../../../data/store";
import { editText, wireText } from "../../../text/mentions";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import styles from "./EditBox.module.css";

export function EditBox({ message, onDone }: { message: Message; onDone: () => void }) {
    const [value, setValue] = useState(() => editText(message.text));
    const [problem, setProblem] = useState("");
    const [busy, setBusy] = useState(false);
    const area = useRef<HTMLTextAreaElement>(null);

    useEffect(() => {
        const element = area.current;
        if (!element) return;
        element.focus();
        element.setSelectionRange(element.value.length, element.value.length);
    }, []);

    const handleSubmit = (event?: FormEvent) => {
        event?.preventDefault();
        const next = wireText(value, message.text);
        if (next === message.text || next === "") {
            onDone();
            return;
        }
        setBusy(true);
        api.editMessage(message.id, next, message.version).then(
            (changed) => {
                store.dispatch({ type: "local.message", data: changed });
                onDone();
            },
            (error) => {
                setProblem(problemWords(error));
                setBusy(false);
            },
        );
    };

    return (
        <form className={styles["edit"]} onSubmit={handleSubmit}>
            <textarea
                ref={area}
                aria-label={text("message.edit")}
                value={value}
                rows={Math.min(12, value.split("\n").length + 1)}
                onChange={(event) => setValue(event.target.value)}
                onKeyDown={(event) => {
                    if (event.nativeEvent.isComposing) return;
                    if (event.key === "Escape") {
                        event.stopPropagation();
                        onDone();
                    } else if (event.key === "Enter" && !event.shiftKey) {
                        event.preventDefault();
                        handleSubmit();
                    }
                }}
            />
            {problem !== "" && (
                <p role="alert" className={styles["problem"]}>
                    {problem}
                </p>
            )}
            <div className={styles["actions"]}>
                <Button look="send" small type="submit" disabled={busy}>
                    {text("message.edit_save")}
                </Button>
                <Button look="bare" small onClick={onDone}>
                    {text("dialog.cancel")}
                </Button>
            </div>
        </form>
    );
}
