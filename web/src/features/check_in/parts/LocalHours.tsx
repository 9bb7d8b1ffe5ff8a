// What the hour means for each of those asked, before anything is saved.
import type { PersonId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { type CheckInDraft, localHours } from "../model";
import styles from "./LocalHours.module.css";

/** People whose hour is shown; the rest is counted. */
const SHOWN_MAX = 12;

export function LocalHours({
    draft,
    people,
}: {
    draft: CheckInDraft;
    people: readonly PersonId[];
}) {
    const hours = useView((data, nowMs) => localHours(data, draft, people, nowMs));
    if (hours.length === 0) return null;
    return (
        <section className={styles["hours"]} aria-label={text("check_in.first_time")}>
            <h3>{text("check_in.first_time")}</h3>
            <ul>
                {hours.slice(0, SHOWN_MAX).map((hour) => (
                    <li key={hour.id}>
                        <b>{hour.name}</b>
                        <span className="num">
                            {hour.there}
                            {hour.here !== "" && <small> {hour.here}</small>}
                        </span>
                        <small className="num">{hour.opens}</small>
                    </li>
                ))}
            </ul>
            {SHOWN_MAX < hours.length && (
                <p>{text("check_in.and_more", { count: hours.length - SHOWN_MAX })}</p>
            )}
        </section>
    );
}
