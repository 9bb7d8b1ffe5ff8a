// Which days of the week.
import { text } from "../../../text/text";
import { DAYS, type Day } from "../../../text/week";
import styles from "./DayChecks.module.css";

export function DayChecks({
    label,
    chosen,
    onChange,
}: {
    label: string;
    chosen: readonly Day[];
    onChange: (days: Day[]) => void;
}) {
    return (
        <fieldset className={styles["days"]}>
            <legend>{label}</legend>
            <span>
                {DAYS.map((day) => (
                    <label key={day}>
                        <input
                            type="checkbox"
                            aria-label={text(`day.${day}`)}
                            checked={chosen.includes(day)}
                            onChange={(event) =>
                                onChange(
                                    DAYS.filter((one) =>
                                        one === day ? event.target.checked : chosen.includes(one),
                                    ),
                                )
                            }
                        />
                        {text(`day_short.${day}`)}
                    </label>
                ))}
            </span>
        </fieldset>
    );
}
