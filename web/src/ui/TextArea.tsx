// Several lines of text, growing with what is written: a label above, a hint or what is wrong below.
import { type Ref, type TextareaHTMLAttributes, useId, useLayoutEffect, useRef } from "react";
import styles from "./Field.module.css";
import own from "./TextArea.module.css";

interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
    label: string;
    /** Only screen readers get the label. */
    hideLabel?: boolean;
    hint?: string | undefined;
    problem?: string | undefined;
    ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ label, hideLabel = false, hint, problem, ref, ...rest }: TextAreaProps) {
    const id = useId();
    const box = useRef<HTMLTextAreaElement>(null);
    // biome-ignore lint/correctness/useExhaustiveDependencies: other words need another height
    useLayoutEffect(() => {
        const element = box.current;
        if (!element) return;
        element.style.height = "auto";
        element.style.height = `${element.scrollHeight + 2}px`;
    }, [rest.value]);
    return (
        <div className={styles["field"]}>
            <label htmlFor={id} className={hideLabel ? "sr" : styles["label"]}>
                {label}
            </label>
            <textarea
                rows={2}
                {...rest}
                ref={(element) => {
                    box.current = element;
                    if (typeof ref === "function") ref(element);
                    else if (ref) ref.current = element;
                }}
                id={id}
                className={`${styles["input"]} ${own["area"]}`}
                aria-invalid={problem ? true : undefined}
                aria-describedby={hint || problem ? `${id}-note` : undefined}
            />
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
