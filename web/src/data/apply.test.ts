// The reducer: idempotent, without gaps, and true to what the events say.
import { expect, test } from "vitest";
import { apply, mergePage } from "./apply";
import type {
    ChannelId,
    EventFrame,
    LogEvent,
    Message,
    MessageId,
    MessagePage,
    Organisation,
    PersonId,
    Request,
    RequestId,
    Snapshot,
    Topic,
    TopicId,
} from "./model";
import { type Data, EMPTY, type OutboxEntry } from "./state";

const me = "per_me" as PersonId;
const ana = "per_ana" as PersonId;
const channel = "chn_1" as ChannelId;
const topicId = "top_1" as TopicId;
const at = "2026-11-20T13:40:00Z";

const organisation: Organisation = {
    name: "Riverkeep",
    created_at: at,
    sample: false,
    clock_ahead_ms: 0,
    default_week: [],
    settings: {
        now_minutes: 10,
        today_minutes: 480,
        this_week_days: 5,
        by_minutes: 60,
        asked_by_default_max: 8,
        urgent_per_week: 3,
        urgent_verdict_days: 5,
        ring_after_minutes: 10,
        ring_next_minutes: 5,
        overdue_offer_minutes: 60,
        round_trips_max: 3,
        round_trips_within_minutes: 60,
        huddle_minutes: 5,
        blocker_minutes: 120,
        asynchronous_above_people: 8,
        meeting_minutes: 15,
        pause_minutes: 5,
        recurring_times_max: 8,
        column_passages_max: 50,
        column_passages_min: 5,
        balance_people_min: 5,
    },
    regions: [],
    version: 1,
};

function topic(last: number): Topic {
    return {
        id: topicId,
        channel,
        title: "Pumps",
        state: "open",
        created_by: ana,
        created_at: at,
        last_ordinal: last,
        last: null,
        session: null,
        written_views: null,
        resolved_at: null,
        version: 1,
    };
}

function message(ordinal: number, version = 1, text = `message ${ordinal}`): Message {
    return {
        id: `msg_${ordinal}` as MessageId,
        topic: topicId,
        channel,
        ordinal,
        author: ana,
        body: { kind: "text" },
        text,
        html: `<p>${text}</p>`,
        expectation: "none",
        reply_to: null,
        asked: [],
        groups: [],
        urgent: null,
        attachments: [],
        reactions: [],
        sent_at: at,
        edited_at: null,
        deleted_at: null,
        version,
    };
}

function request(from: PersonId, asked: PersonId): Request {
    return {
        id: "req_1" as RequestId,
        message: "msg_1" as MessageId,
        follow_ups: [],
        topic: topicId,
        channel,
        from,
        asked,
        group: null,
        instead_of: null,
        urgent: false,
        excerpt: "",
        expectation: "today",
        opened_at: at,
        due_at: at,
        due_reason: { rule: "named" },
        escalation: null,
        nudged_at: null,
        offered_at: null,
        state: "open",
    };
}

function frame(seq: number, event: LogEvent): EventFrame {
    return { ...event, seq, prev: seq - 1, at };
}

function posted(seq: number, ordinal: number): EventFrame {
    const data = { message: message(ordinal), topic: topic(ordinal) };
    return frame(seq, { type: "message.updated", data });
}

function page(first: number, last: number, of: number): MessagePage {
    const items = Array.from({ length: last - first + 1 }, (_, i) => message(first + i));
    return { items, last_ordinal: of };
}

function signedIn(): Data {
    const snapshot: Snapshot = {
        seq: 10,
        person: me,
        organisation,
        people: [],
        availability: [],
        channels: [],
        memberships: [{ channel, person: me, joined_at: at }],
        topics: [topic(3)],
        places: [{ topic: topicId, level: "normal", read_ordinal: 3 }],
        requests: [],
        deliveries: [],
        sessions: [],
        blockers: [],
        boards: [],
        tasks: [],
        cards: [],
        my_cards: [],
        check_ins: [],
        turns: [],
        goals: [],
        polls: [],
        groups: [],
        agreements: [],
        proposals: [],
        talk_offers: [],
        scheduled: [],
        reminders: [],
        ways: { mail: true, browsers: [] },
    };
    const data = apply(EMPTY, { type: "local.snapshot", data: snapshot });
    return apply(data, { type: "local.page", data: { topic: topicId, page: page(1, 3, 3) } });
}

