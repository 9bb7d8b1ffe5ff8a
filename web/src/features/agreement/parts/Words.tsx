// What an agreement says in words, and how it will read.
import { useId } from "react";
import { text } from "../../../text/text";
import { Markdown } from "../../../ui/Markdown";
import styles from "./Words.module.css";

/** Longest text, in characters; the server counts bytes, and these leave room for letters of two. */
const CHARS_MAX = 20_000;

export function Words({ value, onChange }: { value: string; onChange: (value: string) => void }) {
    const id = useId();
    return (
        <div className={styles["words"]}>
            <div className={styles["box"]}>
                <textarea
                    aria-label={text("agreement.words")}
                    aria-describedby={id}
                    rows={10}
                    maxLength={CHARS_MAX}
                    value={value}
                    onChange={(event) => onChange(event.target.value)}
                />
                <p id={id}>{text("agreement.words_hint")}</p>
            </div>
            {value !== "" && (
                <div className={styles["preview"]} aria-hidden="true">
                    <Markdown text={value} />
                </div>
            )}
        </div>
    );
}
