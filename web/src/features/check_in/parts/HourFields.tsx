// By which hour of each an answer is wanted, when it opens before, and when the report is made after.
import { text } from "../../../text/text";
import { spanWords } from "../../../text/time";
import { DAY_MINUTES } from "../../../text/week";
import { SelectField, TextField } from "../../../ui/Field";
import { TimeField } from "../../../ui/TimeInput";
import type { CheckInDraft } from "../model";
import styles from "./HourFields.module.css";

/** An evening begins at six, as a minute of the day. */
const EVENING_MINUTE = 18 * 60;

const OPENS = [60, 2 * 60, 4 * 60, DAY_MINUTES, 2 * DAY_MINUTES];
const CLOSES = [60, 2 * 60, 4 * 60, 8 * 60, DAY_MINUTES, 2 * DAY_MINUTES];

function withOwn(choices: readonly number[], own: number): number[] {
    return [...new Set([...choices, own])].sort((a, b) => a - b);
}

export function HourFields({
    draft,
    onChange,
}: {
    draft: CheckInDraft;
    onChange: (part: Partial<CheckInDraft>) => void;
}) {
    const evening = draft.minute + DAY_MINUTES - EVENING_MINUTE;
    const isEvening = draft.opensBefore === evening;
    const before = (minutes: number) =>
        minutes === evening
            ? text("check_in.opens_the_evening")
            : text("check_in.before", { span: spanWords(minutes * 60_000) });
    return (
        <div className={styles["fields"]}>
            <TextField
                label={text("check_in.first")}
                type="date"
                value={draft.first}
                onChange={(event) => {
                    if (event.target.value !== "") onChange({ first: event.target.value });
                }}
            />
            <TimeField
                label={text("check_in.wanted_by")}
                hint={text("check_in.wanted_by_hint")}
                value={draft.minute}
                onChange={(minute) =>
                    onChange({
                        minute,
                        // The evening before stays the evening before.
                        opensBefore: isEvening
                            ? minute + DAY_MINUTES - EVENING_MINUTE
                            : draft.opensBefore,
                    })
                }
            />
            <SelectField
                label={text("check_in.opens_at")}
                value={draft.opensBefore}
                onChange={(event) => onChange({ opensBefore: Number(event.target.value) })}
            >
                {withOwn([...OPENS, evening], draft.opensBefore).map((minutes) => (
                    <option key={minutes} value={minutes}>
                        {before(minutes)}
                    </option>
                ))}
            </SelectField>
            <SelectField
                label={text("check_in.report_at")}
                value={draft.closesAfter}
                onChange={(event) => onChange({ closesAfter: Number(event.target.value) })}
            >
                {withOwn(CLOSES, draft.closesAfter).map((minutes) => (
                    <option key={minutes} value={minutes}>
                        {text("check_in.after", { span: spanWords(minutes * 60_000) })}
                    </option>
                ))}
            </SelectField>
        </div>
    );
}
