// Days of reach: of one person ahead, and what two share of today.
import type { PersonId, Reach } from "../../data/model";
import { myZone } from "../../data/select";
import type { Data } from "../../data/state";
import { addDays, dayOf, instantAt, shortDate } from "../../text/dates";
import { text } from "../../text/text";
import { clockTime, dayKey, longDay, spanWords, startOfDay } from "../../text/time";
import type { Day } from "../../text/week";
import type { StripSpan } from "./model";
import { joined, stretchWords } from "./week";

const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;

/** The reader's colleagues, as deputies and members are chosen from them, by name. */
export function colleagues(data: Data): PersonId[] {
    return [...data.people.values()]
        .filter((person) => person.disabled_at === null && person.role !== "guest")
        .filter((person) => person.id !== data.me)
        .sort((a, b) => a.name.localeCompare(b.name))
        .map((person) => person.id);
}

/** One day of somebody's reach. */
export interface ReachDay {
    /** "2026-11-23". */
    key: string;
    day: Day;
    /** Shares of the day, 0 to 1; what is off is left out. */
    parts: StripSpan[];
    /** "09:00–12:00, 13:00–17:00", or that they are off. */
    words: string;
}

/** Spans of reach as days on the clock of a zone. */
export function reachDays(
    spans: Reach["spans"],
    fromMs: number,
    count: number,
    zone: string,
): ReachDay[] {
    const first = dayKey(fromMs, zone);
    return Array.from({ length: count }, (_, index) => {
        const key = addDays(first, index);
        const beginsMs = instantAt(key, 0, zone);
        const lengthMs = instantAt(addDays(key, 1), 0, zone) - beginsMs;
        const share = (at: string) =>
            Math.min(1, Math.max(0, (Date.parse(at) - beginsMs) / lengthMs));
        const parts = spans
            .map((span) => ({
                from: share(span.from),
                until: share(span.until),
                state: span.state,
            }))
            .filter((part) => part.from < part.until && part.state !== "off");
        const minute = (part: number) => Math.round((part * lengthMs) / MINUTE_MS);
        const reachable = joined(
            parts
                .filter((part) => part.state === "available")
                .map((part) => ({ from: minute(part.from), until: minute(part.until) })),
        );
        const words = reachable.length === 0 ? text("week.off_all_day") : stretchWords(reachable);
        return { key, day: dayOf(key), parts, words };
    });
}

/** "Mon 23 Nov" or "23 Nov – 27 Nov" of whole local days; `null` if it is not of whole days. */
export function wholeDays(fromMs: number, untilMs: number, zone: string): string | null {
    const whole = [fromMs, untilMs].every((ms) => clockTime(ms, zone) === "00:00");
    if (!whole) return null;
    const first = dayKey(fromMs, zone);
    const last = dayKey(untilMs - 1, zone);
    if (first === last) return longDay(fromMs, zone);
    return `${shortDate(first)} – ${shortDate(last)}`;
}

/** What two people share of the reader's day. */
export interface SharedDay {
    mine: StripSpan[];
    theirs: StripSpan[];
    /** When both can be reached. */
    shared: StripSpan[];
    nowShare: number;
    /** "Both of you can be reached 14:00–17:00; 1 h 20 of it is ahead." */
    words: string;
}

/** The instants in which both can be reached within a stretch of time. */
function sharedSpans(a: Reach, b: Reach, fromMs: number, untilMs: number): [number, number][] {
    const open = (reach: Reach) =>
        reach.spans
            .filter((span) => span.state === "available")
            .map((span): [number, number] => [Date.parse(span.from), Date.parse(span.until)]);
    return open(a).flatMap(([fromA, untilA]) =>
        open(b).flatMap(([fromB, untilB]): [number, number][] => {
            const from = Math.max(fromA, fromB, fromMs);
            const until = Math.min(untilA, untilB, untilMs);
            return from < until ? [[from, until]] : [];
        }),
    );
}

/** What the reader and somebody share of the reader's day; `null` while it is not known. */
export function sharedDay(data: Data, person: PersonId, nowMs: number): SharedDay | null {
    const mine = data.me ? data.reach.get(data.me) : undefined;
    const theirs = data.reach.get(person);
    if (!mine || !theirs || person === data.me) return null;
    const zone = myZone(data);
    const dayMs = startOfDay(nowMs, zone);
    const share = (ms: number) => Math.min(1, Math.max(0, (ms - dayMs) / DAY_MS));
    const strip = (reach: Reach) =>
        reach.spans
            .map((span) => ({
                from: share(Date.parse(span.from)),
                until: share(Date.parse(span.until)),
                state: span.state,
            }))
            .filter((span) => span.from < span.until && span.state !== "off");
    const today = sharedSpans(mine, theirs, dayMs, dayMs + DAY_MS);
    const shared = today.map(([from, until]) => ({
        from: share(from),
        until: share(until),
        state: "available" as const,
    }));
    return {
        mine: strip(mine),
        theirs: strip(theirs),
        shared,
        nowShare: share(nowMs),
        words: sharedWords(today, sharedSpans(mine, theirs, dayMs + DAY_MS, dayMs + 2 * DAY_MS)),
    };

    function sharedWords(now: readonly [number, number][], next: readonly [number, number][]) {
        const clock = (spans: readonly [number, number][]) =>
            spans
                .map(([from, until]) => `${clockTime(from, zone)}–${clockTime(until, zone)}`)
                .join(", ");
        const aheadMs = now.reduce(
            (sum, [from, until]) => sum + Math.max(0, until - Math.max(from, nowMs)),
            0,
        );
        if (0 < aheadMs) {
            return text("shared.today", { clock: clock(now), left: spanWords(aheadMs) });
        }
        const [tomorrow] = next;
        const base = text(now.length === 0 ? "shared.none" : "shared.over");
        if (!tomorrow) return base;
        return `${base} ${text("shared.tomorrow", { clock: clock(next) })}`;
    }
}
