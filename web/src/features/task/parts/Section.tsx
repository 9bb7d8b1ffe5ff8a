// A part of a task's page: a heading, what stands beside it, what is in it.
import type { ReactNode } from "react";
import styles from "./Section.module.css";

export function Section({
    title,
    note,
    action,
    children,
}: {
    title: string;
    note?: string;
    action?: ReactNode;
    children?: ReactNode;
}) {
    return (
        <section className={styles["section"]} aria-label={title}>
            <header>
                <h2>{title}</h2>
                {note && <small className="num">{note}</small>}
                {action && <span className={styles["action"]}>{action}</span>}
            </header>
            {children}
        </section>
    );
}
