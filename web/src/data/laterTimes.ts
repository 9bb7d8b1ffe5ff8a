// The times that are offered for later: an hour, the next working morning, Monday.
import { addDays, dayOf, instantAt, MORNING_MINUTE } from "../text/dates";
import { text } from "../text/text";
import { clockTime, dayKey, daysBetween, exactTime, shortTime, weekdayName } from "../text/time";
import type { PersonId, WorkSpan } from "./model";
import { firstNameOf, myZone, zoneOf } from "./select";
import type { Data } from "./state";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** To how many minutes an offered time is rounded up. */
const ROUND_MINUTES = 5;

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

/** When the work of a date begins, on its clock; `null` on a day without work. */
function morningOf(week: readonly WorkSpan[], date: string, zone: string): number | null {
    const spans = week.filter((span) => span.day === dayOf(date));
    if (0 < week.length && spans.length === 0) return null;
    const begins =
        spans.length === 0 ? MORNING_MINUTE : Math.min(...spans.map((span) => span.from));
    return instantAt(date, begins, zone);
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
    const today = dayKey(base, zone);
    const mornings = [1, 2, 3, 4, 5, 6, 7]
        .map((days) => morningOf(week, addDays(today, days), zone))
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

/** "Mon 09:00 for Ana, 01:00 for you"; without the second where both clocks show the same. */
export function onBothClocks(data: Data, person: PersonId, ms: number, nowMs: number): string {
    const mine = myZone(data);
    const theirs = zoneOf(data, person);
    const time = exactTime(ms, nowMs, theirs);
    if (clockTime(ms, mine) === clockTime(ms, theirs)) return time;
    const name = firstNameOf(data, person);
    return text("send_later.both", { time, name, mine: exactTime(ms, nowMs, mine) });
}
