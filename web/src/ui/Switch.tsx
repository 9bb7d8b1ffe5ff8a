// On or off, with its words beside it.
import { type ReactNode, useId } from "react";
import styles from "./Switch.module.css";

export function Switch({
    label,
    hint,
    checked,
    disabled = false,
    onChange,
}: {
    label: ReactNode;
    hint?: string;
    checked: boolean;
    disabled?: boolean;
    onChange: (checked: boolean) => void;
}) {
    const id = useId();
    return (
        <div className={styles["switch"]}>
            <input
                id={id}
                type="checkbox"
                role="switch"
                aria-checked={checked}
                checked={checked}
                disabled={disabled}
                aria-describedby={hint ? `${id}-hint` : undefined}
                onChange={(event) => onChange(event.target.checked)}
            />
            <label htmlFor={id}>{label}</label>
            {hint && <p id={`${id}-hint`}>{hint}</p>}
        </div>
    );
}
