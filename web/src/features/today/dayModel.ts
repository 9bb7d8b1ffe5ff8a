// The reader's day as a ruler: focus, calls, free time, the hours, what is due, and now.
import type { AvailabilityState, ReachSpan } from "../../data/model";
import { dueMs, myZone, waitingOnMe } from "../../data/select";
import type { Data } from "../../data/state";
import { stateWord } from "../../data/words";
import { text } from "../../text/text";
import { clockTime, daysBetween, type Step, spanWords, stepOf } from "../../text/time";

const HOUR_MS = 3_600_000;

/** The shortest stretch that has room for words, in milliseconds. */
const WORDS_MS = 25 * 60_000;

/** How near now an hour's own label would stand under that of now, in milliseconds. */
const NEAR_MS = 18 * 60_000;

/** How much of the ruler a line of words takes, in milliseconds. */
const LINE_MS = 20 * 60_000;

export interface DayBlock {
    /** Where it begins and how long it is, as shares of the ruler. */
    from: number;
    length: number;
    look: "past" | "free" | "focus" | "live" | "silent";
    words: string;
}

export interface DayView {
    fromMs: number;
    /** When the working day ends. */
    untilMs: number;
    hours: { share: number; label: string }[];
    blocks: DayBlock[];
    due: { share: number; step: Step; label: string }[];
    /** Where now is; `null` outside the ruler. */
    now: { share: number; label: string } | null;
    /** Its length in hours. */
    length: number;
}

/** The stretches of today in which the reader works, as far as they are known. */
function workToday(data: Data, nowMs: number): ReachSpan[] {
    const reach = data.me ? data.reach.get(data.me) : undefined;
    const zone = myZone(data);
    return (reach?.spans ?? []).filter(
        (span) => span.state !== "off" && daysBetween(nowMs, Date.parse(span.from), zone) === 0,
    );
}

/** The ruler of today; `null` on a day without work. */
export function dayView(data: Data, nowMs: number): DayView | null {
    const spans = workToday(data, nowMs);
    const [first] = spans;
    const last = spans.at(-1);
    if (!first || !last) return null;
    const zone = myZone(data);
    const begin = Date.parse(first.from);
    const untilMs = Date.parse(last.until);
    const fromMs = floorHour(begin, zone);
    const endMs = fromMs + Math.ceil((untilMs - fromMs) / HOUR_MS) * HOUR_MS;
    const share = (ms: number) => (ms - fromMs) / (endMs - fromMs);
    const inside = (ms: number) => fromMs <= ms && ms <= endMs;
    const length = Math.round((endMs - fromMs) / HOUR_MS);
    return {
        fromMs,
        untilMs,
        hours: Array.from({ length: length + 1 }, (_, hour) => fromMs + hour * HOUR_MS)
            .filter((ms) => NEAR_MS < Math.abs(ms - nowMs))
            .map((ms) => ({ share: share(ms), label: clockTime(ms, zone) })),
        blocks: spans.flatMap((span) => blocksOf(span, nowMs, zone, share)),
        due: apart(
            waitingOnMe(data)
                .map(dueMs)
                .filter((ms) => nowMs < ms && inside(ms))
                .map((ms) => ({
                    share: share(ms),
                    step: stepOf(ms, nowMs, zone),
                    label: text("request.due", { time: clockTime(ms, zone) }),
                })),
            LINE_MS / (endMs - fromMs),
        ),
        now: inside(nowMs) ? { share: share(nowMs), label: clockTime(nowMs, zone) } : null,
        length,
    };
}

/** Moves each below the one before it where two would stand on each other. */
function apart<Row extends { share: number }>(rows: Row[], least: number): Row[] {
    let last = Number.NEGATIVE_INFINITY;
    return rows
        .sort((a, b) => a.share - b.share)
        .map((row) => {
            last = Math.max(row.share, last + least);
            return { ...row, share: last };
        });
}

/** The full hour before an instant on the clock of `zone`, which may be off by half an hour. */
function floorHour(ms: number, zone: string): number {
    const minutes = Number(clockTime(ms, zone).slice(3));
    return ms - minutes * 60_000;
}

/** A stretch as one block, or as two if now lies in it. */
function blocksOf(
    span: ReachSpan,
    nowMs: number,
    zone: string,
    share: (ms: number) => number,
): DayBlock[] {
    const from = Date.parse(span.from);
    const until = Date.parse(span.until);
    const cuts = [from, ...(from < nowMs && nowMs < until ? [nowMs] : []), until];
    return cuts.slice(1).map((end, index) => {
        const begin = cuts[index] ?? from;
        const past = end <= nowMs;
        return {
            from: share(begin),
            length: share(end) - share(begin),
            look: past ? "past" : lookOf(span.state),
            words: end - begin < WORDS_MS ? "" : wordsOf(span.state, begin, end, past, zone),
        };
    });
}

function lookOf(state: AvailabilityState): DayBlock["look"] {
    switch (state) {
        case "focus":
            return "focus";
        case "live":
            return "live";
        case "do_not_disturb":
            return "silent";
        default:
            return "free";
    }
}

function wordsOf(
    state: AvailabilityState,
    from: number,
    until: number,
    past: boolean,
    zone: string,
): string {
    if (state === "available") {
        return past ? "" : text("today.free", { time: clockTime(until, zone) });
    }
    const word = stateWord(state);
    if (past) return text("today.was", { state: word, span: spanWords(until - from) });
    return text("today.block", {
        state: word,
        from: clockTime(from, zone),
        until: clockTime(until, zone),
    });
}

/** How much of the day from now on is the reader's own, and how much of that is focus. */
export function freeMs(
    data: Data,
    nowMs: number,
    untilMs: number,
): { free: number; focus: number } {
    let free = 0;
    let focus = 0;
    for (const span of workToday(data, nowMs)) {
        const from = Math.max(nowMs, Date.parse(span.from));
        const until = Math.min(untilMs, Date.parse(span.until));
        if (until <= from || span.state === "live") continue;
        free += until - from;
        if (span.state === "focus") focus += until - from;
    }
    return { free, focus };
}
