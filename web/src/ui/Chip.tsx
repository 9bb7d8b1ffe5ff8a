// A small word with a glyph, for states.
import type { ReactNode } from "react";
import styles from "./Mark.module.css";

export function Chip({
    step = "none",
    icon,
    children,
}: {
    step?: "now" | "soon" | "today" | "later" | "none";
    icon?: ReactNode;
    children: ReactNode;
}) {
    return (
        <span className={`${styles["mark"]} ${styles["chip"]} ${styles[step]} step-${step}`}>
            {icon}
            {children}
        </span>
    );
}
