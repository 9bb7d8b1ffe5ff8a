// The three piles of the Inbox: what waits on me, what is new, what is done.
import type { MessageId, Request, RequestId, Topic, TopicId } from "../../data/model";
import {
    channelTitle,
    dueMs,
    firstName,
    firstNameOf,
    isUnread,
    lastActivityMs,
    myZone,
    nameOf,
    topicTitle,
    unreadOf,
    waitingOnMe,
} from "../../data/select";
import type { Data } from "../../data/state";
import { dueMark, leftWords, type TimeMark } from "../../data/words";
import { text } from "../../text/text";
import { clockTime, shortTime, weekdayName } from "../../text/time";

/** How long a request stays among the done, in milliseconds. */
const DONE_MS = 7 * 24 * 3_600_000;

/** Most done requests shown. */
const DONE_MAX = 20;

/** How near a due instant must be to be named in the first line, in milliseconds. */
const NEAR_MS = 60 * 60_000;

export interface WaitingItem {
    kind: "waiting";
    id: RequestId;
    request: RequestId;
    message: MessageId;
    topic: TopicId;
    mark: TimeMark;
    left: string;
    from: string;
    excerpt: string;
    place: string;
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
    held: string;
}

export interface DoneItem {
    kind: "done";
    id: RequestId;
    topic: TopicId;
    time: string;
    excerpt: string;
    how: string;
}

export type InboxItem = WaitingItem | NewItem;

export interface InboxView {
    intro: string;
    waiting: WaitingItem[];
    fresh: NewItem[];
    done: DoneItem[];
}

/** Computes the Inbox. */
export function inboxView(data: Data, nowMs: number): InboxView {
    const requests = waitingOnMe(data);
    return {
        intro: introOf(data, requests, nowMs),
        waiting: requests.map((request) => waitingItem(data, request, nowMs)),
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

function waitingItem(data: Data, request: Request, nowMs: number): WaitingItem {
    return {
        kind: "waiting",
        id: request.id,
        request: request.id,
        message: request.message,
        topic: request.topic,
        mark: dueMark(request, nowMs, myZone(data)),
        left: leftWords(request, nowMs),
        from: nameOf(data, request.from),
        excerpt: withoutOwnName(data, request.excerpt),
        place: placeWords(data, data.topics.get(request.topic)),
    };
}

/** "@Mira may I merge?" is "may I merge?" for Mira: the row is hers anyway. */
function withoutOwnName(data: Data, excerpt: string): string {
    const name = data.me ? data.people.get(data.me)?.name : undefined;
    const own = name && [name, firstName(name)].find((one) => excerpt.startsWith(`@${one}`));
    if (!own) return excerpt;
    const rest = excerpt.slice(own.length + 1).replace(/^[\s,:]+/, "");
    return rest === "" ? excerpt : rest.charAt(0).toLocaleUpperCase() + rest.slice(1);
}

function newItem(data: Data, topic: Topic, nowMs: number): NewItem {
    const channel = data.channels.get(topic.channel);
    const held = [...data.deliveries.values()].find(
        (delivery) => delivery.topic === topic.id && delivery.delivery === "hold",
    );
    const until = held?.delivery === "hold" ? Date.parse(held.until) : null;
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
        held:
            until !== null && nowMs < until
                ? text("inbox.held", { time: shortTime(until, nowMs, myZone(data)) })
                : "",
    };
}

function doneItems(data: Data, nowMs: number): DoneItem[] {
    const items: { at: number; item: DoneItem }[] = [];
    for (const request of data.requests.values()) {
        if (request.asked !== data.me || request.state === "open") continue;
        const at = Date.parse(request.at);
        if (DONE_MS < nowMs - at) continue;
        const how =
            request.state === "withdrawn"
                ? text("done.withdrawn")
                : request.state === "delegated"
                  ? text("done.delegated", { name: firstNameOf(data, request.to) })
                  : request.by
                    ? text("done.answered")
                    : text("done.acknowledged");
        items.push({
            at,
            item: {
                kind: "done",
                id: request.id,
                topic: request.topic,
                time: shortTime(at, nowMs, myZone(data)),
                excerpt: withoutOwnName(data, request.excerpt),
                how,
            },
        });
    }
    return items
        .sort((a, b) => b.at - a.at)
        .slice(0, DONE_MAX)
        .map(({ item }) => item);
}
