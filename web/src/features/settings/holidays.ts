// Holidays as lines of text, and regions as they are edited.
import type { Holiday, Region } from "../../data/model";
import { text } from "../../text/text";
import { DAY_MINUTES, minuteOf, minuteWords } from "../../text/week";

/** Most regions, and most holidays of one, as the server has it. */
export const REGIONS_MAX = 100;
export const HOLIDAYS_MAX = 400;

/** Longest name, in characters. */
export const NAME_CHARS_MAX = 80;

/** What was read of pasted lines. */
export interface ReadLines {
    holidays: Holiday[];
    /** Numbers of the lines that say no holiday, from 1. */
    wrong: number[];
}

/** Whether "2026-02-29" is a day of the calendar. */
function isDate(key: string): boolean {
    const at = new Date(`${key}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(key);
}

/**
 * Reads one holiday a line: `2026-12-25 Christmas` of a whole day, `2026-12-24 12:00 Christmas Eve`
 * from a time on. Empty lines and those that begin with # are left out.
 */
export function readHolidays(lines: string): ReadLines {
    const found: ReadLines = { holidays: [], wrong: [] };
    lines.split("\n").forEach((raw, index) => {
        const line = raw.trim();
        if (line === "" || line.startsWith("#")) return;
        const parts = /^(\d{4}-\d{2}-\d{2})[\s,;]+(?:(\d{1,2}:\d{2})[\s,;]+)?(\S.*)$/.exec(line);
        const [, date, time, name] = parts ?? [];
        const from = time === undefined ? 0 : minuteOf(time);
        if (!date || !name || from === null || !isDate(date) || NAME_CHARS_MAX < name.length) {
            found.wrong.push(index + 1);
            return;
        }
        found.holidays.push({ date, from, until: DAY_MINUTES, name });
    });
    return found;
}

/** The holidays with others put in, by date; one of the same date and beginning is replaced. */
export function withHolidays(before: readonly Holiday[], added: readonly Holiday[]): Holiday[] {
    const key = (holiday: Holiday) => `${holiday.date} ${holiday.from}`;
    const all = new Map([...before, ...added].map((holiday) => [key(holiday), holiday]));
    return [...all.values()].sort((a, b) => a.date.localeCompare(b.date) || a.from - b.from);
}

/** "from 12:00", "until 12:00"; empty for a whole day. */
export function partWords(holiday: Holiday): string {
    if (holiday.from === 0 && holiday.until === DAY_MINUTES) return "";
    if (holiday.until === DAY_MINUTES) {
        return text("holiday.from", { time: minuteWords(holiday.from) });
    }
    const until = minuteWords(holiday.until);
    if (holiday.from === 0) return text("holiday.until", { time: until });
    return `${minuteWords(holiday.from)}–${until}`;
}

/** A name that no region has. */
export function freeName(regions: readonly Region[]): string {
    const base = text("region.new_name");
    const taken = (name: string) =>
        regions.some((region) => region.name.toLowerCase() === name.toLowerCase());
    if (!taken(base)) return base;
    let number = 2;
    while (taken(`${base} ${number}`)) number += 1;
    return `${base} ${number}`;
}
