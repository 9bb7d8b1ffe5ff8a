// What a call leaves in its topic: who was there from when to when, and its recordings.
import type { ReactNode } from "react";
import type { Session } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { residueView } from "./model";
import { RecordingView } from "./parts/RecordingView";
import styles from "./Residue.module.css";

export function Residue({
    session,
    outcome,
}: {
    session: Session;
    /** What came of it, or the question. */
    outcome?: ReactNode;
}) {
    const view = useView((data) => residueView(data, session));
    return (
        <section className={styles["residue"]} aria-label={view.title}>
            <div className={styles["words"]}>
                <h3>{view.title}</h3>
                <p>
                    {view.names}
                    {view.missed !== "" && ` · ${view.missed}`}
                </p>
            </div>
            <div className={styles["outcome"]}>{outcome}</div>
            {session.recordings.map((recording, index) => (
                <RecordingView
                    key={recording.id}
                    recording={recording}
                    number={1 < session.recordings.length ? index + 1 : null}
                />
            ))}
            {0 < view.stays.length && (
                <details className={styles["stays"]}>
                    <summary>{text("residue.who")}</summary>
                    <ul>
                        {view.stays.map((stay) => (
                            <li key={stay.key} className="num">
                                {stay.words}
                            </li>
                        ))}
                    </ul>
                </details>
            )}
        </section>
    );
}
