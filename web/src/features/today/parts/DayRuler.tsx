// The day as a ruler from its first to its last working hour.
import { text } from "../../../text/text";
import { Dial } from "../../../ui/Dial";
import type { DayView } from "../dayModel";
import styles from "./DayRuler.module.css";

/** Height of an hour, in pixels. */
const HOUR_PX = 56;

export function DayRuler({ day }: { day: DayView }) {
    const top = (share: number) => `${share * 100}%`;
    return (
        <section
            className={styles["ruler"]}
            aria-label={text("today.my_day")}
            style={{ height: day.length * HOUR_PX }}
        >
            {day.hours.map((hour) => (
                <span
                    key={hour.label}
                    className={styles["hour"]}
                    style={{ top: top(hour.share) }}
                    aria-hidden="true"
                >
                    {hour.label}
                </span>
            ))}
            <ol>
                {day.blocks.map((block) => (
                    <li
                        key={block.from}
                        className={`${styles["block"]} ${styles[block.look]}`}
                        style={{ top: top(block.from), height: top(block.length) }}
                    >
                        {block.words}
                    </li>
                ))}
                {day.due.map((due) => (
                    <li
                        key={due.share}
                        className={`${styles["due"]} step-${due.step}`}
                        style={{ top: top(due.share) }}
                    >
                        <Dial fill={0.25} size={12} />
                        <span>{due.label}</span>
                    </li>
                ))}
            </ol>
            {day.now && (
                <p className={styles["now"]} style={{ top: top(day.now.share) }}>
                    <b>{day.now.label}</b>
                </p>
            )}
        </section>
    );
}