function ordinals(data: Data): number[] {
    return (data.windows.get(topicId)?.messages ?? []).map((one) => one.ordinal);
}

test("a new message is appended and moves its topic", () => {
    const data = apply(signedIn(), posted(11, 4));
    expect(ordinals(data)).toEqual([1, 2, 3, 4]);
    expect(data.topics.get(topicId)?.last_ordinal).toBe(4);
    expect(data.seq).toBe(11);
});

test("an event that was applied before changes nothing", () => {
    const data = apply(signedIn(), posted(11, 4));
    expect(apply(data, posted(11, 4))).toBe(data);
});

test("a message after a gap is not shown as if it followed", () => {
    const data = apply(signedIn(), posted(11, 6));
    expect(ordinals(data)).toEqual([1, 2, 3]);
    expect(data.windows.get(topicId)?.atEnd).toBe(false);
});

test("an edit replaces the message, an older version of it does not", () => {
    const edited = apply(signedIn(), { type: "local.message", data: message(2, 3, "new") });
    const stale = apply(edited, { type: "local.message", data: message(2, 2, "old") });
    expect(stale.windows.get(topicId)?.messages[1]?.text).toBe("new");
});

test("the answer to a post and its event make one message", () => {
    const answered = apply(signedIn(), { type: "local.message", data: message(4) });
    expect(ordinals(apply(answered, posted(11, 4)))).toEqual([1, 2, 3, 4]);
});

test("an older page goes in front, and says whether there is more", () => {
    const window = mergePage(undefined, page(51, 100, 100));
    expect(window.hasOlder).toBe(true);
    const more = mergePage(window, page(1, 50, 100));
    expect(more.messages).toHaveLength(100);
    expect(more.hasOlder).toBe(false);
    expect(more.atEnd).toBe(true);
});

test("a page that does not touch the window replaces it", () => {
    const window = mergePage(mergePage(undefined, page(1, 10, 10)), page(80, 90, 90));
    expect(window.messages[0]?.ordinal).toBe(80);
});

test("only requests from or to the reader are kept", () => {
    const foreign = frame(11, { type: "request.updated", data: request(ana, "per_b" as PersonId) });
    expect(apply(signedIn(), foreign).requests.size).toBe(0);
    const mine = frame(11, { type: "request.updated", data: request(ana, me) });
    expect(apply(signedIn(), mine).requests.size).toBe(1);
});

test("leaving a channel takes its topics, messages, requests and unsent words along", () => {
    const entry: OutboxEntry = {
        key: "k",
        topic: topicId,
        post: { text: "late" },
        files: [],
        writtenAtMs: 0,
        state: "waiting",
        problem: null,
    };
    let data = apply(signedIn(), frame(11, { type: "request.updated", data: request(ana, me) }));
    data = apply(data, { type: "local.outbox_added", data: entry });
    data = apply(data, frame(12, { type: "channel.left", data: { channel, visible: false } }));
    expect(data.topics.size).toBe(0);
    expect(data.places.size).toBe(0);
    expect(data.windows.size).toBe(0);
    expect(data.requests.size).toBe(0);
    expect(data.outbox).toEqual([]);
    expect(data.memberships.has(channel)).toBe(false);
});

test("who writes no longer types", () => {
    const typing = { topic: topicId, person: ana, untilMs: 5_000 };
    const data = apply(signedIn(), { type: "local.typing", data: typing });
    expect(data.typing.get(topicId)?.has(ana)).toBe(true);
    expect(apply(data, posted(11, 4)).typing.get(topicId)?.has(ana)).toBe(false);
});

test("an unknown event of a newer server moves the position and nothing else", () => {
    const before = signedIn();
    const odd = { ...frame(11, { type: "topic.updated", data: topic(3) }), type: "moon.updated" };
    const data = apply(before, odd as unknown as EventFrame);
    expect(data.seq).toBe(11);
    expect(data.topics).toBe(before.topics);
});
