// Notices as rows: what they say, where they stand, and what can be done about them in place.

import type { DeliveryId, MessageId, MyItem, PersonId, RequestId, TopicId } from "../../data/model";
import { noticeTitle } from "../../data/noticeWords";
import type { AboutMyItem } from "../../data/overlay";
import {
    firstNameOf,
    heldUntilMs,
    isNotice,
    myZone,
    type Notice,
    nameOf,
    talkPartner,
    toldMs,
    topicTitle,
} from "../../data/select";
import type { Data } from "../../data/state";
import { leftWords, withoutOwnName } from "../../data/words";
import { workNoticeHref } from "../../data/workNotices";
import { text } from "../../text/text";
import { rowTime, shortTime } from "../../text/time";

/** Something that can be done about a notice; the row words it. */
export type NoticeAct =
    | { act: "call"; person: PersonId; name: string }
    | { act: "more_time"; request: RequestId }
    | { act: "ask_else"; request: RequestId }
    | { act: "withdraw"; request: RequestId; name: string }
    | { act: "help" }
    | { act: "talk"; minutes: number }
    | { act: "dismiss_talk" }
    | { act: "not_me"; request: RequestId }
    | { act: "confirm"; message: MessageId }
    | { act: "verdict"; message: MessageId; urgent: boolean }
    | { act: "look"; href: string; word?: "answer" | "vote" }
    | { act: "my_item"; about: AboutMyItem }
    | { act: "again" }
    | { act: "read_all" };

export interface NoticeItem {
    kind: "notice";
    id: DeliveryId;
    notice: Notice;
    topic: TopicId | null;
    /** Where opening it leads. */
    href: string;
    title: string;
    /** What stands below the title. */
    meta: string;
    /** Whom it is about, for the initials; empty for what the clock says. */
    name: string;
    time: string;
    /** Wants somebody now: told in warm. */
    warm: boolean;
    /** When it is told, while it is held: "09:00". */
    held: string;
    acts: NoticeAct[];
    why: string;
}

/** Topics of a digest that are named in its row. */
const DIGEST_TITLES_MAX = 3;

/** What the reader was told or will be told besides messages, what wants them now first. */
export function noticeItems(data: Data, nowMs: number): NoticeItem[] {
    const rows = [...data.deliveries.values()]
        .filter(isNotice)
        .filter((notice) => !isShownElsewhere(data, notice))
        .map((notice) => ({ at: toldMs(notice), item: noticeItem(data, notice, nowMs) }));
    return rows
        .sort(
            (a, b) =>
                Number(a.item.held !== "") - Number(b.item.held !== "") ||
                Number(b.item.warm) - Number(a.item.warm) ||
                b.at - a.at,
        )
        .map(({ item }) => item);
}

/** A nudge and a ring stand on their request's own row; a call that nobody took, in its topic. */
function isShownElsewhere(data: Data, notice: Notice): boolean {
    if (notice.about === "ring") return true;
    if (notice.about !== "nudge" && notice.about !== "urgent_ring") return false;
    const request = data.requests.get(notice.request);
    return request?.state === "open" && request.asked === data.me;
}

function noticeItem(data: Data, notice: Notice, nowMs: number): NoticeItem {
    const zone = myZone(data);
    const until = heldUntilMs(notice);
    const person = aboutWhom(data, notice);
    return {
        kind: "notice",
        id: notice.id,
        notice,
        topic: notice.topic,
        href: hrefOf(data, notice),
        title: noticeTitle(data, notice),
        meta: metaOf(data, notice, nowMs),
        name: person ? nameOf(data, person) : "",
        time: rowTime(toldMs(notice), nowMs, zone),
        warm: WARM.has(notice.about),
        held: until === null ? "" : rowTime(until, nowMs, zone),
        acts: actsOf(data, notice),
        why: `/why/delivery/${notice.id}`,
    };
}

/** What wants somebody at once. */
const WARM: ReadonlySet<Notice["about"]> = new Set([
    "urgent_ring",
    "nobody_left",
    "confirm",
    "blocker",
    "talk",
]);

function aboutWhom(data: Data, notice: Notice): PersonId | null {
    switch (notice.about) {
        case "overdue":
        case "nobody_left":
            return data.requests.get(notice.request)?.asked ?? notice.from;
        case "nudge":
            return data.requests.get(notice.request)?.from ?? notice.from;
        case "blocker":
            return data.blockers.get(notice.blocker)?.raised_by ?? notice.from;
        case "talk": {
            const offer = data.talkOffers.get(notice.offer);
            return (offer && talkPartner(data, offer)) ?? notice.from;
        }
        default:
            return notice.from;
    }
}

function hrefOf(data: Data, notice: Notice): string {
    const topic = notice.topic ? `/topic/${notice.topic}` : "";
    switch (notice.about) {
        case "overdue":
        case "nobody_left":
        case "nudge": {
            const message = data.requests.get(notice.request)?.message;
            return message ? `${topic}#${message}` : topic;
        }
        case "confirm":
        case "verdict":
        case "urgent_ring":
            return `${topic}#${notice.message}`;
        case "reminder": {
            const reminder = data.reminders.get(notice.reminder);
            if (reminder?.of === "message") return `${topic}#${reminder.message}`;
            return topic === "" ? "/later" : topic;
        }
        case "proposal":
        case "review":
            return agreementHref(notice.group);
        case "not_sent":
            return "/later";
        case "poll": {
            const message = data.work.polls.get(notice.poll)?.message;
            return message ? `${topic}#${message}` : topic;
        }
        case "task":
        case "check_in":
        case "update":
            return workNoticeHref(notice);
        default:
            return topic;
    }
}

/** The page of a group's agreement. */
function agreementHref(group: string): string {
    return `/groups/${group}/agreement`;
}

