// Days of the week and minutes of a day, and how both are written.
import { listed, text } from "./text";

/** The days of a week, in order. */
export const DAYS = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
] as const;

export type Day = (typeof DAYS)[number];

/** A span that comes back every week; at or before its beginning it ends on the next day. */
export interface WeekSpan {
    day: Day;
    /** Minute of the day. */
    from: number;
    /** Minute of the day. */
    until: number;
}

/** Minutes of a day. */
export const DAY_MINUTES = 24 * 60;

/** "09:00" of a minute of the day; the last one of a day is midnight. */
export function minuteWords(minute: number): string {
    const hours = String(Math.floor(minute / 60) % 24).padStart(2, "0");
    return `${hours}:${String(minute % 60).padStart(2, "0")}`;
}

/** The minute of the day of "09:00"; `null` if it is none. */
export function minuteOf(words: string): number | null {
    const found = /^(\d{1,2}):(\d{2})$/.exec(words);
    if (!found) return null;
    const [hours, minutes] = [Number(found[1]), Number(found[2])];
    return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** The minute of the day as people type it: "9", "930", "9.30", "9:30"; `null` if it is none. */
export function readMinute(words: string): number | null {
    const digits = words.trim().replace(/[.h\s]/g, ":");
    if (/^\d{1,2}$/.test(digits)) return minuteOf(`${digits}:00`);
    const joined = /^(\d{1,2})(\d{2})$/.exec(digits);
    return minuteOf(joined ? `${joined[1]}:${joined[2]}` : digits);
}

/** How long a weekly span lasts, in minutes. */
export function spanMinutes(span: Pick<WeekSpan, "from" | "until">): number {
    const length = span.until - span.from;
    return 0 < length ? length : length + DAY_MINUTES;
}

/** "09:00–17:00"; "all day" of a whole one. */
export function spanClock(span: Pick<WeekSpan, "from" | "until">): string {
    if (span.from === 0 && spanMinutes(span) === DAY_MINUTES) return text("hours.all_day");
    return `${minuteWords(span.from)}–${minuteWords(span.until)}`;
}

/** The spans of a day, in order. */
export function spansOn<Span extends WeekSpan>(spans: readonly Span[], day: Day): Span[] {
    return spans.filter((span) => span.day === day).sort((a, b) => a.from - b.from);
}

/** Days with the same spans together, as a team says them: Monday to Friday, 09:00–17:00. */
export function sameDays(spans: readonly WeekSpan[]): { days: Day[]; spans: WeekSpan[] }[] {
    const groups: { days: Day[]; spans: WeekSpan[]; key: string }[] = [];
    for (const day of DAYS) {
        const own = spansOn(spans, day);
        if (own.length === 0) continue;
        const key = own.map(spanClock).join();
        const last = groups.find((group) => group.key === key);
        if (last) last.days.push(day);
        else groups.push({ days: [day], spans: own, key });
    }
    return groups.map(({ days, spans: own }) => ({ days, spans: own }));
}

/** "Monday to Friday", "Monday and Thursday": days in order, three or more in a row as a stretch. */
export function daysWords(days: readonly Day[]): string {
    const runs: Day[][] = [];
    for (const day of DAYS.filter((one) => days.includes(one))) {
        const run = runs.at(-1);
        const last = run?.at(-1);
        if (run && last && DAYS.indexOf(last) + 1 === DAYS.indexOf(day)) run.push(day);
        else runs.push([day]);
    }
    const name = (day: Day) => text(`day.${day}`);
    const words = runs.flatMap((run) => {
        const [first] = run;
        const last = run.at(-1);
        if (run.length < 3 || !first || !last) return run.map(name);
        return [text("week.from_to", { from: name(first), until: name(last) })];
    });
    return listed(words);
}

/** "Monday to Friday 20:00–07:00; Wednesday all day": all spans of a week in one line. */
export function weekWords(spans: readonly WeekSpan[]): string {
    return sameDays(spans)
        .map((group) => `${daysWords(group.days)} ${group.spans.map(spanClock).join(", ")}`)
        .join("; ");
}
