// What the message list shows: days, groups, the unread line, due chips.
import type {
    EscalationStep,
    Message,
    MessageId,
    PersonId,
    Request,
    TopicId,
} from "../../data/model";
import { firstNameOf, groupName, loadedMessage, myZone } from "../../data/select";
import type { Data, OutboxEntry } from "../../data/state";
import { dueMark, expectationWord, leftWords, type TimeMark, whyState } from "../../data/words";
import { text } from "../../text/text";
import { clockTime, dayKey, longDay, shortTime } from "../../text/time";

/** How close messages of one author must be to stand together, in milliseconds. */
const GROUP_MS = 5 * 60_000;

/** One thing in the list. */
export type Row =
    | { kind: "day"; key: string; label: string }
    | { kind: "unread"; key: string }
    | { kind: "message"; key: string; message: Message; first: boolean }
    | { kind: "outbox"; key: string; entry: OutboxEntry };

/** The rows of a topic. `readOrdinal` is how far it was read when it was opened. */
export function rowsOf(data: Data, topic: TopicId, readOrdinal: number): Row[] {
    const window = data.windows.get(topic);
    const zone = myZone(data);
    const rows: Row[] = [];
    let last: Message | null = null;
    let day = "";
    let lined = false;
    for (const message of window?.messages ?? []) {
        const sentMs = Date.parse(message.sent_at);
        const thisDay = dayKey(sentMs, zone);
        const newDay = thisDay !== day;
        if (newDay) rows.push({ kind: "day", key: thisDay, label: longDay(sentMs, zone) });
        const unread: boolean =
            !lined && readOrdinal < message.ordinal && message.author !== data.me;
        if (unread && last !== null) rows.push({ kind: "unread", key: "unread" });
        lined ||= unread || readOrdinal < message.ordinal;
        const first = newDay || unread || last === null || !together(last, message);
        rows.push({ kind: "message", key: message.id, message, first });
        last = message;
        day = thisDay;
    }
    for (const entry of unsent(data, topic)) rows.push({ kind: "outbox", key: entry.key, entry });
    return rows;
}

function together(a: Message, b: Message): boolean {
    return (
        a.author === b.author &&
        a.body.kind === "text" &&
        b.body.kind === "text" &&
        b.reply_to === null &&
        Date.parse(b.sent_at) - Date.parse(a.sent_at) < GROUP_MS
    );
}

/**
 * What of the outbox is not in the list yet. The event of a message may come before the answer to
 * its post: then the same text stands there already.
 */
function unsent(data: Data, topic: TopicId): OutboxEntry[] {
    const recent = (data.windows.get(topic)?.messages ?? [])
        .slice(-20)
        .filter((message) => message.author === data.me);
    return data.outbox.filter((entry) => {
        if (entry.topic !== topic) return false;
        if (entry.state !== "sending") return true;
        return !recent.some(
            (message) =>
                message.text === entry.post.text &&
                entry.writtenAtMs <= Date.parse(message.sent_at) - data.skewMs + 5_000,
        );
    });
}

/** A request as the margin shows it. */
export interface RequestView {
    id: Request["id"];
    mark: TimeMark;
    /** Below the chip: "waiting on you", "Ben answered". */
    line: string;
    /** Whether the reader can answer or acknowledge it. */
    mine: boolean;
    /** Whether the reader asked and can withdraw it. */
    asked: boolean;
    open: boolean;
    /** It runs on the wall clock and rings. */
    urgent: boolean;
    /** What its escalation did and will do, in order: "15:10 rang Ana", "rings again 15:15". */
    steps: string[];
}

/** What stands in the margin of a message. */
export interface MarginView {
    time: string;
    /** The author's own clock, if it differs: "09:12 for Ana". */
    theirTime: string;
    requests: RequestView[];
    /** For those who are neither asked nor asking. */
    wish: string;
    edited: boolean;
}

/** Computes the margin of a message. */
export function marginOf(data: Data, message: Message, nowMs: number): MarginView {
    const zone = myZone(data);
    const sentMs = Date.parse(message.sent_at);
    const author = data.people.get(message.author);
    const there = author ? clockTime(sentMs, author.time_zone) : "";
    const time = clockTime(sentMs, zone);
    const requests = asOne(data, requestsAt(data, message))
        .filter((request) => request.state !== "withdrawn")
        .map((request) => requestView(data, request, nowMs));
    const joined = requests.length === 0 && joinsEarlier(data, message);
    const wished = message.expectation !== "none" && 0 < message.asked.length;
    const showWish = wished && requests.length === 0 && message.deleted_at === null;
    const word = expectationWord(message.expectation, nowMs, zone);
    return {
        time,
        theirTime:
            there !== "" && there !== time && message.author !== data.me
                ? text("message.their_time", {
                      time: there,
                      name: firstNameOf(data, message.author),
                  })
                : "",
        requests,
        wish: joined ? text("message.joins") : showWish ? text("message.wish", { word }) : "",
        edited: message.edited_at !== null && message.deleted_at === null,
    };
}

/** Where a request stands: an urgent one with its newest message, any other with the one that opened it. */
function anchorOf(request: Request): MessageId {
    const newest = request.follow_ups.at(-1);
    return request.urgent && request.state === "open" && newest ? newest : request.message;
}

