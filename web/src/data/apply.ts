// The one way the data changes: `apply(data, event)`, pure. Applying an event twice changes nothing.
import { applyAttention, isListed } from "./applyAttention";
import { keepOwnStays, takeStay } from "./applySession";
import { applyLocalWork, applyWork, joinWork, leaveWork } from "./applyWork";
import type {
    ChannelId,
    ChannelSnapshot,
    EventFrame,
    LogEvent,
    Message,
    MessagePage,
    Snapshot,
    Topic,
    TopicId,
} from "./model";
import { type Data, EMPTY, type LocalEvent, type MessageWindow } from "./state";
import { indexed, keep, list, put, putAll, without } from "./table";
import { workOf } from "./work";

/** Most messages kept of one topic; older ones are read again when somebody scrolls up. */
const WINDOW_MESSAGES_MAX = 600;

/** Applies what happened, here or on the server. */
export function apply(data: Data, event: EventFrame | LocalEvent): Data {
    if ("seq" in event) {
        return event.seq <= data.seq ? data : { ...applyLog(data, event), seq: event.seq };
    }
    return applyLocal(data, event);
}

function applyLog(data: Data, event: LogEvent): Data {
    switch (event.type) {
        case "organisation.updated":
            return { ...data, organisation: event.data };
        case "person.updated":
            return { ...data, people: put(data.people, event.data.id, event.data) };
        case "availability.updated": {
            const availability = put(data.availability, event.data.person, event.data);
            return { ...data, availability };
        }
        case "channel.updated":
            return { ...data, channels: put(data.channels, event.data.id, event.data) };
        case "channel.joined":
            return joinChannel(data, event.data);
        case "channel.left":
            return leaveChannel(data, event.data.channel, event.data.visible);
        case "member.joined":
        case "member.left":
            return membersChanged(data, event.data.channel);
        case "topic.updated":
            return { ...data, topics: put(data.topics, event.data.id, event.data) };
        case "place.updated":
            return { ...data, places: put(data.places, event.data.topic, event.data) };
        case "message.updated":
            return messageUpdated(data, event.data.message, event.data.topic);
        case "request.updated": {
            const mine = event.data.from === data.me || event.data.asked === data.me;
            if (!mine) return data;
            return { ...data, requests: put(data.requests, event.data.id, event.data) };
        }
        case "delivery.updated": {
            const { id } = event.data;
            const deliveries = list(data.deliveries, id, event.data, isListed(event.data));
            return { ...data, deliveries };
        }
        case "session.updated": {
            const { id, ended_at } = event.data;
            const session = keepOwnStays(data, event.data);
            const sessions = list(data.sessions, id, session, ended_at === null);
            return { ...data, sessions };
        }
        case "session.stay":
            return takeStay(data, event.data.session, event.data.stay);
        default: {
            const work = applyWork(data.work, data.me, event);
            return work === data.work ? applyAttention(data, event) : { ...data, work };
        }
    }
}

