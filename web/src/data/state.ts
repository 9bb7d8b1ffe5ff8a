// What the client knows: normalised, immutable, changed only by `apply`.
import type {
    Agreement,
    Availability,
    Blocker,
    BlockerId,
    Channel,
    ChannelId,
    Delivery,
    DeliveryId,
    Group,
    GroupId,
    LogEvent,
    Me,
    Membership,
    Message,
    MessagePage,
    Organisation,
    Person,
    PersonId,
    PostMessage,
    Proposal,
    ProposalId,
    Reach,
    Reminder,
    ReminderId,
    Request,
    RequestId,
    ScheduledId,
    ScheduledMessage,
    Session,
    SessionId,
    Snapshot,
    StoredFile,
    TalkOffer,
    TalkOfferId,
    Topic,
    TopicId,
    TopicPlace,
    Ways,
} from "./model";
import { type LocalWorkEvent, NO_WORK, type Work } from "./work";

/** Entities by their id. */
export type Table<Key, Row> = ReadonlyMap<Key, Row>;

/** The messages of a topic that are loaded: without gaps, ascending by ordinal. */
export interface MessageWindow {
    readonly messages: readonly Message[];
    /** Whether older ones stand on the server. */
    readonly hasOlder: boolean;
    /** Whether the newest is among them, so that new ones are appended. */
    readonly atEnd: boolean;
}

/** A message that was written and has not been acknowledged by the server. */
export interface OutboxEntry {
    /** Idempotency key: the server takes it once however often it is sent. */
    readonly key: string;
    readonly topic: TopicId;
    readonly post: PostMessage;
    /** What hangs on it, to show it while it is on its way. */
    readonly files: readonly StoredFile[];
    readonly writtenAtMs: number;
    readonly state: "waiting" | "sending" | "failed";
    /** Why it failed, in words. */
    readonly problem: string | null;
}

/** How the client stands to the server. */
export type Connection = "starting" | "online" | "offline";

/** All of it. */
export interface Data {
    /** The newest event applied; 0 before the first snapshot. */
    readonly seq: number;
    readonly me: PersonId | null;
    readonly email: string;
    readonly organisation: Organisation | null;
    readonly people: Table<PersonId, Person>;
    readonly availability: Table<PersonId, Availability>;
    readonly channels: Table<ChannelId, Channel>;
    readonly memberships: Table<ChannelId, Membership>;
    readonly topics: Table<TopicId, Topic>;
    readonly places: Table<TopicId, TopicPlace>;
    readonly requests: Table<RequestId, Request>;
    /** What is held for the reader, and told notices that they have not dealt with. */
    readonly deliveries: Table<DeliveryId, Delivery>;
    /** Live ones. */
    readonly sessions: Table<SessionId, Session>;
    /** Unresolved ones. */
    readonly blockers: Table<BlockerId, Blocker>;
    readonly groups: Table<GroupId, Group>;
    readonly agreements: Table<GroupId, Agreement>;
    /** Open ones. */
    readonly proposals: Table<ProposalId, Proposal>;
    /** Open ones. */
    readonly talkOffers: Table<TalkOfferId, TalkOffer>;
    readonly scheduled: Table<ScheduledId, ScheduledMessage>;
    /** Those that are not dealt with. */
    readonly reminders: Table<ReminderId, Reminder>;
    /** By which ways the reader is told outside of the open app. */
    readonly ways: Ways;
    readonly work: Work;
    readonly windows: Table<TopicId, MessageWindow>;
    readonly outbox: readonly OutboxEntry[];
    /** Until when somebody counts as typing, in milliseconds. */
    readonly typing: Table<TopicId, Table<PersonId, number>>;
    readonly reach: Table<PersonId, Reach>;
    /** Rises when the members of a channel changed, so that a list of them is read again. */
    readonly membersVersion: Table<ChannelId, number>;
    readonly connection: Connection;
    /** What to add to this device's clock to get the server's, in milliseconds. */
    readonly skewMs: number;
}

export const EMPTY: Data = {
    seq: 0,
    me: null,
    email: "",
    organisation: null,
    people: new Map(),
    availability: new Map(),
    channels: new Map(),
    memberships: new Map(),
    topics: new Map(),
    places: new Map(),
    requests: new Map(),
    deliveries: new Map(),
    sessions: new Map(),
    blockers: new Map(),
    groups: new Map(),
    agreements: new Map(),
    proposals: new Map(),
    talkOffers: new Map(),
    scheduled: new Map(),
    reminders: new Map(),
    ways: { mail: true, browsers: [] },
    work: NO_WORK,
    windows: new Map(),
    outbox: [],
    typing: new Map(),
    reach: new Map(),
    membersVersion: new Map(),
    connection: "starting",
    skewMs: 0,
};

/** The part of the data that is kept on the device between visits. */
export type Kept = Pick<
    Data,
    | "seq"
    | "me"
    | "email"
    | "organisation"
    | "people"
    | "availability"
    | "channels"
    | "memberships"
    | "topics"
    | "places"
    | "requests"
    | "deliveries"
    | "sessions"
    | "blockers"
    | "groups"
    | "agreements"
    | "proposals"
    | "talkOffers"
    | "scheduled"
    | "reminders"
    | "ways"
    | "work"
    | "windows"
    | "reach"
> & {
    /** The shape of it; what has another one is not read. */
    readonly shape: typeof KEPT_SHAPE;
};

/** Rises when a row of the kept data gets other fields. */
export const KEPT_SHAPE = 4;

/** What only this device knows. */
export type LocalEvent =
    | LocalWorkEvent
    | { type: "local.restored"; data: Kept }
    | { type: "local.signed_in"; data: Me }
    | { type: "local.signed_out" }
    | { type: "local.snapshot"; data: Snapshot }
    | { type: "local.page"; data: { topic: TopicId; page: MessagePage } }
    | { type: "local.message"; data: Message }
    | { type: "local.topic"; data: Topic }
    | { type: "local.channel"; data: Channel }
    | { type: "local.availability"; data: Availability }
    | { type: "local.request"; data: Request }
    | { type: "local.place"; data: TopicPlace }
    /** What a route answered, before its event comes. */
    | { type: "local.answer"; data: LogEvent }
    | { type: "local.typing"; data: { topic: TopicId; person: PersonId; untilMs: number } }
    | { type: "local.reach"; data: readonly Reach[] }
    | { type: "local.connection"; data: Connection }
    | { type: "local.clock"; data: { skewMs: number } }
    | { type: "local.outbox_restored"; data: readonly OutboxEntry[] }
    | { type: "local.outbox_added"; data: OutboxEntry }
    | {
          type: "local.outbox_changed";
          data: { key: string; state: OutboxEntry["state"]; problem: string | null };
      }
    | { type: "local.outbox_removed"; data: { key: string } };
