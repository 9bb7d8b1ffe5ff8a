// When each can be reached: one strip per person over the reader's day, one now-line through all.
import { useId } from "react";
import { Link } from "wouter";
import type { PersonId } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Mark } from "../../ui/Mark";
import styles from "./DayStrips.module.css";
import { stripsOf } from "./model";

export function DayStrips({
    people,
    title = true,
}: {
    people: readonly PersonId[];
    /** Whether the strips have a heading of their own. */
    title?: boolean;
}) {
    const view = useView((data, nowMs) => stripsOf(data, people, nowMs));
    const heading = useId();
    if (view.rows.length === 0) return null;
    return (
        <section aria-labelledby={title ? heading : undefined}>
            {title && (
                <h2 id={heading} className={styles["head"]}>
                    {text("strips.title")} <small>{view.now}</small>
                </h2>
            )}
            <ul className={styles["strips"]}>
                <li
                    className={styles["now"]}
                    style={{ left: `${view.nowShare * 100}%` }}
                    aria-hidden="true"
                />
                {view.rows.map((row) => (
                    <li key={row.id} className={styles["row"]}>
                        <div className={styles["line"]}>
                            <Link href={`/people/${row.id}`} className={`${styles["name"]} clip`}>
                                {row.name}
                            </Link>
                            <span className={`${styles["clock"]} clip`}>{row.clock}</span>
                            <span className={styles["end"]} title={row.why}>
                                <Mark {...row.mark} />
                            </span>
                        </div>
                        <div className={styles["strip"]} aria-hidden="true">
                            {row.spans.map((span) => (
                                <i
                                    key={span.from}
                                    className={styles[span.state]}
                                    style={{
                                        left: `${span.from * 100}%`,
                                        width: `${(span.until - span.from) * 100}%`,
                                    }}
                                />
                            ))}
                            <b style={{ width: `${view.nowShare * 100}%` }} />
                        </div>
                    </li>
                ))}
            </ul>
            <p className={styles["scale"]} aria-hidden="true">
                {[0, 6, 12, 18, 24].map((hour) => (
                    <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
                        {hour}
                    </span>
                ))}
            </p>
        </section>
    );
}
