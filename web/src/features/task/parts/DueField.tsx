// Until when: a day, or an instant of it, with the usual ones one press away.
import { type FormEvent, useState } from "react";
import type { TaskDue } from "../../../data/model";
import { myZone } from "../../../data/select";
import { dueDay } from "../../../data/taskWords";
import { useView } from "../../../data/useView";
import { addDays, dayOf, instantAt } from "../../../text/dates";
import { text } from "../../../text/text";
import { clockTime, dayKey } from "../../../text/time";
import { DAYS, minuteOf } from "../../../text/week";
import { Button } from "../../../ui/Button";
import { TextField } from "../../../ui/Field";
import { TimeField } from "../../../ui/TimeInput";
import styles from "./DueField.module.css";

/** The Friday of a day's week, or of the next one if that is over. */
function friday(today: string): string {
    return addDays(today, (DAYS.indexOf("friday") - DAYS.indexOf(dayOf(today)) + 7) % 7);
}

export function DueField({
    due,
    onSave,
}: {
    due: TaskDue | null;
    onSave: (due: TaskDue | null) => void;
}) {
    const zone = useView(myZone);
    const today = useView((data, nowMs) => dayKey(nowMs, myZone(data)));
    const [day, setDay] = useState(due ? dueDay(due, zone) : "");
    const [minute, setMinute] = useState<number | null>(
        due && "at" in due ? minuteOf(clockTime(Date.parse(due.at), zone)) : null,
    );
    const choices: readonly (readonly [string, string])[] = [
        [text("task.today"), today],
        [text("task.tomorrow"), addDays(today, 1)],
        [text("task.this_friday"), friday(today)],
        [text("task.in_a_week"), addDays(today, 7)],
    ];
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (day === "") return;
        if (minute === null) onSave({ day });
        else onSave({ at: new Date(instantAt(day, minute, zone)).toISOString() });
    };
    return (
        <form className={styles["due"]} onSubmit={handleSubmit}>
            <div className={styles["choices"]}>
                {choices.map(([name, value]) => (
                    <Button
                        key={name}
                        look="line"
                        small
                        aria-pressed={day === value && minute === null}
                        onClick={() => onSave({ day: value })}
                    >
                        {name}
                    </Button>
                ))}
            </div>
            <div className={styles["pick"]}>
                <TextField
                    label={text("task.due_day")}
                    type="date"
                    value={day}
                    onChange={(event) => setDay(event.target.value)}
                />
                <TimeField label={text("task.due_time")} value={minute} onChange={setMinute} />
            </div>
            <p className={styles["hint"]}>
                {text(minute === null ? "task.due_day_hint" : "task.due_at_hint")}
            </p>
            <div className={styles["acts"]}>
                <Button look="send" small type="submit" disabled={day === ""}>
                    {text("form.save")}
                </Button>
                {minute !== null && (
                    <Button look="bare" small onClick={() => setMinute(null)}>
                        {text("task.whole_day")}
                    </Button>
                )}
                {due && (
                    <Button look="bare" small onClick={() => onSave(null)}>
                        {text("task.no_due_set")}
                    </Button>
                )}
            </div>
        </form>
    );
}
