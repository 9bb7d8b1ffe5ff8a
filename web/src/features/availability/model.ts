// Strips of a day, the reader's own state, and drafts of an availability.
import type {
    Availability,
    AvailabilityState,
    FocusBlock,
    PersonId,
    WorkSpan,
} from "../../data/model";
import { firstName, firstNameOf, localTime, myZone, placeOf } from "../../data/select";
import type { Data } from "../../data/state";
import { markOf, nextSentence, stateSentence, type TimeMark, whyState } from "../../data/words";
import { text } from "../../text/text";
import { clockTime, startOfDay, weekdayName } from "../../text/time";
import type { AvailabilityDraft } from "../../transport/api";

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

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

/** An availability as the editor and the quick choices change it. */
export function draftOf(availability: Availability): AvailabilityDraft {
    return {
        weekly: availability.weekly,
        time_off: availability.time_off,
        focus: availability.focus,
        do_not_disturb_until: availability.do_not_disturb_until,
    };
}

/** Focus from now on for some hours; earlier single blocks that are over are dropped. */
export function withFocus(draft: AvailabilityDraft, nowMs: number, hours: number) {
    const from = new Date(nowMs).toISOString();
    const until = new Date(nowMs + hours * HOUR_MS).toISOString();
    const running = draft.focus.filter(
        (block) => block.when.kind === "weekly" || from < block.when.until,
    );
    return { ...draft, focus: [...running, { when: { kind: "once" as const, from, until } }] };
}

/** Ends what keeps the reader from being reached now, as far as it was a quick choice. */
export function withoutQuiet(draft: AvailabilityDraft, nowMs: number): AvailabilityDraft {
    const now = new Date(nowMs).toISOString();
    const runs = (block: AvailabilityDraft["focus"][number]) =>
        block.when.kind === "once" && block.when.from <= now && now < block.when.until;
    return {
        ...draft,
        focus: draft.focus.filter((block) => !runs(block)),
        do_not_disturb_until: null,
    };
}

/** Whether a quick choice is in force. */
export function isQuiet(availability: Availability | undefined, nowMs: number): boolean {
    if (!availability) return false;
    const now = new Date(nowMs).toISOString();
    const silent = (availability.do_not_disturb_until ?? "") > now;
    const inFocus = availability.focus.some(
        (block: FocusBlock) =>
            block.when.kind === "once" && block.when.from <= now && now < block.when.until,
    );
    return silent || inFocus;
}

/** Monday to Friday, 9 to 17 with an hour at noon: what the week editor begins with. */
export function usualWeek(): WorkSpan[] {
    const days = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
    return days.flatMap((day) => [
        { day, from: 9 * 60, until: 12 * 60 },
        { day, from: 13 * 60, until: 17 * 60 },
    ]);
}

/** "09:00" of a minute of the day. */
export function minuteWords(minute: number): string {
    const hours = String(Math.floor(minute / 60)).padStart(2, "0");
    return `${hours}:${String(minute % 60).padStart(2, "0")}`;
}

/** The minute of the day of "09:00"; `null` if it is none. */
export function minuteOf(words: string): number | null {
    const found = /^(\d{1,2}):(\d{2})$/.exec(words);
    if (!found) return null;
    const minute = Number(found[1]) * 60 + Number(found[2]);
    return minute < 24 * 60 ? minute : null;
}
