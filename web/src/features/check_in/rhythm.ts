// On which days a check-in asks, as far as the page has to know before the server says it.
import { addDays, dayOf } from "../../text/dates";
import { type Repeat, repeatOf } from "../../text/repeat";
import { DAYS } from "../../text/week";

/** How far ahead the next day is looked for: four years, so that a 29 February is found. */
const AHEAD_DAYS = 4 * 366;

/** The next day of a rule on or after a date; `null` if there is none soon, or the page cannot say. */
export function nextDay(rule: string, first: string, from: string): string | null {
    const repeat = repeatOf(rule);
    if (!repeat) return null;
    // Only a count needs all days from the beginning.
    let day = repeat.count === null && first < from ? from : first;
    let left = repeat.count ?? Number.POSITIVE_INFINITY;
    for (let tried = 0; tried < AHEAD_DAYS && 0 < left; tried += 1) {
        if (repeat.until !== null && repeat.until < day) return null;
        if (isOn(repeat, first, day)) {
            if (from <= day) return day;
            left -= 1;
        }
        day = addDays(day, 1);
    }
    return null;
}

const DAY_MS = 24 * 3_600_000;

function daysApart(from: string, to: string): number {
    return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function mondayOf(day: string): string {
    return addDays(day, -DAYS.indexOf(dayOf(day)));
}

function monthsApart(from: string, to: string): number {
    const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
    return months(to) - months(from);
}

/** Whether a rule that begins on `first` asks on a day. */
function isOn(repeat: Repeat, first: string, day: string): boolean {
    const { every, interval } = repeat;
    switch (every) {
        case "day":
            return daysApart(first, day) % interval === 0;
        case "week": {
            const weeks = daysApart(mondayOf(first), mondayOf(day)) / 7;
            const days = repeat.days.length === 0 ? [dayOf(first)] : repeat.days;
            return weeks % interval === 0 && days.includes(dayOf(day));
        }
        case "month":
            return monthsApart(first, day) % interval === 0 && isInMonth(repeat, first, day);
        case "year":
            return (
                first.slice(5) === day.slice(5) && monthsApart(first, day) % (12 * interval) === 0
            );
    }
}

function isInMonth({ monthDay, nth }: Repeat, first: string, day: string): boolean {
    if (nth) {
        if (dayOf(day) !== nth.day) return false;
        if (nth.nth === -1) return addDays(day, 7).slice(0, 7) !== day.slice(0, 7);
        return Math.ceil(Number(day.slice(8, 10)) / 7) === nth.nth;
    }
    if (monthDay === -1) return addDays(day, 1).endsWith("-01");
    return Number(day.slice(8, 10)) === (monthDay ?? Number(first.slice(8, 10)));
}
