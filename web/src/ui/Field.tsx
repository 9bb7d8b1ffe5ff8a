// Fields of forms: a label above, a hint or what is wrong below.
import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from "react";
import styles from "./Field.module.css";

interface FieldFrame {
    label: string;
    hint?: ReactNode;
    /** What is wrong and what would be right. */
    problem?: string | undefined;
}

interface TextFieldProps extends FieldFrame, InputHTMLAttributes<HTMLInputElement> {}

export function TextField({ label, hint, problem, ...rest }: TextFieldProps) {
    const id = useId();
    return (
        <Framed id={id} label={label} hint={hint} problem={problem}>
            <input
                {...rest}
                id={id}
                className={styles["input"]}
                aria-invalid={problem ? true : undefined}
                aria-describedby={hint || problem ? `${id}-note` : undefined}
            />
        </Framed>
    );
}

interface SelectFieldProps extends FieldFrame, SelectHTMLAttributes<HTMLSelectElement> {}

export function SelectField({ label, hint, problem, children, ...rest }: SelectFieldProps) {
    const id = useId();
    return (
        <Framed id={id} label={label} hint={hint} problem={problem}>
            <select
                {...rest}
                id={id}
                className={`${styles["input"]} ${styles["select"]}`}
                aria-invalid={problem ? true : undefined}
                aria-describedby={hint || problem ? `${id}-note` : undefined}
            >
                {children}
            </select>
        </Framed>
    );
}

function Framed({
    id,
    label,
    hint,
    problem,
    children,
}: FieldFrame & { id: string; children: ReactNode }) {
    return (
        <div className={styles["field"]}>
            <label htmlFor={id} className={styles["label"]}>
                {label}
            </label>
            {children}
            {(problem || hint) && (
                <p
                    id={`${id}-note`}
                    className={problem ? styles["problem"] : styles["hint"]}
                    {...(problem ? { role: "alert" } : {})}
                >
                    {problem || hint}
                </p>
            )}
        </div>
    );
}
