// What the availability editor changes, step by step: working hours, focus, time off, places.
import type { Availability, FocusTime, Place, WorkSpan } from "../../data/model";
import { DAY_MINUTES, type Day, spanMinutes, spansOn } from "../../text/week";
import type { AvailabilityDraft } from "../../transport/api";

const MINUTE_MS = 60_000;

/** Shortest block, and the step in which blocks are moved, in minutes. */
export const STEP_MINUTES = 15;

/** An availability as it is edited. */
export type Draft = Required<AvailabilityDraft>;

export type TimeOffEntry = Draft["time_off"][number];
export type FocusEntry = Draft["focus"][number];

/** Where a block of the week stands in the draft. */
export type BlockSource =
    | { list: "weekly" | "focus" | "time_off" | "holiday"; index: number }
    | { list: "silent"; index: 0 };

/** How a block is changed: as a whole, or at one end. */
export type Change = "move" | "start" | "end";

/** An availability as the editor and the quick choices change it. */
export function draftOf(availability: Availability): Draft {
    return {
        weekly: availability.weekly,
        time_off: availability.time_off,
        focus: availability.focus,
        do_not_disturb_until: availability.do_not_disturb_until,
        deputies: availability.deputies ?? [],
        off_hours_rings: availability.off_hours_rings ?? false,
        places: availability.places ?? { weekly: [], dates: [] },
        region: availability.region ?? "",
    };
}

/**
 * A draft on newer ground: what was not changed by hand is as it is now, for example a focus that
 * was begun meanwhile; what was changed by hand stays.
 */
export function rebased(before: Draft, draft: Draft, now: Draft): Draft {
    const part = <Name extends keyof Draft>(name: Name): Draft[Name] =>
        JSON.stringify(draft[name]) === JSON.stringify(before[name]) ? now[name] : draft[name];
    return {
        weekly: part("weekly"),
        time_off: part("time_off"),
        focus: part("focus"),
        do_not_disturb_until: part("do_not_disturb_until"),
        deputies: part("deputies"),
        off_hours_rings: part("off_hours_rings"),
        places: part("places"),
        region: part("region"),
    };
}

/** Monday to Friday, 9 to 17 with an hour at noon: for an organisation that has no usual week. */
export function usualWeek(): WorkSpan[] {
    const days = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
    return days.flatMap((day) => [
        { day, from: 9 * 60, until: 12 * 60 },
        { day, from: 13 * 60, until: 17 * 60 },
    ]);
}

/** The draft with the assumed week as an own one, before it is changed. */
export function withOwnWeek(draft: Draft, assumed: readonly WorkSpan[]): Draft {
    if (draft.weekly !== null) return draft;
    return { ...draft, weekly: 0 < assumed.length ? [...assumed] : usualWeek() };
}

/** A weekly span moved, or one of its ends, by some minutes; it never gets shorter than a step. */
export function changedSpan<Span extends { from: number; until: number }>(
    span: Span,
    change: Change,
    by: number,
): Span {
    const length = spanMinutes(span);
    switch (change) {
        case "move": {
            const last = span.from + length <= DAY_MINUTES ? DAY_MINUTES - length : DAY_MINUTES - 1;
            const from = clamp(span.from + by, 0, last);
            return { ...span, from, until: endOf(from, length) };
        }
        case "start": {
            const from = clamp(span.from + by, 0, span.from + length - STEP_MINUTES);
            const whole = Math.min(length + span.from - from, DAY_MINUTES);
            if (DAY_MINUTES <= from) return span;
            return { ...span, from, until: endOf(from, whole) };
        }
        case "end": {
            const whole = clamp(length + by, STEP_MINUTES, DAY_MINUTES);
            return { ...span, until: endOf(span.from, whole) };
        }
    }
}

function clamp(value: number, least: number, most: number): number {
    return Math.max(least, Math.min(value, most));
}

/** The minute at which something ends that begins at `from`: midnight is the end of its day. */
function endOf(from: number, length: number): number {
    const end = from + length;
    return DAY_MINUTES < end ? end - DAY_MINUTES : end;
}

function changedInstants<Entry extends { from: string; until: string }>(
    entry: Entry,
    change: Change,
    by: number,
): Entry {
    const moved = (at: string, minutes: number) => Date.parse(at) + minutes * MINUTE_MS;
    const from = moved(entry.from, change === "end" ? 0 : by);
    const until = moved(entry.until, change === "start" ? 0 : by);
    if (until - from < STEP_MINUTES * MINUTE_MS) return entry;
    const iso = (ms: number) => new Date(ms).toISOString();
    return { ...entry, from: iso(from), until: iso(until) };
}

