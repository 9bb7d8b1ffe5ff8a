// Dates of the calendar as "2026-11-23", whatever the zone.
import { dayKey, fromLocalInput } from "./time";
import { DAY_MINUTES, DAYS, type Day, minuteWords } from "./week";

const DAY_MS = 24 * 3_600_000;

/** A date some days later. */
export function addDays(key: string, days: number): string {
    return new Date(Date.parse(key) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day of the week of a date. */
export function dayOf(key: string): Day {
    const fromMonday = (new Date(Date.parse(key)).getUTCDay() + 6) % 7;
    return DAYS[fromMonday] ?? "monday";
}

/** The number of the week as ISO 8601 counts it: the first one has the year's first Thursday. */
export function weekNumber(monday: string): number {
    const thursday = addDays(monday, 3);
    const first = Date.parse(`${thursday.slice(0, 4)}-01-01`);
    return Math.floor((Date.parse(thursday) - first) / (7 * DAY_MS)) + 1;
}

/** The instant at which the clock of a zone shows a minute of a date; 1440 is the midnight after. */
export function instantAt(key: string, minute: number, zone: string): number {
    if (DAY_MINUTES <= minute) return instantAt(addDays(key, 1), minute - DAY_MINUTES, zone);
    return fromLocalInput(`${key}T${minuteWords(minute)}`, zone) ?? Date.parse(key);
}

/** When a day of work begins for most, as a minute of the day: 09:00. */
export const MORNING_MINUTE = 9 * 60;

/** The next instant at which the clock of a zone shows nine in the morning, of any day or of one of the week. */
export function nextMorning(nowMs: number, zone: string, day: Day | null): number {
    const today = dayKey(nowMs, zone);
    const ahead = day === null ? 1 : ((DAYS.indexOf(day) - DAYS.indexOf(dayOf(today)) + 6) % 7) + 1;
    return instantAt(addDays(today, ahead), MORNING_MINUTE, zone);
}

const dates = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** "23 Nov" of "2026-11-23". */
export function shortDate(key: string): string {
    return dates.format(Date.parse(key));
}

const fullDates = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
});

/** "Fri 25 Dec 2026" of "2026-12-25". */
export function fullDate(key: string): string {
    return fullDates.format(Date.parse(key)).replace(",", "");
}

const longDates = new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
});

/** "Friday 25 December" of "2026-12-25". */
export function longDate(key: string): string {
    return longDates.format(Date.parse(key)).replace(",", "");
}
