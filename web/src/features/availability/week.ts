// One week as the editor shows it: its dates, and the blocks on each of them.
import type { FocusTime, Holiday, WorkSpan } from "../../data/model";
import { addDays, dayOf, instantAt } from "../../text/dates";
import { text } from "../../text/text";
import { clockTime, dayKey } from "../../text/time";
import { DAY_MINUTES, DAYS, type Day, minuteOf, minuteWords, spanMinutes } from "../../text/week";
import type { BlockSource, Draft } from "./draft";

/** One date of a week. */
export interface WeekDate {
    /** "2026-11-23". */
    key: string;
    day: Day;
    today: boolean;
}

/** The seven dates, Monday first, of the week in which an instant lies, or of one weeks later. */
export function weekDates(nowMs: number, zone: string, weeks = 0): WeekDate[] {
    const today = dayKey(nowMs, zone);
    const monday = addDays(today, weeks * 7 - DAYS.indexOf(dayOf(today)));
    return DAYS.map((day, index) => {
        const key = addDays(monday, index);
        return { key, day, today: key === today };
    });
}

/** Which minute of a date an instant is; 0 before it, 1440 after it. */
function minuteOn(ms: number, key: string, zone: string): number {
    const own = dayKey(ms, zone);
    if (own < key) return 0;
    if (key < own) return DAY_MINUTES;
    return minuteOf(clockTime(ms, zone)) ?? 0;
}

export type BlockKind = "work" | "focus" | "off" | "holiday" | "silent";

/** A stretch of one date. */
export interface Block {
    /** Unique in its week. */
    key: string;
    kind: BlockKind;
    /** Minutes of the date. */
    from: number;
    until: number;
    source: BlockSource;
    /** Whether it comes back every week. */
    weekly: boolean;
    /** Whether its beginning and end lie on this date, so that they can be moved. */
    begins: boolean;
    ends: boolean;
    /** What it is called: the note of a time off, the name of a holiday. */
    words: string;
}

/** What is needed to draw a week. */
export interface WeekInputs {
    draft: Draft;
    /** The week that counts: the own or the organisation's. */
    weekly: readonly WorkSpan[];
    /** Holidays of the chosen region. */
    holidays: readonly Holiday[];
    zone: string;
    nowMs: number;
}

type Piece = Omit<Block, "key" | "kind" | "source" | "words">;

/** The parts of a weekly span on the dates of a week: what goes past midnight lies on two. */
function weeklyPieces(span: Pick<WorkSpan, "day" | "from" | "until">): [Day, Piece][] {
    const end = span.from + spanMinutes(span);
    const base = { weekly: true };
    if (end <= DAY_MINUTES) {
        return [[span.day, { ...base, from: span.from, until: end, begins: true, ends: true }]];
    }
    const next = DAYS[(DAYS.indexOf(span.day) + 1) % 7] ?? span.day;
    return [
        [span.day, { ...base, from: span.from, until: DAY_MINUTES, begins: true, ends: false }],
        [next, { ...base, from: 0, until: end - DAY_MINUTES, begins: false, ends: true }],
    ];
}

/** The part of a stretch of time on one date; `null` if it lies on others. */
function pieceOn(key: string, fromMs: number, untilMs: number, zone: string): Piece | null {
    const beginsMs = instantAt(key, 0, zone);
    const endsMs = instantAt(key, DAY_MINUTES, zone);
    if (untilMs <= beginsMs || endsMs <= fromMs) return null;
    return {
        from: minuteOn(fromMs, key, zone),
        until: untilMs === endsMs ? DAY_MINUTES : minuteOn(untilMs, key, zone),
        weekly: false,
        begins: beginsMs <= fromMs,
        ends: untilMs <= endsMs,
    };
}

function focusPieces(when: FocusTime, date: WeekDate, zone: string): Piece[] {
    if (when.kind === "weekly") {
        return weeklyPieces(when)
            .filter(([day]) => day === date.day)
            .map(([, piece]) => piece);
    }
    const piece = pieceOn(date.key, Date.parse(when.from), Date.parse(when.until), zone);
    return piece ? [piece] : [];
}

