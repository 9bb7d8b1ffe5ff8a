// The working week: any number of spans on each day.
import { Plus, X } from "lucide-react";
import { Fragment } from "react";
import type { Weekday, WorkSpan } from "../../../data/model";
import { WEEKDAYS } from "../../../data/words";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { minuteOf, minuteWords } from "../model";
import { WeekBar } from "./WeekBar";
import styles from "./WeekEditor.module.css";

export function WeekEditor({
    weekly,
    onChange,
}: {
    weekly: readonly WorkSpan[];
    onChange: (weekly: WorkSpan[] | null) => void;
}) {
    const change = (span: WorkSpan, part: Partial<WorkSpan>) =>
        onChange(weekly.map((one) => (one === span ? { ...one, ...part } : one)));
    const remove = (span: WorkSpan) => onChange(weekly.filter((one) => one !== span));
    const add = (day: Weekday) => {
        const last = weekly.filter((one) => one.day === day).at(-1);
        const from = last ? Math.min(last.until + 60, 22 * 60) : 9 * 60;
        onChange([...weekly, { day, from, until: Math.min(from + 4 * 60, 23 * 60 + 59) }]);
    };
    return (
        <div>
            <ul className={styles["week"]}>
                {WEEKDAYS.map((day) => {
                    const spans = weekly.filter((span) => span.day === day);
                    const name = text(`day.${day}`);
                    return (
                        <li key={day} className={styles["day"]}>
                            <span className={styles["name"]}>{name}</span>
                            <WeekBar spans={spans} />
                            <div className={styles["spans"]}>
                                {spans.length === 0 && (
                                    <span className={styles["free"]}>{text("hours.free")}</span>
                                )}
                                {spans.map((span, index) => (
                                    // biome-ignore lint/suspicious/noArrayIndexKey: spans have no id
                                    <Fragment key={index}>
                                        <span className={styles["span"]}>
                                            <input
                                                type="time"
                                                aria-label={text("hours.from_on", { day: name })}
                                                value={minuteWords(span.from)}
                                                onChange={(event) => {
                                                    const from = minuteOf(event.target.value);
                                                    if (from !== null) change(span, { from });
                                                }}
                                            />
                                            <span aria-hidden="true">–</span>
                                            <input
                                                type="time"
                                                aria-label={text("hours.until_on", { day: name })}
                                                value={minuteWords(span.until)}
                                                onChange={(event) => {
                                                    const until = minuteOf(event.target.value);
                                                    if (until !== null) change(span, { until });
                                                }}
                                            />
                                            <Button
                                                look="bare"
                                                small
                                                icon={<X size={14} />}
                                                label={text("hours.remove_on", { day: name })}
                                                onClick={() => remove(span)}
                                            />
                                        </span>
                                    </Fragment>
                                ))}
                                <Button
                                    look="bare"
                                    small
                                    icon={<Plus size={14} />}
                                    label={text("hours.add_on", { day: name })}
                                    onClick={() => add(day)}
                                />
                            </div>
                        </li>
                    );
                })}
            </ul>
            <Button look="bare" small onClick={() => onChange(null)}>
                {text("hours.forget")}
            </Button>
        </div>
    );
}
