// Instants in words: "15:00", "Mon 09:00", "in 2 h 50". Always in a named zone, 24 hours.
import { text } from "./text";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = zone + JSON.stringify(options);
    const known = formats.get(key);
    if (known) return known;
    const made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
    formats.set(key, made);
    return made;
}

/** "15:00" on the clock of `zone`. */
export function clockTime(ms: number, zone: string): string {
    return format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);
}

/** The calendar day of an instant in `zone`, as "2026-11-20". */
export function dayKey(ms: number, zone: string): string {
    return format(zone, { year: "numeric", month: "2-digit", day: "2-digit" })
        .format(ms)
        .split("/")
        .reverse()
        .join("-");
}

/** Days of the calendar from `fromMs` to `toMs` in `zone`; negative for the past. */
export function daysBetween(fromMs: number, toMs: number, zone: string): number {
    const from = Date.parse(dayKey(fromMs, zone));
    return Math.round((Date.parse(dayKey(toMs, zone)) - from) / DAY_MS);
}

/** "15:00" today, "Mon 09:00" within the week, "Thu 26 Nov" beyond. */
export function shortTime(ms: number, nowMs: number, zone: string): string {
    const days = daysBetween(nowMs, ms, zone);
    if (days === 0) return clockTime(ms, zone);
    const weekday = format(zone, { weekday: "short" }).format(ms);
    if (Math.abs(days) < 7) return `${weekday} ${clockTime(ms, zone)}`;
    return `${weekday} ${dayMonth(ms, nowMs, zone)}`;
}

/** As `shortTime`, but without the weekday beyond the week, for narrow columns: "26 Nov". */
export function rowTime(ms: number, nowMs: number, zone: string): string {
    const far = 7 <= Math.abs(daysBetween(nowMs, ms, zone));
    return far ? dayMonth(ms, nowMs, zone) : shortTime(ms, nowMs, zone);
}

/** As `shortTime`, but with the clock also where that says only the date: "Thu 26 Nov 09:00". */
export function exactTime(ms: number, nowMs: number, zone: string): string {
    const words = shortTime(ms, nowMs, zone);
    const clock = clockTime(ms, zone);
    return words.endsWith(clock) ? words : `${words} ${clock}`;
}

/** "26 Nov", with the year if it is another one. */
function dayMonth(ms: number, nowMs: number, zone: string): string {
    const sameYear = dayKey(ms, zone).slice(0, 4) === dayKey(nowMs, zone).slice(0, 4);
    const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" };
    return format(zone, sameYear ? options : { ...options, year: "numeric" }).format(ms);
}

/** "Friday 20 November". */
export function longDay(ms: number, zone: string): string {
    return format(zone, { weekday: "long", day: "numeric", month: "long" })
        .format(ms)
        .replace(",", "");
}

/** "Friday". */
export function weekdayName(ms: number, zone: string): string {
    return format(zone, { weekday: "long" }).format(ms);
}

/** "20 Nov 2026, 15:04", for titles and lists of old things. */
export function fullTime(ms: number, zone: string): string {
    const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
    return `${format(zone, options).format(ms)}, ${clockTime(ms, zone)}`;
}

/** A span in words: "8 min", "2 h 50", "3 days". */
export function spanWords(spanMs: number): string {
    const minutes = Math.max(1, Math.round(Math.abs(spanMs) / MINUTE_MS));
    if (minutes < 60) return text("time.minutes", { count: minutes });
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (hours < 24) {
        if (rest === 0 || 10 <= hours) return text("time.hours", { count: hours });
        return text("time.hours_minutes", { hours, minutes: String(rest).padStart(2, "0") });
    }
    return text("time.days", { count: Math.round(hours / 24) });
}

/** A length as a clock: "11:42", "1:02:03". */
export function lengthWords(ms: number): string {
    const seconds = Math.round(ms / 1000);
    const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((n) =>
        String(n).padStart(2, "0"),
    );
    const hours = Math.floor(seconds / 3600);
    if (0 < hours) return [hours, ...parts].join(":");
    return parts.join(":").replace(/^0/, "");
}

/** How far an instant is: the four steps of time. */
export type Step = "now" | "soon" | "today" | "later";

/** The step of an instant that lies ahead; what has passed is now. */
export function stepOf(ms: number, nowMs: number, zone: string): Step {
    if (ms - nowMs <= 10 * MINUTE_MS) return "now";
    if (ms - nowMs <= HOUR_MS) return "soon";
    return daysBetween(nowMs, ms, zone) === 0 ? "today" : "later";
}

/** How much of the dial is filled for a time that is so far away, 0 to 1; it empties as it nears. */
export function dialOf(leftMs: number): number {
    if (leftMs <= 0) return 0.04;
    if (leftMs < HOUR_MS) return 0.04 + 0.21 * (leftMs / HOUR_MS);
    if (leftMs < 12 * HOUR_MS) return 0.25 + 0.5 * (leftMs / (12 * HOUR_MS));
    return Math.min(0.95, 0.75 + 0.2 * (leftMs / (7 * DAY_MS)));
}

/** The first instant of the day of `ms` in `zone`. */
export function startOfDay(ms: number, zone: string): number {
    const parts = clockTime(ms, zone).split(":").map(Number);
    const intoDay = (parts[0] ?? 0) * HOUR_MS + (parts[1] ?? 0) * MINUTE_MS;
    const guess = Math.floor(ms / MINUTE_MS) * MINUTE_MS - intoDay;
    // A change of the clocks between midnight and now moves the guess by an hour or so.
    const off = clockTime(guess, zone).split(":").map(Number);
    const offMs = (off[0] ?? 0) * HOUR_MS + (off[1] ?? 0) * MINUTE_MS;
    if (offMs === 0) return guess;
    return offMs < 12 * HOUR_MS ? guess - offMs : guess + (DAY_MS - offMs);
}

/** What `<input type="datetime-local">` holds for an instant in `zone`. */
export function toLocalInput(ms: number, zone: string): string {
    return `${dayKey(ms, zone)}T${clockTime(ms, zone)}`;
}

/** The instant that `<input type="datetime-local">` means in `zone`; `null` if it is empty. */
export function fromLocalInput(value: string, zone: string): number | null {
    if (!/^\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) return null;
    const asUtc = Date.parse(`${value}:00Z`);
    if (Number.isNaN(asUtc)) return null;
    let guess = asUtc;
    for (let round = 0; round < 2; round += 1) {
        const shown = Date.parse(`${toLocalInput(guess, zone)}:00Z`);
        guess += asUtc - shown;
    }
    return guess;
}

/** The zone of this browser. */
export function browserZone(): string {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
