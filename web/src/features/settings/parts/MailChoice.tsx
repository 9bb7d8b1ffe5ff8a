// Whether one is told by email, too.
import { useState } from "react";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import list from "../../../ui/List.module.css";
import { say } from "../../../ui/Toasts";
import { useLoaded } from "../../../ui/useLoaded";
import styles from "./MailChoice.module.css";

export function MailChoice() {
    const me = useLoaded("me", api.me);
    // What was chosen here; `null` as long as the server's word stands.
    const [chosen, setChosen] = useState<boolean | null>(null);
    if (!me.value) return null;
    const handleChange = async (mail: boolean) => {
        setChosen(mail);
        try {
            await api.changeMe({ mail });
            say(text("form.saved"));
        } catch (error) {
            setChosen(null);
            say(problemWords(error), true);
        }
    };
    return (
        <section className={list["section"]} aria-label={text("mail.title")}>
            <h2>{text("mail.title")}</h2>
            <label className={styles["check"]}>
                <input
                    type="checkbox"
                    checked={chosen ?? me.value.mail}
                    onChange={(event) => void handleChange(event.target.checked)}
                />
                <span>
                    <b>{text("mail.wanted", { email: me.value.email })}</b>
                    <small>{text("mail.hint")}</small>
                </span>
            </label>
        </section>
    );
}
