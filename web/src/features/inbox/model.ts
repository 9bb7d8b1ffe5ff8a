// The piles of the Inbox: what waits on me and on others, what I was told, what is new, what is done.
import { theirTime } from "../../data/laterTimes";
import type {
    Delivery,
    MessageId,
    PersonId,
    Request,
    RequestId,
    Topic,
    TopicId,
} from "../../data/model";
import {
    channelTitle,
    dueMs,
    firstNameOf,
    groupName,
    heldIn,
    heldUntilMs,
    isUnread,
    lastActivityMs,
    myZone,
    nameOf,
    topicTitle,
    unreadOf,
    waitingOnMe,
    waitingOnOthers,
    zoneOf,
} from "../../data/select";
import type { Data } from "../../data/state";
import {
    dueMark,
    leftWords,
    markOf,
    namesOf,
    type TimeMark,
    withoutOwnName,
} from "../../data/words";
import { text } from "../../text/text";
import { clockTime, shortTime, weekdayName } from "../../text/time";
import { type NoticeItem, noticeItems } from "./noticeModel";

/** How long a request stays among the done, in milliseconds. */
const DONE_MS = 7 * 24 * 3_600_000;

/** Most done requests shown. */
const DONE_MAX = 20;

/** How near a due instant must be to be named in the first line, in milliseconds. */
const NEAR_MS = 60 * 60_000;

/** What is held for the reader, and where it says why. */
export interface Held {
    words: string;
    why: string;
}

/** What all rows of requests say. */
interface RequestRow {
    id: RequestId;
    request: RequestId;
    message: MessageId;
    topic: TopicId;
    mark: TimeMark;
    left: string;
    /** The due instant on the other one's clock; empty if it shows the same, or is over. */
    theirs: string;
    /** The other one, or the group. */
    name: string;
    excerpt: string;
    place: string;
    urgent: boolean;
    why: string;
}

export interface WaitingItem extends RequestRow {
    kind: "waiting";
    /** Asked for a group, of which anyone may answer. */
    group: string;
    /** Was reminded that it is overdue. */
    nudged: boolean;
    held: Held | null;
}

export interface OthersItem extends RequestRow {
    kind: "others";
    /** When the asked person can be reached. */
    reach: TimeMark;
    /** What its escalation does next. */
    escalation: string;
    /** Who of a group is asked; empty if one person is. */
    members: string;
    /** All that this row stands for: one, or one for each of a group. */
    requests: RequestId[];
    /** Whom to ring about it; `null` for a group. */
    asked: PersonId | null;
}

export interface NewItem {
    kind: "new";
    id: TopicId;
    topic: TopicId;
    title: string;
    count: number;
    author: string;
    excerpt: string;
    time: string;
    channel: string;
    held: Held | null;
}

export interface DoneItem {
    kind: "done";
    id: RequestId;
    topic: TopicId;
    time: string;
    excerpt: string;
    how: string;
}

export type InboxItem = WaitingItem | OthersItem | NoticeItem | NewItem;

export interface InboxView {
    intro: string;
    waiting: WaitingItem[];
    others: OthersItem[];
    notices: NoticeItem[];
    fresh: NewItem[];
    done: DoneItem[];
}

/** Computes the Inbox. */
export function inboxView(data: Data, nowMs: number): InboxView {
    const requests = waitingOnMe(data);
    return {
        intro: introOf(data, requests, nowMs),
        waiting: requests.map((request) => waitingItem(data, request, nowMs)),
        others: othersItems(data, nowMs),
        notices: noticeItems(data, nowMs),
        fresh: [...data.topics.values()]
            .filter((topic) => isUnread(data, topic))
            .sort((a, b) => lastActivityMs(b) - lastActivityMs(a))
            .map((topic) => newItem(data, topic, nowMs)),
        done: doneItems(data, nowMs),
    };
}

function introOf(data: Data, requests: readonly Request[], nowMs: number): string {
    const zone = myZone(data);
    const now = text("inbox.now", { day: weekdayName(nowMs, zone), time: clockTime(nowMs, zone) });
    const near = requests.filter((request) => dueMs(request) - nowMs < NEAR_MS);
    const [last] = near.slice(-1);
    if (requests.length === 0) return `${now} ${text("inbox.nothing_waits")}`;
    if (!last) return `${now} ${text("inbox.nothing_near")}`;
    if (dueMs(last) <= nowMs) return `${now} ${text("inbox.overdue", { count: near.length })}`;
    const time = shortTime(dueMs(last), nowMs, zone);
    return `${now} ${text("inbox.near", { count: near.length, time })}`;
}

function placeWords(data: Data, topic: Topic | undefined): string {
    if (!topic) return "";
    const channel = data.channels.get(topic.channel);
    if (!channel || channel.kind === "direct") {
        return topic.title === "" ? text("inbox.direct") : topic.title;
    }
    return topicTitle(data, topic);
}

