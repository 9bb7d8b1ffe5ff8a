// One day of a week as a bar.
import type { WorkSpan } from "../../../data/model";
import styles from "./WeekEditor.module.css";

const DAY_MINUTES = 24 * 60;

export function WeekBar({ spans }: { spans: readonly WorkSpan[] }) {
    return (
        <span className={styles["bar"]} aria-hidden="true">
            {spans.map((span) => {
                const until = span.until <= span.from ? DAY_MINUTES : span.until;
                return (
                    <i
                        key={`${span.from} ${span.until}`}
                        style={{
                            left: `${(span.from / DAY_MINUTES) * 100}%`,
                            width: `${((until - span.from) / DAY_MINUTES) * 100}%`,
                        }}
                    />
                );
            })}
        </span>
    );
}
