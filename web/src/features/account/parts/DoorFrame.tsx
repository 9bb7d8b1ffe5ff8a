// The page before one is in: what Meanwhile is on the left, the form on the right.
import type { ReactNode } from "react";
import { text } from "../../../text/text";
import { Dial } from "../../../ui/Dial";
import { Logo } from "../../../ui/Logo";
import styles from "./DoorFrame.module.css";

export function DoorFrame({
    title,
    intro,
    children,
}: {
    title: string;
    intro: string;
    children: ReactNode;
}) {
    return (
        <div className={styles["door"]}>
            <section className={styles["story"]} aria-label={text("door.about")}>
                <p className={styles["brand"]}>
                    <Logo size={28} />
                    Meanwhile
                </p>
                <p className={styles["motto"]}>{text("door.motto")}</p>
                <ul className={styles["steps"]}>
                    <li className="step-now">
                        <Dial fill={1} size={18} />
                        <span>{text("door.now")}</span>
                    </li>
                    <li className="step-soon">
                        <Dial fill={0.18} size={18} />
                        <span>{text("door.soon")}</span>
                    </li>
                    <li className="step-today">
                        <Dial fill={0.6} size={18} />
                        <span>{text("door.today")}</span>
                    </li>
                    <li className="step-later">
                        <Dial fill={0} size={18} />
                        <span>{text("door.later")}</span>
                    </li>
                </ul>
            </section>
            <main className={styles["main"]}>
                <div className={styles["card"]}>
                    <h1>{title}</h1>
                    <p className={styles["intro"]}>{intro}</p>
                    {children}
                </div>
            </main>
        </div>
    );
}