function changedFocus(when: FocusTime, change: Change, by: number): FocusTime {
    return when.kind === "weekly"
        ? changedSpan(when, change, by)
        : changedInstants(when, change, by);
}

/** The draft with one block moved or resized by some minutes; holidays stay. */
export function changeBlock(draft: Draft, source: BlockSource, change: Change, by: number): Draft {
    const at = <Entry>(list: readonly Entry[], next: (entry: Entry) => Entry): Entry[] =>
        list.map((entry, index) => (index === source.index ? next(entry) : entry));
    switch (source.list) {
        case "weekly":
            return {
                ...draft,
                weekly: at(draft.weekly ?? [], (span) => changedSpan(span, change, by)),
            };
        case "focus":
            return {
                ...draft,
                focus: at(draft.focus, (block) => ({
                    ...block,
                    when: changedFocus(block.when, change, by),
                })),
            };
        case "time_off":
            return {
                ...draft,
                time_off: at(draft.time_off, (entry) => changedInstants(entry, change, by)),
            };
        case "silent":
        case "holiday":
            return draft;
    }
}

/** The draft without one block; a holiday cannot be removed. */
export function removeBlock(draft: Draft, source: BlockSource): Draft {
    const out = <Entry>(list: readonly Entry[]): Entry[] =>
        list.filter((_, index) => index !== source.index);
    switch (source.list) {
        case "weekly":
            return { ...draft, weekly: out(draft.weekly ?? []) };
        case "focus":
            return { ...draft, focus: out(draft.focus) };
        case "time_off":
            return { ...draft, time_off: out(draft.time_off) };
        case "silent":
            return { ...draft, do_not_disturb_until: null };
        case "holiday":
            return draft;
    }
}

/** Whether a block can be moved by hand. */
export function isMovable(source: BlockSource): boolean {
    return source.list !== "holiday" && source.list !== "silent";
}

/** The hours of one day on others as well, in place of what they had. */
export function withHoursOf(draft: Draft, day: Day, on: readonly Day[]): Draft {
    const spans = spansOn(draft.weekly ?? [], day);
    const others = (draft.weekly ?? []).filter(
        (span) => span.day === day || !on.includes(span.day),
    );
    const copies = on
        .filter((other) => other !== day)
        .flatMap((other) => spans.map((span) => ({ ...span, day: other })));
    return { ...draft, weekly: [...others, ...copies] };
}

/** A focus block on each of these days of every week. */
export function withWeeklyFocus(
    draft: Draft,
    days: readonly Day[],
    span: { from: number; until: number },
): Draft {
    const blocks = days.map((day): FocusEntry => ({ when: { kind: "weekly", day, ...span } }));
    return { ...draft, focus: [...draft.focus, ...blocks] };
}

/** A focus block that happens once. */
export function withFocusOnce(draft: Draft, fromMs: number, untilMs: number): Draft {
    const when: FocusTime = {
        kind: "once",
        from: new Date(fromMs).toISOString(),
        until: new Date(untilMs).toISOString(),
    };
    return { ...draft, focus: [...draft.focus, { when }] };
}

/** A time off put in, or in place of the one at `index`; in order of time. */
export function withTimeOff(draft: Draft, entry: TimeOffEntry, index: number | null): Draft {
    const rest = draft.time_off.filter((_, at) => at !== index);
    const all = [...rest, entry].sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
    return { ...draft, time_off: all };
}

/** Where one works on a day of every week; `null` says nothing. */
export function withPlaceOn(draft: Draft, day: Day, place: Place | null): Draft {
    const rest = draft.places.weekly.filter((entry) => entry.day !== day);
    const weekly = place ? [...rest, { day, place }] : rest;
    return { ...draft, places: { ...draft.places, weekly } };
}

/** Where one works on one date; `null` leaves it to the week. */
export function withPlaceOnDate(draft: Draft, date: string, place: Place | null): Draft {
    const rest = draft.places.dates.filter((entry) => entry.date !== date);
    const dates = place ? [...rest, { date, place }] : rest;
    dates.sort((a, b) => a.date.localeCompare(b.date));
    return { ...draft, places: { ...draft.places, dates } };
}

/** What is over and only takes room: past focus, time off and places of more than a month ago. */
export function withoutPast(draft: Draft, nowMs: number): Draft {
    const limitMs = nowMs - 31 * DAY_MINUTES * MINUTE_MS;
    const limit = new Date(limitMs).toISOString().slice(0, 10);
    return {
        ...draft,
        focus: draft.focus.filter(
            (block) => block.when.kind === "weekly" || limitMs < Date.parse(block.when.until),
        ),
        time_off: draft.time_off.filter((entry) => limitMs < Date.parse(entry.until)),
        places: {
            ...draft.places,
            dates: draft.places.dates.filter((entry) => limit < entry.date),
        },
    };
}
