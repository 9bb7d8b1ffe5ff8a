// Days, weeks and months of the calendar, and the stretch of time that a task takes.
import type { Task } from "../../data/model";
import { dueDay } from "../../data/taskWords";
import { addDays, dayOf } from "../../text/dates";
import { dayKey } from "../../text/time";
import { DAYS } from "../../text/week";

const DAY_MS = 24 * 3_600_000;

const months = new Intl.DateTimeFormat("en-GB", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
});

/** "2026-11" of a day. */
export function monthOf(day: string): string {
    return day.slice(0, 7);
}

/** "November 2026". */
export function monthName(month: string): string {
    return months.format(Date.parse(`${month}-01`));
}

/** A month some months on. */
export function otherMonth(month: string, by: number): string {
    const [year = 1970, number = 1] = month.split("-").map(Number);
    return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
    return addDays(day, -DAYS.indexOf(dayOf(day)));
}

/** The weeks that a month touches, from Monday. */
export function monthWeeks(month: string): string[][] {
    const weeks: string[][] = [];
    for (
        let monday = mondayOf(`${month}-01`);
        monthOf(monday) <= month;
        monday = addDays(monday, 7)
    ) {
        weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
    }
    return weeks;
}

/** Rows by their day. */
export function byDay<Row>(
    rows: readonly Row[],
    dayOfRow: (row: Row) => string,
): Map<string, Row[]> {
    const days = new Map<string, Row[]>();
    for (const row of rows) {
        const day = dayOfRow(row);
        const here = days.get(day);
        if (here) here.push(row);
        else days.set(day, [row]);
    }
    return days;
}

/** From which day to which a task goes, as far as it is said; `null` if nothing is. */
export function spanOf(task: Task, zone: string): { first: string; last: string } | null {
    const due = task.due ? dueDay(task.due, zone) : null;
    const done = task.finished_at ? dayKey(Date.parse(task.finished_at), zone) : null;
    const started = task.started_at ? dayKey(Date.parse(task.started_at), zone) : null;
    const last = done ?? due;
    const first = task.start ?? started ?? last;
    if (!first) return null;
    const end = last ?? first;
    return first <= end ? { first, last: end } : { first: end, last: end };
}

/** Whole days from one to another. */
export function daysFrom(first: string, last: string): number {
    return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS);
}
