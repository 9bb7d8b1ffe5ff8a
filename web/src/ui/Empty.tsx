// An empty place teaches the next step.
import type { ReactNode } from "react";
import styles from "./Empty.module.css";

export function Empty({
    title,
    children,
    action,
}: {
    title: string;
    children?: ReactNode;
    action?: ReactNode;
}) {
    return (
        <div className={styles["empty"]}>
            <p className={styles["title"]}>{title}</p>
            {children && <p className={styles["line"]}>{children}</p>}
            {action}
        </div>
    );
}
