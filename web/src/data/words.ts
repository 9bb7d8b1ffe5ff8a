// What the rules decided, in words: reach, due, deliveries and their reasons.
import { listed, text } from "../text/text";
import { clockTime, dialOf, type Step, shortTime, spanWords, stepOf } from "../text/time";
import type {
    AvailabilityState,
    DueReason,
    Expectation,
    PersonId,
    Reach,
    RecipientPreview,
    Request,
    StateReason,
} from "./model";
import { firstName, firstNameOf, myZone, zoneOf } from "./select";
import type { Data } from "./state";

/** A time as it is shown beside a person or a row: a dial, a word, a step of time. */
export interface TimeMark {
    /** The step that gives the colour; `reachable` is "now" for a person: a full dial, ink text. */
    step: Step | "reachable" | "none";
    /** How much of the dial is filled, 0 to 1. */
    fill: number;
    label: string;
}

/** When somebody can be reached, on the clock of `zone`: their own. */
export function reachMark(reach: Reach | undefined, nowMs: number, zone: string): TimeMark {
    if (!reach) return { step: "none", fill: 0, label: "" };
    if (reach.state === "available" && !ended(reach, nowMs)) {
        return { step: "reachable", fill: 1, label: text("reach.now") };
    }
    if (!reach.next_reachable) return { step: "none", fill: 0, label: text("reach.never") };
    const at = Date.parse(reach.next_reachable);
    if (at <= nowMs) return { step: "reachable", fill: 1, label: text("reach.now") };
    const step = stepOf(at, nowMs, zone);
    const label = shortTime(at, nowMs, zone);
    if (step === "later") return { step, fill: 0, label };
    return { step: step === "now" ? "soon" : step, fill: 1 - dialOf(at - nowMs), label };
}

function ended(reach: Reach, nowMs: number): boolean {
    return reach.until !== null && Date.parse(reach.until) <= nowMs;
}

/** The mark of somebody by id. */
export function markOf(data: Data, person: PersonId, nowMs: number): TimeMark {
    return reachMark(data.reach.get(person), nowMs, zoneOf(data, person));
}

/** A state in one word, at the beginning of a sentence: "Available". */
export function stateWord(state: AvailabilityState): string {
    switch (state) {
        case "available":
            return text("state.available");
        case "focus":
            return text("state.focus");
        case "live":
            return text("state.live");
        case "off":
            return text("state.off");
        case "do_not_disturb":
            return text("state.do_not_disturb");
    }
}

/** "Available until 16:00". */
export function stateSentence(reach: Reach, nowMs: number, zone: string): string {
    const word = stateWord(reach.state);
    if (reach.state === "off" && reach.next_reachable) {
        const at = Date.parse(reach.next_reachable);
        return text("state.until", { state: word, time: shortTime(at, nowMs, zone) });
    }
    if (!reach.until) return word;
    const time = shortTime(Date.parse(reach.until), nowMs, zone);
    return text("state.until", { state: word, time });
}

/** What comes after the present state: "then focus until 18:00"; empty if nothing is known. */
export function nextSentence(reach: Reach, nowMs: number, zone: string): string {
    // The present state may begin a moment ahead of the views' clock.
    const next = reach.spans.find(
        (span) =>
            nowMs < Date.parse(span.from) &&
            !(span.state === reach.state && span.until === reach.until),
    );
    if (!next) return "";
    const time = shortTime(Date.parse(next.until), nowMs, zone);
    const state = stateWord(next.state).toLowerCase();
    if (next.state === "off") return text("state.then", { state });
    return text("state.then_until", { state, time });
}

/** Why somebody is in a state: "is in focus", "is off". `name` begins the sentence. */
export function whyState(name: string, reason: StateReason): string {
    switch (reason.why) {
        case "working_hours":
            return reason.assumed
                ? text("why.working_assumed", { name })
                : text("why.working", { name });
        case "outside_working_hours":
            return reason.assumed ? text("why.off_assumed", { name }) : text("why.off", { name });
        case "time_off":
            return reason.note === ""
                ? text("why.away", { name })
                : text("why.away_note", { name, note: reason.note });
        case "holiday":
            return text("why.holiday", { name, holiday: reason.name });
        case "quiet_hours":
            return text("why.quiet_hours", { name });
        case "focus_block":
            return text("why.focus", { name });
        case "in_call":
            return text("why.live", { name });
        case "do_not_disturb":
            return text("why.do_not_disturb", { name });
        case "disabled":
            return text("why.disabled", { name });
        default:
            return text("why.other", { name }); // a reason of a newer server
    }
}

/** What a message would do to one recipient, as a sentence: the "why" of the reach line. */
export function whyRecipient(
    data: Data,
    recipient: RecipientPreview,
    nowMs: number,
): { sentence: string; due: string } {
    const name = firstNameOf(data, recipient.person);
    const zone = zoneOf(data, recipient.person);
    const mine = myZone(data);
    const there = clockTime(nowMs, zone);
    const due = recipient.due_at
        ? text("why.due", { time: shortTime(Date.parse(recipient.due_at), nowMs, mine) })
        : "";
    const reason = recipient.reason;
    switch (reason.because) {
        case "asked_and_available":
            return { sentence: text("why.asked", { name, time: there }), due };
        case "direct_and_available":
            return { sentence: text("why.direct", { name, time: there }), due };
        case "not_asked":
            return { sentence: text("why.not_asked", { name }), due };
        case "for_information":
            return { sentence: text("why.information", { name }), due };
        case "muted":
            return { sentence: text("why.muted", { name }), due };
        case "answers_them_and_available":
            return { sentence: text("why.answers", { name, time: there }), due };
        case "followed_and_available":
            return { sentence: text("why.follows", { name, time: there }), due };
        case "asked_not_soon":
            return { sentence: text("why.not_soon", { name }), due };
        case "notice_and_available":
        case "in_audience":
            return { sentence: text("why.not_asked", { name }), due };
        case "urgent":
            return { sentence: text("why.urgent", { name, time: there }), due };
        case "not_reachable":
        case "never_reachable": {
            const state = whyState(name, reason.state);
            if (recipient.delivery !== "hold") {
                return { sentence: text("why.never", { state }), due };
            }
            const at = Date.parse(recipient.until);
            const time = shortTime(at, nowMs, mine);
            const local = shortTime(at, nowMs, zone);
            const sentence =
                time === local
                    ? text("why.held", { state, there, time })
                    : text("why.held_local", { state, there, time: local, mine: time });
            return { sentence, due };
        }
    }
}

