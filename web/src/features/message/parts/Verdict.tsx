// "Was it urgent?", for those whom an urgent message reached.
import { useState } from "react";
import type { Message } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { say } from "../../../ui/Toasts";
import { asksVerdict } from "../model";
import styles from "./Verdict.module.css";

export function Verdict({ message }: { message: Message }) {
    const [said, setSaid] = useState(false);
    const asks = useView((data) => asksVerdict(data, message));
    if (!asks || said) return null;
    const handleSay = (urgent: boolean) => {
        setSaid(true);
        api.urgentVerdict(message.id, urgent).then(
            () => say(text(urgent ? "urgent.said_yes" : "urgent.said_no")),
            (error) => {
                setSaid(false);
                say(problemWords(error), true);
            },
        );
    };
    return (
        <fieldset className={styles["verdict"]}>
            <legend>{text("urgent.verdict")}</legend>
            <button type="button" onClick={() => handleSay(true)}>
                {text("urgent.yes")}
            </button>
            <span aria-hidden="true">·</span>
            <button type="button" onClick={() => handleSay(false)}>
                {text("urgent.no")}
            </button>
        </fieldset>
    );
}
