// Whether one is told by email, too.
import { useState } from "react";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { acts } from "../../../transport/acts";
import { problemWords } from "../../../transport/http";
import list from "../../../ui/List.module.css";
import { say } from "../../../ui/Toasts";
import styles from "./MailChoice.module.css";

export function MailChoice() {
    const { email, wanted } = useView((data) => ({
        email: data.email,
        wanted: data.ways.mail,
    }));
    // What is being saved; otherwise what was chosen last counts, here or in another browser.
    const [saving, setSaving] = useState<boolean | null>(null);
    const handleChange = async (mail: boolean) => {
        setSaving(mail);
        try {
            await acts.chooseMail(mail);
            say(text("form.saved"));
        } catch (error) {
            say(problemWords(error), true);
        } finally {
            setSaving(null);
        }
    };
    return (
        <section className={list["section"]} aria-label={text("mail.title")}>
            <h2>{text("mail.title")}</h2>
            <label className={styles["check"]}>
                <input
                    type="checkbox"
                    checked={saving ?? wanted}
                    onChange={(event) => void handleChange(event.target.checked)}
                />
                <span>
                    <b>{text("mail.wanted", { email })}</b>
                    <small>{text("mail.hint")}</small>
                </span>
            </label>
        </section>
    );
}
