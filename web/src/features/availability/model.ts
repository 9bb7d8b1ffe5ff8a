// Strips of days, the reader's own state, and the quick ways to change it.

import type {
    Availability,
    AvailabilityState,
    FocusBlock,
    FocusChoice,
    PersonId,
} from "../../data/model";
import { firstName, firstNameOf, localTime, myZone, placeOf } from "../../data/select";
import type { Data } from "../../data/state";
import { markOf, nextSentence, stateSentence, type TimeMark, whyState } from "../../data/words";
import { text } from "../../text/text";
import { clockTime, shortTime, startOfDay, weekdayName } from "../../text/time";
import { minuteWords } from "../../text/week";

const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;

/** A stretch of a strip; `from` and `until` are shares of the day, 0 to 1. */
export interface StripSpan {
    from: number;
    until: number;
    state: AvailabilityState;
}

export interface StripRow {
    id: PersonId;
    name: string;
    /** "13:40 London". */
    clock: string;
    mark: TimeMark;
    why: string;
    spans: StripSpan[];
}

export interface Strips {
    /** "your Friday, 14:40". */
    now: string;
    nowShare: number;
    rows: StripRow[];
}

/** The strips of people over the reader's day, the reachable first. */
export function stripsOf(data: Data, people: readonly PersonId[], nowMs: number): Strips {
    const zone = myZone(data);
    const dayMs = startOfDay(nowMs, zone);
    const share = (at: string) => Math.min(1, Math.max(0, (Date.parse(at) - dayMs) / DAY_MS));
    const rows = people.flatMap((id): StripRow[] => {
        const person = data.people.get(id);
        const reach = data.reach.get(id);
        if (!person || !reach) return [];
        const spans = reach.spans
            .map((span) => ({
                from: share(span.from),
                until: share(span.until),
                state: span.state,
            }))
            .filter((span) => span.from < span.until && span.state !== "off");
        return [
            {
                id,
                name: firstName(person.name),
                clock: `${localTime(data, id, nowMs)} ${placeOf(person)}`,
                mark: markOf(data, id, nowMs),
                why: whyState(firstNameOf(data, id), reach.reason),
                spans,
            },
        ];
    });
    rows.sort((a, b) => reachableMs(data, a.id, nowMs) - reachableMs(data, b.id, nowMs));
    return {
        now: text("strips.now", {
            day: weekdayName(nowMs, zone),
            time: clockTime(nowMs, zone),
        }),
        nowShare: (nowMs - dayMs) / DAY_MS,
        rows,
    };
}

/** When somebody can be reached, for sorting; never is last. */
export function reachableMs(data: Data, person: PersonId, nowMs: number): number {
    const reach = data.reach.get(person);
    if (reach?.state === "available") return nowMs;
    return reach?.next_reachable ? Date.parse(reach.next_reachable) : Number.POSITIVE_INFINITY;
}

/** The reader's own state in two lines. */
export function myStateWords(data: Data, nowMs: number): { now: string; next: string } {
    const reach = data.me ? data.reach.get(data.me) : undefined;
    if (!reach) return { now: "", next: "" };
    const zone = myZone(data);
    return { now: stateSentence(reach, nowMs, zone), next: nextSentence(reach, nowMs, zone) };
}

/** The focus that was begun by one click and goes on. */
function runningFocus(availability: Availability, nowMs: number): FocusBlock | undefined {
    return availability.focus.find(
        ({ when }) =>
            when.kind === "once" &&
            Date.parse(when.from) <= nowMs &&
            nowMs < Date.parse(when.until),
    );
}

/** Until when a quick choice is in force, in milliseconds; `null` if none is. */
export function quietUntilMs(availability: Availability | undefined, nowMs: number): number | null {
    if (!availability) return null;
    const ends: number[] = [];
    const silentMs = Date.parse(availability.do_not_disturb_until ?? "");
    if (nowMs < silentMs) ends.push(silentMs);
    const when = runningFocus(availability, nowMs)?.when;
    if (when?.kind === "once") ends.push(Date.parse(when.until));
    return ends.length === 0 ? null : Math.max(...ends);
}

/** Whether a quick choice is in force. */
export function isQuiet(availability: Availability | undefined, nowMs: number): boolean {
    return quietUntilMs(availability, nowMs) !== null;
}

/** A quick way to be undisturbed. */
export interface QuietChoice {
    id: "short" | "until" | "day" | "tomorrow";
    choice: FocusChoice;
    /** "until 15:00", as a part of a sentence. */
    words: string;
    /** The clock time at which it ends, if it can be told without the rules. */
    time: string;
}

/** How far ahead the offered full hour lies at least, in minutes. */
const HOUR_AHEAD_MINUTES = 20;

/** What is offered by one click: a short while, to the full hour, the day's rest, until tomorrow. */
export function quietChoices(nowMs: number, zone: string, minutes: number): QuietChoice[] {
    const hourMs = 60 * MINUTE_MS;
    const fullMs = Math.ceil((nowMs + HOUR_AHEAD_MINUTES * MINUTE_MS) / hourMs) * hourMs;
    // In a zone off the full hour the clock shows the next full one.
    const clock = clockTime(fullMs, zone).split(":").map(Number);
    const untilMs = fullMs - (clock[1] ?? 0) * MINUTE_MS;
    const endMs = untilMs - nowMs < HOUR_AHEAD_MINUTES * MINUTE_MS ? untilMs + hourMs : untilMs;
    const [hours = 0] = clockTime(endMs, zone).split(":").map(Number);
    const until = minuteWords(hours * 60);
    return [
        {
            id: "short",
            choice: { choice: "minutes", minutes },
            words: minutes === 60 ? text("quiet.hour") : text("quiet.minutes", { count: minutes }),
            time: shortTime(nowMs + minutes * MINUTE_MS, nowMs, zone),
        },
        {
            id: "until",
            choice: { choice: "until", minute: hours * 60 },
            words: text("quiet.until", { time: until }),
            time: "",
        },
        {
            id: "day",
            choice: { choice: "end_of_day" },
            words: text("quiet.end_of_day"),
            time: "",
        },
        {
            id: "tomorrow",
            choice: { choice: "until_tomorrow" },
            words: text("quiet.until_tomorrow"),
            time: "",
        },
    ];
}