function applyLocal(data: Data, event: LocalEvent): Data {
    switch (event.type) {
        case "local.restored":
            return { ...data, ...event.data };
        case "local.signed_in": {
            const { person, email, organisation } = event.data;
            const people = put(data.people, person.id, person);
            return { ...data, me: person.id, email, organisation, people };
        }
        case "local.signed_out":
            return { ...EMPTY, connection: data.connection };
        case "local.snapshot":
            return fromSnapshot(data, event.data);
        case "local.page": {
            const { topic, page } = event.data;
            const window = mergePage(data.windows.get(topic), page);
            return { ...data, windows: put(data.windows, topic, window) };
        }
        case "local.message":
            return withMessage(data, event.data);
        case "local.topic":
            return applyLog(data, { type: "topic.updated", data: event.data });
        case "local.channel":
            return applyLog(data, { type: "channel.updated", data: event.data });
        case "local.availability":
            return applyLog(data, { type: "availability.updated", data: event.data });
        case "local.request":
            return applyLog(data, { type: "request.updated", data: event.data });
        case "local.answer":
            return applyLog(data, event.data);
        case "local.place":
            return { ...data, places: put(data.places, event.data.topic, event.data) };
        case "local.typing": {
            const { topic, person, untilMs } = event.data;
            const people = put(data.typing.get(topic) ?? new Map(), person, untilMs);
            return { ...data, typing: put(data.typing, topic, people) };
        }
        case "local.reach":
            return { ...data, reach: putAll(data.reach, event.data, (reach) => reach.person) };
        case "local.connection":
            return { ...data, connection: event.data };
        case "local.clock":
            return { ...data, skewMs: event.data.skewMs };
        case "local.outbox_restored":
            return { ...data, outbox: event.data };
        case "local.outbox_added":
            return { ...data, outbox: [...data.outbox, event.data] };
        case "local.outbox_changed": {
            const { key, state, problem } = event.data;
            const outbox = data.outbox.map((entry) =>
                entry.key === key ? { ...entry, state, problem } : entry,
            );
            return { ...data, outbox };
        }
        case "local.outbox_removed":
            return { ...data, outbox: data.outbox.filter((entry) => entry.key !== event.data.key) };
        default:
            return { ...data, work: applyLocalWork(data.work, data.me, event) };
    }
}

/** Takes a whole new view; loaded messages may have gaps before it and are dropped. */
function fromSnapshot(data: Data, snapshot: Snapshot): Data {
    return {
        ...data,
        seq: snapshot.seq,
        me: snapshot.person,
        organisation: snapshot.organisation,
        people: indexed(snapshot.people, (row) => row.id),
        availability: indexed(snapshot.availability, (row) => row.person),
        channels: indexed(snapshot.channels, (row) => row.id),
        memberships: indexed(snapshot.memberships, (row) => row.channel),
        topics: indexed(snapshot.topics, (row) => row.id),
        places: indexed(snapshot.places, (row) => row.topic),
        requests: indexed(snapshot.requests, (row) => row.id),
        deliveries: indexed(snapshot.deliveries, (row) => row.id),
        sessions: indexed(snapshot.sessions, (row) => row.id),
        blockers: indexed(snapshot.blockers, (row) => row.id),
        groups: indexed(snapshot.groups, (row) => row.id),
        agreements: indexed(snapshot.agreements, (row) => row.group),
        proposals: indexed(snapshot.proposals, (row) => row.id),
        talkOffers: indexed(snapshot.talk_offers, (row) => row.id),
        scheduled: indexed(snapshot.scheduled, (row) => row.id),
        reminders: indexed(snapshot.reminders, (row) => row.id),
        ways: snapshot.ways,
        work: workOf(snapshot),
        windows: new Map(),
        typing: new Map(),
    };
}

function joinChannel(data: Data, joined: ChannelSnapshot): Data {
    const { channel, membership } = joined;
    return {
        ...membersChanged(data, channel.id),
        channels: put(data.channels, channel.id, channel),
        memberships: put(data.memberships, channel.id, membership),
        people: putAll(data.people, joined.people, (row) => row.id),
        availability: putAll(data.availability, joined.availability, (row) => row.person),
        topics: putAll(data.topics, joined.topics, (row) => row.id),
        places: putAll(data.places, joined.places, (row) => row.topic),
        requests: putAll(data.requests, joined.requests, (row) => row.id),
        sessions: putAll(data.sessions, joined.sessions, (row) => row.id),
        blockers: putAll(data.blockers, joined.blockers, (row) => row.id),
        work: joinWork(data.work, joined),
    };
}

