// Somebody's working week, to read; times on their clock.
import type { PersonId, WorkSpan } from "../../data/model";
import { useView } from "../../data/useView";
import { WEEKDAYS } from "../../data/words";
import { text } from "../../text/text";
import list from "../../ui/List.module.css";
import { minuteWords } from "./model";
import { WeekBar } from "./parts/WeekBar";
import styles from "./parts/WeekEditor.module.css";

function spanWords(spans: readonly WorkSpan[]): string {
    if (spans.length === 0) return text("hours.free");
    return spans.map((span) => `${minuteWords(span.from)}–${minuteWords(span.until)}`).join(", ");
}

export function WeekTable({ person }: { person: PersonId }) {
    const weekly = useView((data) => data.availability.get(person)?.weekly ?? null);
    if (weekly === null) return <p className={list["hint"]}>{text("hours.not_set")}</p>;
    return (
        <ul className={styles["week"]}>
            {WEEKDAYS.map((day) => {
                const spans = weekly.filter((span) => span.day === day);
                return (
                    <li key={day} className={styles["day"]}>
                        <span className={styles["name"]}>{text(`day.${day}`)}</span>
                        <WeekBar spans={spans} />
                        <span className={spans.length === 0 ? styles["free"] : "num"}>
                            {spanWords(spans)}
                        </span>
                    </li>
                );
            })}
        </ul>
    );
}
