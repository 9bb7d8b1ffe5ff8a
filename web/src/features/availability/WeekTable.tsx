// Somebody's working week, to read; times on their clock.
import type { PersonId } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { daysWords, sameDays, spanClock } from "../../text/week";
import list from "../../ui/List.module.css";
import styles from "./WeekTable.module.css";

export function WeekTable({ person }: { person: PersonId }) {
    const view = useView((data) => {
        const weekly = data.availability.get(person)?.weekly ?? null;
        const week = weekly ?? data.organisation?.default_week ?? [];
        return {
            assumed: weekly === null,
            rows: sameDays(week).map(({ days, spans }) => ({
                days: daysWords(days),
                clock: spans.map(spanClock).join(", "),
            })),
        };
    });
    return (
        <>
            <dl className={styles["week"]}>
                {view.rows.map((row) => (
                    <div key={row.days}>
                        <dt>{row.days}</dt>
                        <dd>{row.clock}</dd>
                    </div>
                ))}
            </dl>
            {view.assumed && <p className={list["hint"]}>{text("hours.not_set")}</p>}
        </>
    );
}
