// What the reader and somebody share of the day: two strips, and between them when both are there.
import type { PersonId } from "../../data/model";
import { firstNameOf } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { sharedDay } from "./days";
import type { StripSpan } from "./model";
import styles from "./SharedDay.module.css";

export function SharedDay({ person }: { person: PersonId }) {
    const view = useView((data, nowMs) => sharedDay(data, person, nowMs));
    const name = useView((data) => firstNameOf(data, person));
    if (!view) return null;
    return (
        <div className={styles["shared"]}>
            <p className={styles["words"]}>{view.words}</p>
            <div className={styles["strips"]} aria-hidden="true">
                <i className={styles["now"]} style={{ left: `${view.nowShare * 100}%` }} />
                <Strip name={text("shared.you")} spans={view.mine} />
                <Strip name={text("shared.both")} spans={view.shared} both />
                <Strip name={name} spans={view.theirs} />
            </div>
            <p className={styles["scale"]} aria-hidden="true">
                {[0, 6, 12, 18, 24].map((hour) => (
                    <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
                        {hour}
                    </span>
                ))}
            </p>
        </div>
    );
}

function Strip({
    name,
    spans,
    both = false,
}: {
    name: string;
    spans: readonly StripSpan[];
    both?: boolean;
}) {
    return (
        <div className={`${styles["row"]} ${both ? styles["both"] : ""}`}>
            <span className="clip">{name}</span>
            <div className={styles["strip"]}>
                {spans.map((span) => (
                    <i
                        key={span.from}
                        className={styles[span.state]}
                        style={{
                            left: `${span.from * 100}%`,
                            width: `${(span.until - span.from) * 100}%`,
                        }}
                    />
                ))}
            </div>
        </div>
    );
}
