// What stands in the reader's lists and what leaves them again, as the server's replica has it.
import { expect, test } from "vitest";
import { apply } from "./apply";
import { isListed } from "./applyAttention";
import type {
    Blocker,
    BlockerId,
    ChannelId,
    Delivery,
    DeliveryAbout,
    DeliveryId,
    EventFrame,
    Group,
    GroupId,
    LogEvent,
    MessageId,
    PersonId,
    Proposal,
    ProposalId,
    PushSubscriptionId,
    Reminder,
    ReminderId,
    RequestId,
    ScheduledId,
    ScheduledMessage,
    SessionId,
    TalkOffer,
    TalkOfferId,
    Topic,
    TopicId,
} from "./model";
import { type Data, EMPTY } from "./state";

const ana = "per_ana" as PersonId;
const channel = "chn_1" as ChannelId;
const elsewhere = "chn_2" as ChannelId;
const topic = "top_1" as TopicId;
const at = "2026-11-20T13:40:00Z";

function told(data: Data, ...events: LogEvent[]): Data {
    return events.reduce((before, event) => {
        const seq = before.seq + 1;
        const frame: EventFrame = { ...event, seq, prev: before.seq, at };
        return apply(before, frame);
    }, data);
}

function delivery(about: DeliveryAbout, change: Partial<Delivery> = {}): Delivery {
    const base = {
        ...about,
        id: "dlv_1" as DeliveryId,
        person: ana,
        topic,
        channel,
        from: null,
        delivery: "notify",
        reason: { because: "notice_and_available" },
        decided_at: at,
        told_at: at,
        done_at: null,
    } as const;
    return { ...base, ...change } as Delivery;
}

const nudge: DeliveryAbout = { about: "nudge", request: "req_1" as RequestId };
const message: DeliveryAbout = { about: "message", message: "msg_1" as MessageId };
const held: Partial<Delivery> = { delivery: "hold", until: at, told_at: null };

const blocker: Blocker = {
    id: "blk_1" as BlockerId,
    topic,
    channel,
    task: null,
    raised_by: ana,
    raised_at: at,
    text: "no access",
    tell_at: at,
    told_at: null,
    helpers: [],
    return_of: null,
    resolved_by: null,
    resolved_at: null,
    outcome: "",
};

const offer: TalkOffer = {
    id: "tof_1" as TalkOfferId,
    topic,
    channel,
    people: [ana],
    round_trips: 4,
    way: "now",
    minutes: 5,
    offered_at: at,
    state: "open",
};

const scheduled: ScheduledMessage = {
    id: "sch_1" as ScheduledId,
    topic,
    channel,
    text: "later",
    expectation: null,
    asked: [],
    everyone: [],
    reply_to: null,
    attachments: [],
    send_at: at,
    choice: { choice: "at", at },
    created_at: at,
    problem: null,
};

const reminder: Reminder = {
    id: "rem_1" as ReminderId,
    of: "message",
    message: "msg_1" as MessageId,
    topic,
    channel,
    note: "",
    at,
    created_at: at,
    done_at: null,
};

const proposal: Proposal = {
    id: "prp_1" as ProposalId,
    group: "grp_1" as GroupId,
    terms: {
        settings: {
            now_minutes: null,
            today_minutes: null,
            this_week_days: null,
            asked_by_default_max: null,
            urgent_per_week: null,
            ring_after_minutes: null,
            ring_next_minutes: null,
            overdue_offer_minutes: null,
            round_trips_max: null,
            blocker_minutes: null,
            asynchronous_above_people: null,
            meeting_minutes: null,
            pause_minutes: null,
            recurring_times_max: null,
        },
        quiet_hours: [],
        meeting_free: [],
        modes: [],
        text: "",
    },
    note: "",
    by: ana,
    at,
    seen_by: [],
    state: "open",
};

const group: Group = {
    id: "grp_1" as GroupId,
    name: "Field team",
    purpose: "",
    members: [ana],
    rota: null,
    created_at: at,
    archived_at: null,
    version: 1,
};

test("held deliveries and told notices are listed until they are dealt with", () => {
    expect(isListed(delivery(message, held))).toBe(true);
    expect(isListed(delivery(nudge, held))).toBe(true);
    expect(isListed(delivery(message))).toBe(false);
    expect(isListed(delivery(nudge))).toBe(true);
    expect(isListed(delivery(nudge, { done_at: at }))).toBe(false);
    expect(isListed(delivery(message, { delivery: "quiet", told_at: null }))).toBe(false);
});