/** The reader's requests that stand with a message. */
export function requestsAt(data: Data, message: Message): Request[] {
    return [...data.requests.values()].filter(
        (request) => request.topic === message.topic && anchorOf(request) === message.id,
    );
}

/** Whether a message joined a request that was open already: its clock goes on. */
function joinsEarlier(data: Data, message: Message): boolean {
    return [...data.requests.values()].some(
        (request) => request.topic === message.topic && request.follow_ups.includes(message.id),
    );
}

/** Of a group that answers as one, one request stands for all: the reader's own, or the first. */
function asOne(data: Data, requests: readonly Request[]): Request[] {
    const shown: Request[] = [];
    for (const request of requests) {
        const at = shown.findIndex((other) => other.group && other.group === request.group);
        if (at < 0) shown.push(request);
        else if (request.asked === data.me) shown[at] = request;
    }
    return shown;
}

/** What an escalation did about one person. */
function stepWords(data: Data, step: EscalationStep, nowMs: number): string {
    const time = shortTime(Date.parse(step.at), nowMs, myZone(data));
    const name = step.person === data.me ? text("person.you") : firstNameOf(data, step.person);
    const { skipped } = step;
    if (skipped) {
        const why =
            skipped.because === "not_reachable"
                ? whyState(name, skipped.state)
                : text("urgent.cannot_read", { name });
        return text("urgent.skipped", { time, why });
    }
    return text("urgent.rang", { time, name });
}

function escalationWords(data: Data, request: Request, nowMs: number): string[] {
    const { escalation } = request;
    if (!escalation || request.state !== "open") return [];
    const steps = escalation.steps.map((step) => stepWords(data, step, nowMs));
    if (escalation.nobody_left_at) steps.push(text("urgent.nobody_left"));
    else if (escalation.next_at) {
        const time = shortTime(Date.parse(escalation.next_at), nowMs, myZone(data));
        steps.push(text(steps.length === 0 ? "urgent.rings_at" : "urgent.rings_next", { time }));
    }
    return steps;
}

function requestView(data: Data, request: Request, nowMs: number): RequestView {
    const mine = request.asked === data.me;
    const name = firstNameOf(data, request.asked);
    const base = {
        id: request.id,
        mine,
        asked: request.from === data.me,
        urgent: request.urgent,
        steps: escalationWords(data, request, nowMs),
    };
    if (request.state === "answered") {
        const time = shortTime(Date.parse(request.at), nowMs, myZone(data));
        const byMessage = request.by !== null;
        const label = byMessage ? text("request.answered") : text("request.acknowledged");
        return {
            ...base,
            open: false,
            mark: { step: "none", fill: 1, label },
            line:
                mine && !request.group
                    ? text("request.by_you", { time })
                    : text("request.by_them", { name: answererOf(data, request), time }),
        };
    }
    if (request.state === "delegated") {
        const label = text("request.delegated", { name: firstNameOf(data, request.to) });
        return { ...base, open: false, mark: { step: "none", fill: 1, label }, line: "" };
    }
    const mark = dueMark(request, nowMs, myZone(data));
    const over = mark.step === "now" && (request.due_at ?? "") < new Date(nowMs).toISOString();
    return {
        ...base,
        open: true,
        mark: {
            ...mark,
            label: over ? mark.label : text("request.due", { time: mark.label }),
        },
        line: mine
            ? text("request.waiting_on_you", { left: leftWords(request, nowMs) })
            : request.group
              ? text("request.waiting_on_group", { group: groupName(data, request.group) })
              : text("request.waiting_on", { name }),
    };
}

/** Who answered: of a group whoever wrote the answer, if it is loaded. */
function answererOf(data: Data, request: Request): string {
    const by = request.state === "answered" ? request.by : null;
    const answer = by ? loadedMessage(data, request.topic, by) : undefined;
    const person = answer?.author ?? request.asked;
    return person === data.me ? text("person.you") : firstNameOf(data, person);
}

/** Whether the reader is asked if a message was urgent: a notice says so. */
export function asksVerdict(data: Data, message: Message): boolean {
    if (!message.urgent || message.urgent.unconfirmed || message.deleted_at) return false;
    return [...data.deliveries.values()].some(
        (delivery) =>
            delivery.about === "verdict" &&
            delivery.message === message.id &&
            delivery.told_at !== null &&
            delivery.done_at === null,
    );
}

/** Who reacted, in words. */
export function reactionWords(data: Data, emoji: string, people: readonly PersonId[]): string {
    const names = people.map((person) =>
        person === data.me ? text("person.you") : firstNameOf(data, person),
    );
    return text("reaction.by", { emoji, count: people.length, names: names.join(", ") });
}

/** The reader's newest message that can be edited. */
export function lastOwn(data: Data, topic: TopicId): MessageId | null {
    const messages = data.windows.get(topic)?.messages ?? [];
    const own = messages.findLast(
        (message) =>
            message.author === data.me &&
            message.body.kind === "text" &&
            message.deleted_at === null,
    );
    return own?.id ?? null;
}
