// Rows for tests: whole ones, of which a test changes what it is about.
import type {
    ChannelId,
    Delivery,
    DeliveryAbout,
    DeliveryId,
    MessageId,
    Person,
    PersonId,
    Reach,
    ReachSpan,
    Request,
    RequestId,
    Topic,
    TopicId,
} from "../model";
import { type Data, EMPTY } from "../state";

export const ME = "per_me" as PersonId;
export const ANA = "per_ana" as PersonId;
export const BEN = "per_ben" as PersonId;
export const CHANNEL = "chn_1" as ChannelId;
export const TOPIC = "top_1" as TopicId;

/** Friday 20 November 2026, 14:40 in Berlin. */
export const NOW_MS = Date.parse("2026-11-20T13:40:00Z");

/** An instant so many minutes from then. */
export function inMinutes(minutes: number): string {
    return new Date(NOW_MS + minutes * 60_000).toISOString();
}

export function person(id: PersonId, name: string, zone = "Europe/Berlin"): Person {
    return {
        id,
        name,
        role: "member",
        time_zone: zone,
        place: "",
        joined_at: inMinutes(-10_000),
        disabled_at: null,
        version: 1,
    };
}

export function topic(change: Partial<Topic> = {}): Topic {
    const base: Omit<Topic, keyof Partial<Topic>> & Partial<Topic> = {
        id: TOPIC,
        channel: CHANNEL,
        title: "Pumps",
        state: "open",
        created_by: ANA,
        created_at: inMinutes(-600),
        last_ordinal: 3,
        last: null,
        session: null,
        written_views: null,
        resolved_at: null,
        version: 1,
    };
    return { ...base, ...change } as Topic;
}

export function request(id: string, change: Partial<Request> = {}): Request {
    const base = {
        id: id as RequestId,
        message: "msg_1" as MessageId,
        follow_ups: [],
        topic: TOPIC,
        channel: CHANNEL,
        from: ANA,
        asked: ME,
        group: null,
        instead_of: null,
        urgent: false,
        excerpt: "May I merge?",
        expectation: "today",
        opened_at: inMinutes(-60),
        due_at: inMinutes(90),
        due_reason: { rule: "named" },
        escalation: null,
        nudged_at: null,
        offered_at: null,
        state: "open",
    };
    return { ...base, ...change } as Request;
}

export function delivery(
    id: string,
    about: DeliveryAbout,
    change: Partial<Delivery> = {},
): Delivery {
    const base = {
        ...about,
        id: id as DeliveryId,
        person: ME,
        topic: TOPIC,
        channel: CHANNEL,
        from: null,
        delivery: "notify",
        reason: { because: "notice_and_available" },
        decided_at: inMinutes(-5),
        told_at: inMinutes(-5),
        done_at: null,
    };
    return { ...base, ...change } as Delivery;
}

export function reach(id: PersonId, spans: ReachSpan[]): Reach {
    return {
        person: id,
        state: "available",
        reason: { why: "working_hours", assumed: false },
        until: null,
        next_reachable: inMinutes(0),
        utc_offset_seconds: 3_600,
        spans,
    };
}

function byId<Row extends { id: string }>(rows: readonly Row[]): Map<Row["id"], Row> {
    return new Map(rows.map((row) => [row.id, row]));
}

/** Data of the reader with these rows. */
export function dataOf(rows: {
    requests?: Request[];
    deliveries?: Delivery[];
    reach?: Reach[];
}): Data {
    return {
        ...EMPTY,
        me: ME,
        people: byId([
            person(ME, "Mira Adler"),
            person(ANA, "Ana Mori", "Asia/Tokyo"),
            person(BEN, "Ben Krause"),
        ]),
        topics: byId([topic()]),
        places: new Map([[TOPIC, { topic: TOPIC, level: "normal", read_ordinal: 3 }]]),
        requests: byId(rows.requests ?? []),
        deliveries: byId(rows.deliveries ?? []),
        reach: new Map((rows.reach ?? []).map((row) => [row.person, row])),
    };
}
