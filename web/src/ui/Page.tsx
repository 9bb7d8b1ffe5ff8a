// A plain page: a head with a title and what can be done, then the content.
import type { ReactNode } from "react";
import styles from "./Page.module.css";

export function Page({
    title,
    intro,
    actions,
    foot,
    children,
}: {
    title: string;
    intro?: ReactNode;
    actions?: ReactNode;
    /** What stays below what scrolls. */
    foot?: ReactNode;
    children: ReactNode;
}) {
    return (
        <main id="main" aria-label={title} data-region tabIndex={-1}>
            <header className={styles["head"]}>
                <div className={styles["words"]}>
                    <h1>{title}</h1>
                    {intro && <p className={styles["intro"]}>{intro}</p>}
                </div>
                {actions && <div className={styles["actions"]}>{actions}</div>}
            </header>
            <div className={styles["scroll"]}>{children}</div>
            {foot}
        </main>
    );
}
