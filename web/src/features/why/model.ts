// The "why" in words: what was decided, by which rule, from what, and what would have changed it.
import { messageWords } from "../../data/clipWords";
import type {
    Alternative,
    Change,
    DeliveryId,
    DeliveryReason,
    MessageId,
    RequestId,
    StateReason,
    TopicId,
    WhyDelivery,
    WhyDue,
    WhyPerson,
    WorkSpan,
} from "../../data/model";
import { noticeTitle } from "../../data/noticeWords";
import { firstNameOf, myZone, topicTitle } from "../../data/select";
import type { Data } from "../../data/state";
import { expectationWord, stateWord, whyDue } from "../../data/words";
import { editText } from "../../text/mentions";
import { text } from "../../text/text";
import { clockTime, exactTime, fullTime, spanWords, weekdayName } from "../../text/time";
import { DAYS, type Day, minuteWords, spansOn } from "../../text/week";
import { idOf } from "../../transport/ids";

/** What is asked about. */
export type WhyOf =
    | { of: "delivery"; id: DeliveryId }
    | { of: "message"; id: MessageId }
    | { of: "request"; id: RequestId };

/** What an address asks about; `null` if it is no such address. */
export function whyOf(of: string, id: string): WhyOf | null {
    const delivery = of === "delivery" ? idOf("dlv", id) : null;
    if (delivery) return { of: "delivery", id: delivery };
    const message = of === "message" ? idOf("msg", id) : null;
    if (message) return { of: "message", id: message };
    const request = of === "request" ? idOf("req", id) : null;
    return request ? { of: "request", id: request } : null;
}

/** Something that was known, as a label and its words. */
export interface Fact {
    label: string;
    words: string;
}

/** The page. */
export interface WhyView {
    /** What was decided: "It was held until Mon 09:00." */
    decided: string;
    /** Why, in one sentence. */
    because: string;
    /** When it was decided. */
    at: string;
    rule: { title: string; words: string };
    facts: Fact[];
    /** Empty where nothing would have. */
    changes: string[];
}

/** Numbers of the rules that decide something that can be asked about. */
const RULES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;

function ruleWords(number: number): WhyView["rule"] {
    const rule = RULES.find((known) => known === number) ?? 4;
    return {
        title: text("why_page.rule", { number, name: text(`why_page.rule_name_${rule}`) }),
        words: text(`why_page.rule_${rule}`),
    };
}

/** What the reader was, in the middle of a sentence: "in focus". */
function stateWas(reason: StateReason): string {
    switch (reason.why) {
        case "working_hours":
            return text("why_page.was_working");
        case "outside_working_hours":
            return text("why_page.was_off");
        case "time_off":
            return reason.note === ""
                ? text("why_page.was_away")
                : text("why_page.was_away_note", { note: reason.note });
        case "holiday":
            return text("why_page.was_holiday", { holiday: reason.name });
        case "quiet_hours":
            return text("why_page.was_quiet_hours");
        case "focus_block":
            return text("why_page.was_focus");
        case "in_call":
            return text("why_page.was_in_call");
        case "do_not_disturb":
            return text("why_page.was_do_not_disturb");
        case "disabled":
            return text("why_page.was_disabled");
        default:
            return text("why_page.was_other"); // a reason of a newer server
    }
}

function reasonWords(reason: DeliveryReason): string {
    switch (reason.because) {
        case "not_reachable":
            return text("why_page.not_reachable", { state: stateWas(reason.state) });
        case "never_reachable":
            return text("why_page.never_reachable", { state: stateWas(reason.state) });
        default:
            return text(`why_page.${reason.because}`);
    }
}

function decidedWords(why: WhyDelivery, zone: string): string {
    const decidedMs = Date.parse(why.decided_at);
    if (why.delivery !== "hold") return text(`why_page.did_${why.delivery}`);
    return text("why_page.did_hold", {
        time: exactTime(Date.parse(why.until), decidedMs, zone),
    });
}

function changeWords(change: Change, decidedMs: number, zone: string): string {
    switch (change.change) {
        case "sent_at":
            return text("why_page.change_sent_at", {
                time: exactTime(Date.parse(change.at), decidedMs, zone),
            });
        case "expectation":
            return text("why_page.change_expectation", {
                word: expectationWord(change.expectation, decidedMs, zone).toLowerCase(),
            });
        default:
            return text(`why_page.change_${change.change}`);
    }
}

function alternativeWords(alternative: Alternative, decidedMs: number, zone: string): string {
    const change = changeWords(alternative, decidedMs, zone);
    if (alternative.delivery !== "hold") {
        const result = text(`why_page.would_${alternative.delivery}`);
        return text("why_page.change", { change, result });
    }
    const time = exactTime(Date.parse(alternative.until), decidedMs, zone);
    return text("why_page.change", { change, result: text("why_page.would_hold", { time }) });
}

/** "Mon–Fri 09:00–17:00, Sat 10:00–12:00". */
export function weekWords(week: readonly WorkSpan[]): string {
    const runs: { first: Day; last: Day; clock: string }[] = [];
    for (const [index, day] of DAYS.entries()) {
        const clock = spansOn(week, day)
            .map((span) => `${minuteWords(span.from)}–${minuteWords(span.until)}`)
            .join(", ");
        const run = runs.at(-1);
        if (clock === "") continue;
        if (run && run.last === DAYS[index - 1] && run.clock === clock) run.last = day;
        else runs.push({ first: day, last: day, clock });
    }
    if (runs.length === 0) return text("why_page.no_week");
    return runs
        .map(({ first, last, clock }) => {
            const days = first === last ? [first] : [first, last];
            return `${days.map((day) => text(`day_short.${day}`)).join("–")} ${clock}`;
        })
        .join("; ");
}

