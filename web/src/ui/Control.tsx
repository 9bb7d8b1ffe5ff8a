// A control of a running call: an icon above its word.
import type { ButtonHTMLAttributes, ReactNode } from "react";
import styles from "./Control.module.css";

interface ControlProps extends ButtonHTMLAttributes<HTMLButtonElement> {
    icon: ReactNode;
    /** The word below the icon. */
    word: string;
    look?: "plain" | "warm" | "end";
    pressed?: boolean;
}

export function Control({
    icon,
    word,
    look = "plain",
    pressed,
    className = "",
    ...rest
}: ControlProps) {
    return (
        <button
            {...rest}
            type="button"
            aria-pressed={pressed}
            className={`${styles["control"]} ${styles[look]} ${className}`}
        >
            {icon}
            <span>{word}</span>
        </button>
    );
}