/** All blocks of one date, those that lie over others last. */
export function blocksOn(date: WeekDate, inputs: WeekInputs): Block[] {
    const { draft, zone } = inputs;
    const blocks: Block[] = [];
    const put = (kind: BlockKind, source: BlockSource, words: string, piece: Piece | null) => {
        if (!piece || piece.until <= piece.from) return;
        const key = `${source.list} ${source.index} ${date.day} ${piece.begins}`;
        blocks.push({ ...piece, key, kind, source, words });
    };
    inputs.weekly.forEach((span, index) => {
        for (const [day, piece] of weeklyPieces(span)) {
            if (day === date.day) put("work", { list: "weekly", index }, "", piece);
        }
    });
    draft.focus.forEach((block, index) => {
        for (const piece of focusPieces(block.when, date, zone)) {
            put("focus", { list: "focus", index }, "", piece);
        }
    });
    inputs.holidays.forEach((holiday, index) => {
        if (holiday.date !== date.key) return;
        put("holiday", { list: "holiday", index }, holiday.name, {
            from: holiday.from,
            until: holiday.until,
            weekly: false,
            begins: true,
            ends: true,
        });
    });
    draft.time_off.forEach((entry, index) => {
        const piece = pieceOn(date.key, Date.parse(entry.from), Date.parse(entry.until), zone);
        put("off", { list: "time_off", index }, entry.note, piece);
    });
    const silentMs = draft.do_not_disturb_until ? Date.parse(draft.do_not_disturb_until) : 0;
    if (inputs.nowMs < silentMs) {
        const piece = pieceOn(date.key, inputs.nowMs, silentMs, zone);
        put("silent", { list: "silent", index: 0 }, "", piece);
    }
    return blocks;
}

/** A stretch of a day, in minutes. */
export interface Stretch {
    from: number;
    until: number;
}

/** What remains of stretches without others. */
export function without(stretches: readonly Stretch[], cuts: readonly Stretch[]): Stretch[] {
    let rest = [...stretches];
    for (const cut of cuts) {
        rest = rest.flatMap((one) => {
            if (cut.until <= one.from || one.until <= cut.from) return [one];
            return [
                { from: one.from, until: cut.from },
                { from: cut.until, until: one.until },
            ].filter((part) => part.from < part.until);
        });
    }
    return rest;
}

/** Stretches in order, those that touch as one. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
    const found: Stretch[] = [];
    for (const one of [...stretches].sort((a, b) => a.from - b.from)) {
        const last = found.at(-1);
        if (last && one.from <= last.until) last.until = Math.max(last.until, one.until);
        else found.push({ ...one });
    }
    return found;
}

/** What others see of a day: when one can be reached, and when in focus. */
export function seenOn(blocks: readonly Block[]): { reachable: Stretch[]; focus: Stretch[] } {
    const of = (...kinds: BlockKind[]) => blocks.filter((block) => kinds.includes(block.kind));
    const working = joined(without(of("work"), of("off", "holiday", "silent")));
    const reachable = without(working, of("focus"));
    return { reachable, focus: joined(without(working, reachable)) };
}

/** "09:00–12:00, 13:00–17:00"; "not at all". */
export function stretchWords(stretches: readonly Stretch[]): string {
    if (stretches.length === 0) return text("week.never");
    return stretches
        .map(
            (one) =>
                `${minuteWords(one.from)}–${one.until === DAY_MINUTES ? "24:00" : minuteWords(one.until)}`,
        )
        .join(", ");
}

/** The hours that the week shows: all that is worked or focused in, and 8 to 18 in any case. */
export function hoursShown(days: readonly (readonly Block[])[]): Stretch {
    const shown = days.flat().filter((block) => block.kind === "work" || block.kind === "focus");
    const from = Math.min(8 * 60, ...shown.map((block) => block.from));
    const until = Math.max(18 * 60, ...shown.map((block) => block.until));
    return {
        from: Math.max(0, Math.floor(from / 60 - 1) * 60),
        until: Math.min(DAY_MINUTES, Math.ceil(until / 60 + 1) * 60),
    };
}