/** When a recipient is told, as a mark on their own clock. */
export function recipientMark(recipient: RecipientPreview, nowMs: number, zone: string): TimeMark {
    switch (recipient.delivery) {
        case "notify":
        case "break_through":
            return { step: "reachable", fill: 1, label: text("reach.now") };
        case "quiet":
            return { step: "none", fill: 1, label: text("reach.quiet") };
        case "digest":
            return { step: "none", fill: 0, label: text("reach.digest") };
        case "hold": {
            const at = Date.parse(recipient.until);
            const step = stepOf(at, nowMs, zone);
            const label = shortTime(at, nowMs, zone);
            if (step === "later") return { step, fill: 0, label };
            return { step: step === "now" ? "soon" : step, fill: 1 - dialOf(at - nowMs), label };
        }
    }
}

/** When a request is due, as a mark. */
export function dueMark(request: Request, nowMs: number, zone: string): TimeMark {
    if (!request.due_at) return { step: "later", fill: 0, label: text("due.no_time") };
    const at = Date.parse(request.due_at);
    const left = at - nowMs;
    if (left <= 0) return { step: "now", fill: 0.04, label: text("due.overdue") };
    const step = stepOf(at, nowMs, zone);
    return { step, fill: dialOf(left), label: shortTime(at, nowMs, zone) };
}

/** How much time is left, for tight places: "35 min". */
export function leftShort(request: Request, nowMs: number): string {
    if (!request.due_at) return "";
    const left = Date.parse(request.due_at) - nowMs;
    return left <= 0 ? text("due.overdue") : spanWords(left);
}

/** How much time is left: "in 35 min", "2 h over". */
export function leftWords(request: Request, nowMs: number): string {
    if (!request.due_at) return "";
    const left = Date.parse(request.due_at) - nowMs;
    if (left <= 0) return text("due.over", { span: spanWords(left) });
    return text("due.in", { span: spanWords(left) });
}

/** When an answer is due by now, in words for a sentence: "Mon 12:00", "no working time". */
export function dueWords(data: Data, request: Request, nowMs: number): string {
    if (!request.due_at) return text("due.no_time");
    return shortTime(Date.parse(request.due_at), nowMs, myZone(data));
}

/** How a due instant came about, for the popover. */
export function whyDue(reason: DueReason, nowMs: number, zone: string): string {
    switch (reason.rule) {
        case "working_time": {
            const span = spanWords(reason.minutes * 60_000);
            const from = shortTime(Date.parse(reason.counted_from), nowMs, zone);
            return reason.assumed
                ? text("due.working_time_assumed", { span, from })
                : text("due.working_time", { span, from });
        }
        case "working_days":
            return text("due.working_days", { count: reason.days });
        case "named":
            return text("due.named");
        case "moved_earlier":
        case "moved_later": {
            const time = shortTime(Date.parse(reason.named), nowMs, zone);
            return text("due.moved", { time });
        }
        case "after_told":
            return text("due.after_told", {
                span: spanWords(reason.minutes * 60_000),
                time: shortTime(Date.parse(reason.named), nowMs, zone),
                told: shortTime(Date.parse(reason.told_at), nowMs, zone),
            });
        case "wall_clock":
            return text("due.wall_clock");
        case "deferred":
            return text("due.deferred");
        case "no_working_time":
            return text("due.no_time");
        default:
            return ""; // a rule of a newer server
    }
}

/** An expectation in words: "today", "by Mon 12:00". */
export function expectationWord(expectation: Expectation, nowMs: number, zone: string): string {
    if (typeof expectation === "object") {
        return text("expectation.by", {
            time: shortTime(Date.parse(expectation.by), nowMs, zone),
        });
    }
    switch (expectation) {
        case "now":
            return text("expectation.now");
        case "today":
            return text("expectation.today");
        case "this_week":
            return text("expectation.this_week");
        case "none":
            return text("expectation.none");
    }
}

/** "Ana and Ben" of ids. */
export function namesOf(data: Data, people: readonly PersonId[]): string {
    return listed(people.map((person) => firstNameOf(data, person)));
}

/** "@Mira may I merge?" is "may I merge?" for Mira: the row is hers anyway. */
export function withoutOwnName(data: Data, excerpt: string, person = data.me): string {
    const name = person ? data.people.get(person)?.name : undefined;
    const own = name && [name, firstName(name)].find((one) => excerpt.startsWith(`@${one}`));
    if (!own) return excerpt;
    const rest = excerpt.slice(own.length + 1).replace(/^[\s,:]+/, "");
    return rest === "" ? excerpt : rest.charAt(0).toLocaleUpperCase() + rest.slice(1);
}
