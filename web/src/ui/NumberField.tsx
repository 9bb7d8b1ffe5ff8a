// A number with its unit, what it means in a sentence, what is usual, and a way back to that.
import { useId } from "react";
import { text } from "../text/text";
import { Button } from "./Button";
import styles from "./NumberField.module.css";

export function NumberField({
    label,
    value,
    usual,
    least,
    most,
    unit,
    meaning,
    usualWords,
    problem,
    onChange,
}: {
    label: string;
    /** `null`: nothing of its own, what is usual counts. */
    value: number | null;
    usual: number;
    least: number;
    most: number;
    /** "minutes". */
    unit: string;
    /** One sentence on what the number does. */
    meaning: string;
    /** What is usual and what is possible: "Usual: 10; from 5 to 120." */
    usualWords: string;
    problem?: string | undefined;
    /** `null` when the field was emptied. */
    onChange: (value: number | null) => void;
}) {
    const id = useId();
    const own = value !== null && value !== usual;
    const outside = value !== null && (value < least || most < value);
    const wrong = problem ?? (outside ? text("number.outside", { least, most }) : undefined);
    return (
        <div className={`${styles["number"]} ${own ? styles["own"] : ""}`}>
            <label htmlFor={id} className={styles["label"]}>
                {label}
            </label>
            <span className={styles["box"]}>
                <input
                    id={id}
                    type="number"
                    inputMode="numeric"
                    min={least}
                    max={most}
                    step={1}
                    placeholder={String(usual)}
                    value={value ?? ""}
                    aria-invalid={wrong ? true : undefined}
                    aria-describedby={`${id}-means ${id}-usual`}
                    onChange={(event) => {
                        const next = event.target.value;
                        onChange(next === "" ? null : Math.round(Number(next)));
                    }}
                />
                <span className={styles["unit"]}>{unit}</span>
            </span>
            <p id={`${id}-means`} className={styles["means"]}>
                {meaning}
            </p>
            <p id={`${id}-usual`} className={wrong ? styles["wrong"] : styles["usual"]}>
                {wrong ?? usualWords}
                {own && (
                    <Button look="bare" small onClick={() => onChange(null)}>
                        {text("number.reset")}
                        <span className="sr">{label}</span>
                    </Button>
                )}
            </p>
        </div>
    );
}
