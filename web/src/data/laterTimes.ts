// The times that are offered for later: an hour, the next working morning, Monday.
import { text } from "../text/text";
import {
    clockTime,
    dayKey,
    daysBetween,
    fromLocalInput,
    shortTime,
    startOfDay,
    weekdayName,
} from "../text/time";
import type { WorkSpan } from "./model";
import { myZone } from "./select";
import type { Data } from "./state";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** To how many minutes an offered time is rounded up. */
const ROUND_MINUTES = 5;

/** When a day of work begins for somebody whose hours say nothing of it: 09:00. */
const MORNING_MINUTE = 9 * 60;

/** A time that is offered for later. */
export interface LaterTime {
    id: "hour" | "morning" | "monday";
    atMs: number;
    /** What it is: "In an hour", "Tomorrow". */
    label: string;
    /** When that is: "15:40", "Mon 09:00". */
    time: string;
}

/** The reader's working week; the organisation's if they set none. */
export function myWeek(data: Data): readonly WorkSpan[] {
    const own = data.me ? data.availability.get(data.me)?.weekly : null;
    return own ?? data.organisation?.default_week ?? [];
}

/** When the work of a day begins, on its clock; `null` on a day without work. */
function morningOf(week: readonly WorkSpan[], noonMs: number, zone: string): number | null {
    const day = weekdayName(noonMs, zone).toLowerCase();
    const spans = week.filter((span) => span.day === day);
    if (spans.length === 0) return 0 < week.length ? null : at(noonMs, MORNING_MINUTE, zone);
    return at(noonMs, Math.min(...spans.map((span) => span.from)), zone);
}

function at(noonMs: number, minute: number, zone: string): number {
    const clock = [Math.floor(minute / 60), minute % 60].map((part) =>
        String(part).padStart(2, "0"),
    );
    return fromLocalInput(`${dayKey(noonMs, zone)}T${clock.join(":")}`, zone) ?? noonMs;
}

/**
 * What is offered, in order of time, each after `afterMs`: what is due already cannot be put off to
 * an earlier time.
 */
export function laterTimes(data: Data, nowMs: number, afterMs = nowMs): LaterTime[] {
    const zone = myZone(data);
    const week = myWeek(data);
    const base = Math.max(nowMs, afterMs);
    const step = ROUND_MINUTES * MINUTE_MS;
    const times: LaterTime[] = [];
    const offer = (id: LaterTime["id"], atMs: number, label: string) => {
        if (atMs <= base || times.some((time) => time.atMs === atMs)) return;
        times.push({ id, atMs, label, time: shortTime(atMs, nowMs, zone) });
    };
    const hourLabel = nowMs < afterMs ? text("later.hour_more") : text("later.hour");
    offer("hour", Math.ceil((base + HOUR_MS) / step) * step, hourLabel);
    const noon = startOfDay(base, zone) + 12 * HOUR_MS;
    const mornings = [1, 2, 3, 4, 5, 6, 7]
        .map((days) => morningOf(week, noon + days * 24 * HOUR_MS, zone))
        .filter((morning) => morning !== null);
    const [next] = mornings;
    if (next !== undefined) offer("morning", next, dayWord(next, nowMs, zone));
    const monday = mornings.find((morning) => weekdayName(morning, zone) === "Monday");
    if (monday !== undefined) offer("monday", monday, dayWord(monday, nowMs, zone));
    return times;
}

/** "Tomorrow", else the name of the day. */
function dayWord(ms: number, nowMs: number, zone: string): string {
    return daysBetween(nowMs, ms, zone) === 1 ? text("later.tomorrow") : weekdayName(ms, zone);
}

/** An instant on somebody else's clock, "08:00 for Ruth"; empty if their clock shows the same. */
export function theirTime(
    ms: number,
    nowMs: number,
    mine: string,
    theirs: string,
    name: string,
): string {
    if (clockTime(ms, mine) === clockTime(ms, theirs)) return "";
    return text("time.theirs", { time: shortTime(ms, nowMs, theirs), name });
}