function factsOf(data: Data, known: WhyPerson, decidedMs: number): Fact[] {
    const mine = known.person === data.me;
    const name = firstNameOf(data, known.person);
    const zone = known.time_zone;
    const state = stateWord(known.state);
    const until = known.until
        ? text("state.until", { state, time: exactTime(Date.parse(known.until), decidedMs, zone) })
        : state;
    const week = weekWords(known.week);
    return [
        {
            label: mine ? text("why_page.clock_mine") : text("why_page.clock", { name }),
            words: text("why_page.clock_words", {
                time: `${weekdayName(decidedMs, zone)} ${clockTime(decidedMs, zone)}`,
                zone: zone.replaceAll("_", " "),
            }),
        },
        {
            label: mine ? text("why_page.week_mine") : text("why_page.week", { name }),
            words: known.assumed ? text("why_page.week_assumed", { week }) : week,
        },
        {
            label: mine ? text("why_page.state_mine") : text("why_page.state", { name }),
            words: text("why_page.state_words", { until, why: stateWas(known.state_reason) }),
        },
    ];
}

function wishFact(data: Data, why: WhyDelivery | WhyDue, decidedMs: number): Fact {
    return {
        label: text("why_page.wish"),
        words: expectationWord(why.expectation, decidedMs, myZone(data)),
    };
}

/** Why something reached the reader as it did. */
export function whyDeliveryView(data: Data, why: WhyDelivery): WhyView {
    const zone = why.known.time_zone;
    const decidedMs = Date.parse(why.decided_at);
    return {
        decided: decidedWords(why, zone),
        because: reasonWords(why.reason),
        at: text("why_page.at", { time: fullTime(decidedMs, myZone(data)) }),
        rule: ruleWords(why.rule),
        facts: [...factsOf(data, why.known, decidedMs), wishFact(data, why, decidedMs)],
        changes: why.alternatives.map((one) => alternativeWords(one, decidedMs, zone)),
    };
}

/** Why an answer is due when it is. */
export function whyDueView(data: Data, why: WhyDue): WhyView {
    const { known } = why;
    const mine = myZone(data);
    const decidedMs = Date.parse(why.decided_at);
    const dueMs = why.due_at ? Date.parse(why.due_at) : null;
    const name = firstNameOf(data, known.person);
    return {
        decided: dueWords(data, known, dueMs, decidedMs),
        because: whyDue(why.reason, decidedMs, known.time_zone),
        at: text("why_page.at", { time: fullTime(decidedMs, mine) }),
        rule: ruleWords(why.rule),
        facts: [
            ...factsOf(data, known, decidedMs),
            wishFact(data, why, decidedMs),
            ...numberFacts(data, why),
        ],
        changes:
            why.reason.rule === "working_time" || why.reason.rule === "working_days"
                ? [
                      known.person === data.me
                          ? text("why_page.due_counts_mine")
                          : text("why_page.due_counts", { name }),
                  ]
                : [],
    };
}

/** How long "today" or "now" was for the asked person, where that is not what it is for everybody. */
function numberFacts(data: Data, { reason, expectation }: WhyDue): Fact[] {
    const settings = data.organisation?.settings;
    if (reason.rule !== "working_time" || !settings) return [];
    const usual = expectation === "today" ? settings.today_minutes : settings.now_minutes;
    if (usual === reason.minutes) return [];
    const span = spanWords(reason.minutes * 60_000);
    const words = text("why_page.number_words", { span, usual: spanWords(usual * 60_000) });
    return [{ label: text("why_page.number"), words }];
}

function dueWords(data: Data, known: WhyPerson, dueMs: number | null, decidedMs: number): string {
    const mine = myZone(data);
    if (dueMs === null) return text("why_page.due_never");
    const time = exactTime(dueMs, decidedMs, mine);
    const there = exactTime(dueMs, decidedMs, known.time_zone);
    if (known.person === data.me || there === time) return text("why_page.due", { time });
    const name = firstNameOf(data, known.person);
    return text("why_page.due_there", { time, there, name });
}

/** What the page is about, and where it stands. */
export interface About {
    words: string;
    topic: TopicId | null;
    title: string;
}

/** What is known here of what is asked about. */
export function aboutOf(data: Data, of: WhyOf): About {
    const found = wordsOf(data, of);
    const topic = found.topic ? data.topics.get(found.topic) : undefined;
    return {
        words: found.words,
        topic: topic?.id ?? null,
        title: topic ? topicTitle(data, topic) : "",
    };
}

function wordsOf(data: Data, of: WhyOf): { words: string; topic: TopicId | null } {
    switch (of.of) {
        case "request": {
            const request = data.requests.get(of.id);
            return { words: request?.excerpt ?? "", topic: request?.topic ?? null };
        }
        case "message":
            return wordsOfMessage(data, of.id);
        case "delivery": {
            const delivery = data.deliveries.get(of.id);
            if (!delivery) return { words: "", topic: null };
            if (delivery.about !== "message") {
                return { words: noticeTitle(data, delivery), topic: delivery.topic };
            }
            const found = wordsOfMessage(data, delivery.message);
            return { words: found.words, topic: delivery.topic };
        }
    }
}

function wordsOfMessage(data: Data, id: MessageId): { words: string; topic: TopicId | null } {
    for (const window of data.windows.values()) {
        const message = window.messages.find((one) => one.id === id);
        if (message) return { words: editText(messageWords(message)), topic: message.topic };
    }
    return { words: "", topic: null };
}