/** Drops all of a channel: what was made in it leaves the reader's lists with it. */
function leaveChannel(data: Data, channel: ChannelId, visible: boolean): Data {
    const elsewhere = (row: { channel: ChannelId | null }) => row.channel !== channel;
    const gone = new Set<TopicId>();
    for (const topic of data.topics.values()) if (topic.channel === channel) gone.add(topic.id);
    return {
        ...membersChanged(data, channel),
        channels: visible ? data.channels : without(data.channels, channel),
        memberships: without(data.memberships, channel),
        topics: keep(data.topics, elsewhere),
        // A place may have come without its topic, which was hidden by then; it goes as well.
        places: keep(data.places, ({ topic }) => data.topics.has(topic) && !gone.has(topic)),
        requests: keep(data.requests, elsewhere),
        deliveries: keep(data.deliveries, elsewhere),
        sessions: keep(data.sessions, elsewhere),
        blockers: keep(data.blockers, elsewhere),
        work: leaveWork(data.work, data.me, channel),
        talkOffers: keep(data.talkOffers, elsewhere),
        scheduled: keep(data.scheduled, elsewhere),
        reminders: keep(data.reminders, elsewhere),
        windows: new Map([...data.windows].filter(([topic]) => !gone.has(topic))),
        outbox: data.outbox.filter((entry) => !gone.has(entry.topic)),
    };
}

function membersChanged(data: Data, channel: ChannelId): Data {
    const version = (data.membersVersion.get(channel) ?? 0) + 1;
    return { ...data, membersVersion: put(data.membersVersion, channel, version) };
}

function messageUpdated(data: Data, message: Message, topic: Topic): Data {
    const typing = data.typing.get(topic.id);
    const topics = put(data.topics, topic.id, topic);
    const withTopic = withMessage({ ...data, topics }, message);
    if (!typing?.has(message.author)) return withTopic;
    const rest = without(typing, message.author);
    return { ...withTopic, typing: put(withTopic.typing, topic.id, rest) };
}

/** Puts one message where it belongs in its topic's window, if that part is loaded. */
function withMessage(data: Data, message: Message): Data {
    const window = data.windows.get(message.topic);
    if (!window) return data;
    const next = placed(window, message);
    return next === window ? data : { ...data, windows: put(data.windows, message.topic, next) };
}

function placed(window: MessageWindow, message: Message): MessageWindow {
    const index = window.messages.findIndex((other) => other.ordinal === message.ordinal);
    const known = window.messages[index];
    if (known) {
        if (message.version < known.version) return window;
        return { ...window, messages: window.messages.with(index, message) };
    }
    const newest = window.messages.at(-1)?.ordinal ?? 0;
    if (message.ordinal < newest || !window.atEnd) return window;
    const follows = window.messages.length === 0 || message.ordinal === newest + 1;
    if (!follows) return { ...window, atEnd: false }; // a gap: the rest is read from the server
    const messages = [...window.messages, message];
    if (messages.length <= WINDOW_MESSAGES_MAX) return { ...window, messages };
    return { ...window, messages: messages.slice(-WINDOW_MESSAGES_MAX), hasOlder: true };
}

/** Joins a page to what is loaded; pages that do not touch it replace it. */
export function mergePage(window: MessageWindow | undefined, page: MessagePage): MessageWindow {
    const fresh = fromPage(page);
    const first = page.items[0]?.ordinal;
    const last = page.items.at(-1)?.ordinal;
    const loadedFirst = window?.messages[0]?.ordinal;
    const loadedLast = window?.messages.at(-1)?.ordinal;
    if (window === undefined || loadedFirst === undefined || loadedLast === undefined) return fresh;
    if (first === undefined || last === undefined) return window;
    if (loadedLast + 1 < first || last + 1 < loadedFirst) return fresh;
    const byOrdinal = new Map(window.messages.map((message) => [message.ordinal, message]));
    for (const message of page.items) byOrdinal.set(message.ordinal, message);
    const messages = [...byOrdinal.values()].sort((a, b) => a.ordinal - b.ordinal);
    return {
        messages,
        hasOlder: first < loadedFirst ? fresh.hasOlder : window.hasOlder,
        atEnd: last < loadedLast ? window.atEnd : fresh.atEnd,
    };
}

function fromPage(page: MessagePage): MessageWindow {
    const first = page.items[0]?.ordinal ?? 1;
    const last = page.items.at(-1)?.ordinal ?? 0;
    return {
        messages: page.items,
        hasOlder: 1 < first, // ordinals count from 1 without gaps
        atEnd: page.last_ordinal <= last,
    };
}