function metaOf(data: Data, notice: Notice, nowMs: number): string {
    const topic = notice.topic ? data.topics.get(notice.topic) : undefined;
    const place = topic ? text("inbox.in", { place: topicTitle(data, topic) }) : "";
    switch (notice.about) {
        case "overdue": {
            const request = data.requests.get(notice.request);
            if (!request) return place;
            const words = withoutOwnName(data, request.excerpt, request.asked);
            return joined([words, leftWords(request, nowMs)]);
        }
        case "nudge":
            return joined([data.requests.get(notice.request)?.excerpt ?? "", place]);
        case "nobody_left": {
            const names = notice.reachable.map((person) => firstNameOf(data, person));
            const reach =
                names.length === 0
                    ? text("notice.nobody_reachable")
                    : text("notice.reachable", { names: names.join(", ") });
            const request = data.requests.get(notice.request);
            const words = request ? withoutOwnName(data, request.excerpt, request.asked) : "";
            return joined([words, reach]);
        }
        case "talk": {
            const offer = data.talkOffers.get(notice.offer);
            const [slot] = offer?.way === "later" ? offer.slots : [];
            if (!slot) return place;
            const time = shortTime(Date.parse(slot.from), nowMs, myZone(data));
            return joined([text("notice.talk_slot", { time }), place]);
        }
        case "not_sent":
            return joined([data.scheduled.get(notice.scheduled)?.problem ?? "", place]);
        case "digest": {
            const titles = notice.topics
                .map((id) => data.topics.get(id))
                .filter((one) => one !== undefined)
                .map((one) => topicTitle(data, one));
            const shown = titles.slice(0, DIGEST_TITLES_MAX);
            const rest = titles.length - shown.length;
            if (0 < rest) shown.push(text("notice.digest_more", { count: rest }));
            return shown.join(" · ");
        }
        case "confirm":
        case "verdict":
        case "urgent_ring":
            return joined([wordsOf(data, notice.message), place]);
        case "proposal":
        case "review":
            return text("notice.agreement");
        default:
            return place;
    }
}

/** The beginning of a message that asks the reader, or that they sent. */
function wordsOf(data: Data, message: MessageId): string {
    for (const request of data.requests.values()) {
        const asks = request.message === message || request.follow_ups.includes(message);
        if (asks) return withoutOwnName(data, request.excerpt, request.asked);
    }
    return "";
}

function joined(parts: readonly string[]): string {
    return parts.filter((part) => part !== "").join(" · ");
}

/** What can be done about it, the likeliest first. */
function actsOf(data: Data, notice: Notice): NoticeAct[] {
    if (notice.told_at === null) return [];
    switch (notice.about) {
        case "reminder":
            return data.reminders.has(notice.reminder) ? [{ act: "again" }] : [];
        case "ring":
        case "nudge":
            return [];
        case "views_in":
            return [{ act: "look", href: hrefOf(data, notice) }];
        case "overdue": {
            const request = data.requests.get(notice.request);
            if (request?.state !== "open") return [];
            const name = firstNameOf(data, request.asked);
            const reachable = data.reach.get(request.asked)?.state === "available";
            return [
                ...(reachable ? [{ act: "call", person: request.asked, name } as const] : []),
                { act: "ask_else", request: request.id },
                { act: "more_time", request: request.id },
                { act: "withdraw", request: request.id, name },
            ];
        }
        case "nobody_left":
            return notice.reachable
                .slice(0, 3)
                .map((person) => ({ act: "call", person, name: firstNameOf(data, person) }));
        case "blocker":
            return data.blockers.has(notice.blocker) ? [{ act: "help" }] : [];
        case "talk": {
            const offer = data.talkOffers.get(notice.offer);
            if (!offer) return [];
            return [
                offer.way === "now"
                    ? { act: "talk", minutes: offer.minutes }
                    : { act: "look", href: hrefOf(data, notice) },
                { act: "dismiss_talk" },
            ];
        }
        case "urgent_ring":
            return [
                { act: "look", href: hrefOf(data, notice) },
                { act: "not_me", request: notice.request },
            ];
        case "confirm":
            return [
                { act: "look", href: hrefOf(data, notice) },
                { act: "confirm", message: notice.message },
            ];
        case "verdict":
            return [
                { act: "verdict", message: notice.message, urgent: true },
                { act: "verdict", message: notice.message, urgent: false },
            ];
        case "proposal":
        case "review":
            return [{ act: "look", href: agreementHref(notice.group) }];
        case "check_in": {
            const word = notice.news === "report" ? {} : { word: "answer" as const };
            return [{ act: "look", href: hrefOf(data, notice), ...word }];
        }
        case "poll": {
            const word = notice.news === "closing" ? { word: "vote" as const } : {};
            return [{ act: "look", href: hrefOf(data, notice), ...word }];
        }
        case "task":
            return taskActs(notice);
        case "update":
            return [{ act: "look", href: workNoticeHref(notice) }];
        case "not_sent":
            return [{ act: "look", href: "/later" }];
        case "digest":
            return [{ act: "read_all" }];
    }
}

/** What stands still asks for its next step; who is asked to help may say no. */
function taskActs(notice: Extract<Notice, { about: "task" }>): NoticeAct[] {
    const item: MyItem = { of: "task", task: notice.task };
    const look: NoticeAct = { act: "look", href: workNoticeHref(notice) };
    const ask = (what: AboutMyItem["what"]): NoticeAct => ({
        act: "my_item",
        about: { kind: "my_item", what, item },
    });
    switch (notice.news) {
        case "slow":
            return [ask("step"), ask("help"), ask("snooze"), look];
        case "woke":
            return [look, ask("snooze")];
        case "help_wanted":
            return [look, ask("let_go")];
        default:
            return [look];
    }
}
