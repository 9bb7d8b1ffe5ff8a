// One of a few, all in sight: a row of radio buttons that looks like one control.
import { useId } from "react";
import styles from "./Choice.module.css";

export function Choice<Value extends string>({
    label,
    hideLabel = false,
    value,
    options,
    onChange,
}: {
    label: string;
    hideLabel?: boolean;
    value: Value;
    options: readonly { value: Value; label: string; step?: string }[];
    onChange: (value: Value) => void;
}) {
    const name = useId();
    return (
        <fieldset className={styles["choice"]}>
            <legend className={hideLabel ? "sr" : styles["legend"]}>{label}</legend>
            <span className={styles["row"]}>
                {options.map((option) => (
                    <label key={option.value} className={styles[option.step ?? "plain"]}>
                        <input
                            type="radio"
                            name={name}
                            checked={option.value === value}
                            onChange={() => onChange(option.value)}
                        />
                        {option.label}
                    </label>
                ))}
            </span>
        </fieldset>
    );
}
