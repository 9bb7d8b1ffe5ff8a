// The one way the data changes: `apply(data, event)`, pure. Applying an event twice changes nothing.
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
import { type Data, EMPTY, type LocalEvent, type MessageWindow, type Table } from "./state";

/** Most messages kept of one topic; older ones are read again when somebody scrolls up. */
const WINDOW_MESSAGES_MAX = 600;

/** Applies what happened, here or on the server. */
export function apply(data: Data, event: EventFrame | LocalEvent): Data {
    if ("seq" in event) {
        return event.seq <= data.seq ? data : { ...applyLog(data, event), seq: event.seq };
    }
    return applyLocal(data, event);
}

function put<Key, Row>(table: Table<Key, Row>, key: Key, row: Row): Table<Key, Row> {
    return new Map(table).set(key, row);
}

function without<Key, Row>(table: Table<Key, Row>, key: Key): Table<Key, Row> {
    if (!table.has(key)) return table;
    const next = new Map(table);
    next.delete(key);
    return next;
}

function putAll<Key, Row>(
    table: Table<Key, Row>,
    rows: readonly Row[],
    key: (row: Row) => Key,
): Table<Key, Row> {
    const next = new Map(table);
    for (const row of rows) next.set(key(row), row);
    return next;
}

function indexed<Key, Row>(rows: readonly Row[], key: (row: Row) => Key): Table<Key, Row> {
    return putAll(new Map(), rows, key);
}

function keep<Key, Row>(table: Table<Key, Row>, wanted: (row: Row) => boolean): Table<Key, Row> {
    return new Map([...table].filter(([, row]) => wanted(row)));
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
            const held = event.data.delivery === "hold" && event.data.told_at === null;
            const { id } = event.data;
            const deliveries = held
                ? put(data.deliveries, id, event.data)
                : without(data.deliveries, id);
            return { ...data, deliveries };
        }
        case "session.updated": {
            const { id, ended_at } = event.data;
            const sessions = ended_at
                ? without(data.sessions, id)
                : put(data.sessions, id, event.data);
            return { ...data, sessions };
        }
        default:
            return data; // an event of a newer server
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
    };
}

function leaveChannel(data: Data, channel: ChannelId, visible: boolean): Data {
    const gone = new Set<TopicId>();
    for (const topic of data.topics.values()) if (topic.channel === channel) gone.add(topic.id);
    return {
        ...membersChanged(data, channel),
        channels: visible ? data.channels : without(data.channels, channel),
        memberships: without(data.memberships, channel),
        topics: keep(data.topics, (topic) => topic.channel !== channel),
        places: keep(data.places, (place) => !gone.has(place.topic)),
        requests: keep(data.requests, (request) => request.channel !== channel),
        deliveries: keep(data.deliveries, (delivery) => delivery.channel !== channel),
        sessions: keep(data.sessions, (session) => session.channel !== channel),
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