test("a held message leaves the list when it is told, a notice when it is done", () => {
    let data = told(EMPTY, { type: "delivery.updated", data: delivery(message, held) });
    expect(data.deliveries.size).toBe(1);
    const late = delivery(message, { ...held, told_at: at });
    data = told(data, { type: "delivery.updated", data: late });
    expect(data.deliveries.size).toBe(0);
    data = told(data, { type: "delivery.updated", data: delivery(nudge) });
    expect(data.deliveries.size).toBe(1);
    data = told(data, { type: "delivery.updated", data: delivery(nudge, { done_at: at }) });
    expect(data.deliveries.size).toBe(0);
});

test("what is resolved, adopted, taken, sent or done leaves its list", () => {
    let data = told(
        EMPTY,
        { type: "blocker.updated", data: blocker },
        { type: "talk_offer.updated", data: offer },
        { type: "scheduled.updated", data: scheduled },
        { type: "reminder.updated", data: reminder },
        { type: "proposal.updated", data: proposal },
        { type: "group.updated", data: group },
    );
    const sizes = (now: Data) => [
        now.blockers.size,
        now.talkOffers.size,
        now.scheduled.size,
        now.reminders.size,
        now.proposals.size,
        now.groups.size,
    ];
    expect(sizes(data)).toEqual([1, 1, 1, 1, 1, 1]);
    const adopted: Proposal = {
        ...proposal,
        state: "adopted",
        adopted_by: ana,
        adopted_at: at,
    };
    const taken: TalkOffer = { ...offer, state: "taken", session: "ses_1" as SessionId };
    data = told(
        data,
        { type: "blocker.updated", data: { ...blocker, resolved_at: at } },
        { type: "talk_offer.updated", data: taken },
        { type: "scheduled.removed", data: { scheduled: scheduled.id } },
        { type: "reminder.updated", data: { ...reminder, done_at: at } },
        { type: "proposal.updated", data: adopted },
        { type: "group.updated", data: { ...group, archived_at: at } },
    );
    expect(sizes(data)).toEqual([0, 0, 0, 0, 0, 1]);
});

test("a way that another browser opened or closed counts here", () => {
    expect(EMPTY.ways).toEqual({ mail: true, browsers: [] });
    const ways = { mail: false, browsers: ["psh_1" as PushSubscriptionId] };
    expect(told(EMPTY, { type: "ways.updated", data: ways }).ways).toEqual(ways);
});

test("leaving a channel takes along all that was made in it, and nothing else", () => {
    const row: Topic = {
        id: topic,
        channel,
        title: "Pumps",
        state: "open",
        created_by: ana,
        created_at: at,
        last_ordinal: 0,
        last: null,
        session: null,
        written_views: null,
        resolved_at: null,
        version: 1,
    };
    const loose: Reminder = {
        ...reminder,
        id: "rem_2" as ReminderId,
        topic: null,
        channel: null,
        of: "note",
    };
    let data = told(
        EMPTY,
        { type: "topic.updated", data: row },
        { type: "blocker.updated", data: blocker },
        {
            type: "blocker.updated",
            data: { ...blocker, id: "blk_2" as BlockerId, channel: elsewhere },
        },
        { type: "talk_offer.updated", data: offer },
        { type: "scheduled.updated", data: scheduled },
        { type: "reminder.updated", data: reminder },
        { type: "reminder.updated", data: loose },
        { type: "delivery.updated", data: delivery(nudge) },
        { type: "channel.left", data: { channel, visible: false } },
    );
    expect([...data.blockers.keys()]).toEqual(["blk_2"]);
    expect(data.talkOffers.size).toBe(0);
    expect(data.scheduled.size).toBe(0);
    expect([...data.reminders.keys()]).toEqual(["rem_2"]);
    expect(data.deliveries.size).toBe(0);
    const late = { topic, level: "normal", read_ordinal: 0 } as const;
    data = told(data, { type: "place.updated", data: late });
    data = told(data, { type: "channel.left", data: { channel, visible: false } });
    expect(data.places.size).toBe(0);
});
