// A time of the day, always in 24 hours whatever the browser's language; arrows move it by a quarter.
import { type InputHTMLAttributes, type KeyboardEvent, useId, useState } from "react";
import { DAY_MINUTES, minuteOf, minuteWords, readMinute } from "../text/week";
import styles from "./Field.module.css";

const STEP_MINUTES = 15;

interface TimeInputProps
    extends Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange" | "type"> {
    /** Minute of the day; `null` while there is none. */
    value: number | null;
    onChange: (minute: number) => void;
}

export function TimeInput({ value, onChange, ...rest }: TimeInputProps) {
    // What is being typed; `null` when the field rests.
    const [typed, setTyped] = useState<string | null>(null);
    const handleKeyDown = (event: KeyboardEvent) => {
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        event.stopPropagation();
        const by = event.key === "ArrowUp" ? STEP_MINUTES : -STEP_MINUTES;
        const from = value ?? 9 * 60 - by;
        setTyped(null);
        onChange((from + by + DAY_MINUTES) % DAY_MINUTES);
    };
    return (
        <input
            {...rest}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            placeholder="00:00"
            maxLength={5}
            value={typed ?? (value === null ? "" : minuteWords(value))}
            onChange={(event) => {
                setTyped(event.target.value);
                const minute = minuteOf(event.target.value);
                if (minute !== null) onChange(minute);
            }}
            onBlur={() => {
                const minute = typed === null ? null : readMinute(typed);
                if (minute !== null && minute !== value) onChange(minute);
                setTyped(null);
            }}
            onKeyDown={handleKeyDown}
        />
    );
}

/** The same with a label above, a hint or what is wrong below. */
export function TimeField({
    label,
    hint,
    problem,
    ...rest
}: TimeInputProps & { label: string; hint?: string; problem?: string | undefined }) {
    const id = useId();
    return (
        <div className={styles["field"]}>
            <label htmlFor={id} className={styles["label"]}>
                {label}
            </label>
            <TimeInput
                {...rest}
                id={id}
                className={`${styles["input"]} num`}
                aria-invalid={problem ? true : undefined}
                aria-describedby={hint || problem ? `${id}-note` : undefined}
            />
            {(problem || hint) && (
                <p id={`${id}-note`} className={problem ? styles["problem"] : styles["hint"]}>
                    {problem || hint}
                </p>
            )}
        </div>
    );
}
