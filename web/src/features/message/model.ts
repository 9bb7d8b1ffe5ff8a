// What the message list shows: days, groups, the unread line, due chips.
import type { Message, MessageId, PersonId, Request, TopicId } from "../../data/model";
import { firstNameOf, myZone, requestsOf } from "../../data/select";
import type { Data, OutboxEntry } from "../../data/state";
import { dueMark, expectationWord, leftWords, type TimeMark } from "../../data/words";
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
    const requests = requestsOf(data, message.id)
        .filter((request) => request.state !== "withdrawn")
        .map((request) => requestView(data, request, nowMs));
    const wished = message.expectation !== "none" && 0 < message.asked.length;
    const showWish = wished && requests.length === 0 && message.deleted_at === null;
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
        wish: showWish
            ? text("message.wish", { word: expectationWord(message.expectation, nowMs, zone) })
            : "",
        edited: message.edited_at !== null && message.deleted_at === null,
    };
}

function requestView(data: Data, request: Request, nowMs: number): RequestView {
    const mine = request.asked === data.me;
    const name = firstNameOf(data, request.asked);
    const base = { id: request.id, mine, asked: request.from === data.me };
    if (request.state === "answered") {
        const time = shortTime(Date.parse(request.at), nowMs, myZone(data));
        const byMessage = request.by !== null;
        const label = byMessage ? text("request.answered") : text("request.acknowledged");
        return {
            ...base,
            open: false,
            mark: { step: "none", fill: 1, label },
            line: mine ? text("request.by_you", { time }) : text("request.by_them", { name, time }),
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
            : text("request.waiting_on", { name }),
    };
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