/** "held until 09:00", of a delivery that waits. */
function heldWords(data: Data, delivery: Delivery | undefined, nowMs: number): Held | null {
    const until = delivery ? heldUntilMs(delivery) : null;
    if (!delivery || until === null || until <= nowMs) return null;
    return {
        words: text("inbox.held", { time: shortTime(until, nowMs, myZone(data)) }),
        why: `/why/delivery/${delivery.id}`,
    };
}

function requestRow(data: Data, request: Request, other: Request["from"], nowMs: number) {
    const due = dueMs(request);
    const name = firstNameOf(data, other);
    const zone = myZone(data);
    // What is over says for how long; on whose clock no longer matters.
    const ahead = nowMs < due && Number.isFinite(due);
    return {
        id: request.id,
        request: request.id,
        message: request.message,
        topic: request.topic,
        mark: dueMark(request, nowMs, zone),
        left: leftWords(request, nowMs),
        theirs: ahead ? theirTime(due, nowMs, zone, zoneOf(data, other), name) : "",
        place: placeWords(data, data.topics.get(request.topic)),
        urgent: request.urgent,
        why: `/why/request/${request.id}`,
    };
}

function waitingItem(data: Data, request: Request, nowMs: number): WaitingItem {
    const messages = [request.message, ...request.follow_ups];
    const held = heldIn(data, request.topic).find(
        (delivery) => delivery.about === "message" && messages.includes(delivery.message),
    );
    return {
        kind: "waiting",
        ...requestRow(data, request, request.from, nowMs),
        name: nameOf(data, request.from),
        excerpt: withoutOwnName(data, request.excerpt),
        group: request.group ? groupName(data, request.group) : "",
        nudged: request.nudged_at !== null,
        held: heldWords(data, held, nowMs),
    };
}

/** What others owe the reader; a group that was asked as one is one row. */
function othersItems(data: Data, nowMs: number): OthersItem[] {
    const rows = new Map<string, [Request, ...Request[]]>();
    for (const request of waitingOnOthers(data)) {
        const key = request.group ? `${request.message} ${request.group}` : request.id;
        const row = rows.get(key);
        if (row) row.push(request);
        else rows.set(key, [request]);
    }
    return [...rows.values()].map((requests) => {
        const [first] = requests;
        const { group } = first;
        const names = namesOf(
            data,
            requests.map((request) => request.asked),
        );
        return {
            kind: "others",
            ...requestRow(data, first, first.asked, nowMs),
            name: group ? groupName(data, group) : nameOf(data, first.asked),
            excerpt: withoutOwnName(data, first.excerpt, first.asked),
            reach: group ? { step: "none", fill: 0, label: "" } : markOf(data, first.asked, nowMs),
            escalation: escalationWords(data, first, nowMs),
            members: group ? text("inbox.anyone_of", { names }) : "",
            requests: requests.map((request) => request.id),
            asked: group ? null : first.asked,
        };
    });
}

function escalationWords(data: Data, request: Request, nowMs: number): string {
    const { escalation } = request;
    if (!escalation) return "";
    if (escalation.nobody_left_at) return text("notice.nobody_left");
    const rung = escalation.steps.filter((step) => step.skipped === null);
    const last = rung.at(-1);
    if (last) return text("inbox.rung", { name: firstNameOf(data, last.person) });
    if (!escalation.next_at) return "";
    const time = shortTime(Date.parse(escalation.next_at), nowMs, myZone(data));
    return text("inbox.rings_at", { time });
}

function newItem(data: Data, topic: Topic, nowMs: number): NewItem {
    const channel = data.channels.get(topic.channel);
    const held = heldIn(data, topic.id).find((delivery) => delivery.about === "message");
    return {
        kind: "new",
        id: topic.id,
        topic: topic.id,
        title: topicTitle(data, topic),
        count: unreadOf(data, topic),
        author: topic.last ? firstNameOf(data, topic.last.author) : "",
        excerpt: topic.last?.text ?? "",
        time: shortTime(lastActivityMs(topic), nowMs, myZone(data)),
        channel:
            channel && channel.kind !== "direct"
                ? channelTitle(data, channel)
                : text("inbox.direct"),
        held: heldWords(data, held, nowMs),
    };
}

function howDone(data: Data, request: Request): string {
    switch (request.state) {
        case "withdrawn":
            return text("done.withdrawn");
        case "delegated":
            return text("done.delegated", { name: firstNameOf(data, request.to) });
        default:
            return request.state === "answered" && request.by
                ? text("done.answered")
                : text("done.acknowledged");
    }
}

function doneItems(data: Data, nowMs: number): DoneItem[] {
    const items: { at: number; item: DoneItem }[] = [];
    for (const request of data.requests.values()) {
        if (request.asked !== data.me || request.state === "open") continue;
        const at = Date.parse(request.at);
        if (DONE_MS < nowMs - at) continue;
        items.push({
            at,
            item: {
                kind: "done",
                id: request.id,
                topic: request.topic,
                time: shortTime(at, nowMs, myZone(data)),
                excerpt: withoutOwnName(data, request.excerpt),
                how: howDone(data, request),
            },
        });
    }
    return items
        .sort((a, b) => b.at - a.at)
        .slice(0, DONE_MAX)
        .map(({ item }) => item);
}
