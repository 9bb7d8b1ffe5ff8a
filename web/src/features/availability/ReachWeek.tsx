// When somebody can be reached in the next seven days, as the rules have it.

import type { PersonId } from "../../data/model";
import { myZone } from "../../data/select";
import { useView } from "../../data/useView";
import { shortDate } from "../../text/dates";
import { text } from "../../text/text";
import { dayKey, startOfDay } from "../../text/time";
import { api } from "../../transport/api";
import { useLoaded } from "../../ui/useLoaded";
import { reachDays } from "./days";
import styles from "./ReachWeek.module.css";

const DAYS_SHOWN = 7;
const DAY_MS = 24 * 3_600_000;

export function ReachWeek({ person }: { person: PersonId }) {
    // What makes the answer another one: the day, what they said, what the organisation says.
    const view = useView((data, nowMs) => ({
        zone: myZone(data),
        today: dayKey(nowMs, myZone(data)),
        fromMs: startOfDay(nowMs, myZone(data)),
        said: data.availability.get(person)?.version ?? 0,
        organisation: data.organisation?.version ?? 0,
        state: data.reach.get(person)?.state ?? "off",
    }));
    const { zone, fromMs } = view;
    const key = [person, view.today, zone, view.said, view.organisation, view.state].join(" ");
    const loaded = useLoaded(key, () => api.reach(fromMs, fromMs + DAYS_SHOWN * DAY_MS, [person]));
    const reach = loaded.value?.items[0];
    if (!reach) return null;
    const days = reachDays(reach.spans, fromMs, DAYS_SHOWN, zone);
    return (
        <ul className={styles["days"]}>
            {days.map((day) => (
                <li key={day.key} className={styles["day"]}>
                    <span className={styles["name"]}>
                        {text(`day_short.${day.day}`)} <small>{shortDate(day.key)}</small>
                    </span>
                    <span className={styles["strip"]} aria-hidden="true">
                        {day.parts.map((part) => (
                            <i
                                key={part.from}
                                className={styles[part.state]}
                                style={{
                                    left: `${part.from * 100}%`,
                                    width: `${(part.until - part.from) * 100}%`,
                                }}
                            />
                        ))}
                    </span>
                    <span className={styles["words"]}>{day.words}</span>
                </li>
            ))}
        </ul>
    );
}
