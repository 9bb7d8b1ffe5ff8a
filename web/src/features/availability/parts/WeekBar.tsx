// Which week is shown, and what is put into it.

import { ChevronLeft, ChevronRight, Palmtree, Plus } from "lucide-react";
import { weekNumber } from "../../../text/dates";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import styles from "../AvailabilityEditor.module.css";

/** Weeks that one may look back and ahead. */
const WEEKS_MAX = 52;

export function WeekBar({
    monday,
    weeks,
    onWeeks,
    onFocus,
    onOff,
}: {
    monday: string;
    /** From the present week. */
    weeks: number;
    onWeeks: (weeks: number) => void;
    onFocus: () => void;
    onOff: () => void;
}) {
    return (
        <div className={styles["bar"]}>
            <Button
                look="bare"
                icon={<ChevronLeft size={16} />}
                label={text("week.before")}
                disabled={weeks <= 0}
                onClick={() => onWeeks(weeks - 1)}
            />
            <span className={styles["week"]} role="status">
                {text("week.number", { number: weekNumber(monday) })}
            </span>
            <Button
                look="bare"
                icon={<ChevronRight size={16} />}
                label={text("week.after")}
                disabled={WEEKS_MAX <= weeks}
                onClick={() => onWeeks(weeks + 1)}
            />
            {weeks !== 0 && (
                <Button look="bare" onClick={() => onWeeks(0)}>
                    {text("week.this")}
                </Button>
            )}
            <span className={styles["gap"]} />
            <Button look="line" icon={<Plus size={16} aria-hidden="true" />} onClick={onFocus}>
                {text("week.new_focus")}
            </Button>
            <Button look="line" icon={<Palmtree size={16} aria-hidden="true" />} onClick={onOff}>
                {text("off.title")}
            </Button>
        </div>
    );
}
