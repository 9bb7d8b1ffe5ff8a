// The nouns as the wire carries them (crates/model), with ids that cannot be mixed up.

declare const brand: unique symbol;
/** A string that only its own kind of id may take the place of. */
type Id<Name extends string> = string & { readonly [brand]: Name };

export type PersonId = Id<"person">;
export type ChannelId = Id<"channel">;
export type TopicId = Id<"topic">;
export type MessageId = Id<"message">;
export type RequestId = Id<"request">;
export type DeliveryId = Id<"delivery">;
export type SessionId = Id<"session">;
export type RecordingId = Id<"recording">;
export type FileId = Id<"file">;
export type InvitationId = Id<"invitation">;
export type TokenId = Id<"token">;
export type SignInId = Id<"sign_in">;

/** An instant, RFC 3339 in UTC. */
export type Timestamp = string;

export type Role = "guest" | "member" | "admin" | "owner";

export interface Person {
    id: PersonId;
    name: string;
    role: Role;
    /** IANA name. */
    time_zone: string;
    place: string;
    joined_at: Timestamp;
    disabled_at: Timestamp | null;
    version: number;
}

export interface Organisation {
    name: string;
    created_at: Timestamp;
    sample: boolean;
    version: number;
}

export interface Me {
    person: Person;
    email: string;
    organisation: Organisation;
}

export type Expectation = "now" | "today" | "this_week" | "none" | { by: Timestamp };

export type ChannelKind = "public" | "private" | "direct";

export interface Channel {
    id: ChannelId;
    kind: ChannelKind;
    name: string;
    purpose: string;
    default_expectation: Expectation;
    created_by: PersonId;
    created_at: Timestamp;
    archived_at: Timestamp | null;
    people: PersonId[];
    version: number;
}

export interface Membership {
    channel: ChannelId;
    person: PersonId;
    joined_at: Timestamp;
}

export type TopicState = "open" | "resolved";
export type TopicLevel = "mute" | "normal" | "follow";

export interface MessageExcerpt {
    author: PersonId;
    text: string;
    sent_at: Timestamp;
}

export interface Topic {
    id: TopicId;
    channel: ChannelId;
    title: string;
    state: TopicState;
    created_by: PersonId;
    created_at: Timestamp;
    last_ordinal: number;
    last: MessageExcerpt | null;
    session: SessionId | null;
    version: number;
}

export interface TopicPlace {
    topic: TopicId;
    level: TopicLevel;
    read_ordinal: number;
}

export interface StoredFile {
    id: FileId;
    name: string;
    media_type: string;
    bytes: number;
    size: { width: number; height: number } | null;
    thumbnail: boolean;
    uploaded_by: PersonId;
    created_at: Timestamp;
}

export interface Reaction {
    emoji: string;
    people: PersonId[];
}

export type MessageBody =
    | { kind: "text" }
    | { kind: "residue"; session: Session }
    | { kind: "missed_call"; session: SessionId; missed_by: PersonId[] };

export interface Message {
    id: MessageId;
    topic: TopicId;
    channel: ChannelId;
    ordinal: number;
    author: PersonId;
    body: MessageBody;
    text: string;
    /** Safe HTML, made by the server. */
    html: string;
    expectation: Expectation;
    reply_to: MessageId | null;
    asked: PersonId[];
    attachments: StoredFile[];
    reactions: Reaction[];
    sent_at: Timestamp;
    edited_at: Timestamp | null;
    deleted_at: Timestamp | null;
    version: number;
}

export interface MessageRevision {
    text: string;
    replaced_at: Timestamp;
}

export type StateReason =
    | { why: "working_hours"; assumed: boolean }
    | { why: "outside_working_hours"; assumed: boolean }
    | { why: "time_off"; note: string }
    | { why: "focus_block" }
    | { why: "in_call" }
    | { why: "do_not_disturb" }
    | { why: "disabled" };

export type DueReason =
    | { rule: "working_time"; minutes: number; counted_from: Timestamp; assumed: boolean }
    | { rule: "working_days"; days: number; counted_from: Timestamp; assumed: boolean }
    | { rule: "named" }
    | { rule: "moved_earlier"; named: Timestamp; off: StateReason }
    | { rule: "moved_later"; named: Timestamp; off: StateReason }
    | { rule: "wall_clock" };

interface RequestBase {
    id: RequestId;
    message: MessageId;
    follow_ups: MessageId[];
    topic: TopicId;
    channel: ChannelId;
    from: PersonId;
    asked: PersonId;
    excerpt: string;
    expectation: Expectation;
    opened_at: Timestamp;
    due_at: Timestamp | null;
    due_reason: DueReason;
}

export type Request = RequestBase &
    (
        | { state: "open" }
        | { state: "answered"; at: Timestamp; by: MessageId | null }
        | { state: "withdrawn"; at: Timestamp }
    );

export type DeliveryKind =
    | { delivery: "notify" }
    | { delivery: "quiet" }
    | { delivery: "hold"; until: Timestamp }
    | { delivery: "digest" }
    | { delivery: "break_through" };

export type DeliveryReason =
    | { because: "asked_and_available" }
    | { because: "direct_and_available" }
    | { because: "not_asked" }
    | { because: "not_reachable"; state: StateReason }
    | { because: "for_information" }
    | { because: "muted" }
    | { because: "never_reachable"; state: StateReason };

export type Delivery = DeliveryKind & {
    id: DeliveryId;
    person: PersonId;
    message: MessageId;
    topic: TopicId;
    channel: ChannelId;
    from: PersonId;
    reason: DeliveryReason;
    decided_at: Timestamp;
    told_at: Timestamp | null;
};

export type RecipientPreview = DeliveryKind & {
    person: PersonId;
    asked: boolean;
    told_at: Timestamp | null;
    reason: DeliveryReason;
    due_at: Timestamp | null;
    due_reason: DueReason | null;
    utc_offset_seconds: number;
};

export interface MessagePreview {
    recipients: RecipientPreview[];
    others: number;
    expectation: Expectation;
}

export type Weekday =
    | "monday"
    | "tuesday"
    | "wednesday"
    | "thursday"
    | "friday"
    | "saturday"
    | "sunday";

export interface WorkSpan {
    day: Weekday;
    /** Minute of the day, 0 to 1439. */
    from: number;
    until: number;
}

export interface TimeOff {
    id: string;
    from: Timestamp;
    until: Timestamp;
    note: string;
    deputy: PersonId | null;
}

export type FocusTime =
    | { kind: "once"; from: Timestamp; until: Timestamp }
    | ({ kind: "weekly" } & WorkSpan);

export interface FocusBlock {
    id: string;
    when: FocusTime;
}

export interface Availability {
    person: PersonId;
    weekly: WorkSpan[] | null;
    time_off: TimeOff[];
    focus: FocusBlock[];
    do_not_disturb_until: Timestamp | null;
    version: number;
}

export type AvailabilityState = "available" | "focus" | "live" | "off" | "do_not_disturb";

export interface ReachSpan {
    from: Timestamp;
    until: Timestamp;
    state: AvailabilityState;
}

export interface Reach {
    person: PersonId;
    state: AvailabilityState;
    reason: StateReason;
    until: Timestamp | null;
    next_reachable: Timestamp | null;
    utc_offset_seconds: number;
    spans: ReachSpan[];
}

export interface Attendance {
    person: PersonId;
    from: Timestamp;
    until: Timestamp | null;
}

export interface Recording {
    id: RecordingId;
    session: SessionId;
    state: "running" | "finishing" | "ready" | "failed";
    started_by: PersonId;
    started_at: Timestamp;
    duration_ms: number | null;
    file: StoredFile | null;
}

export interface Session {
    id: SessionId;
    topic: TopicId;
    channel: ChannelId;
    kind: "call";
    started_by: PersonId;
    started_at: Timestamp;
    ended_at: Timestamp | null;
    ringing: PersonId[];
    rung: PersonId[];
    attendance: Attendance[];
    recordings: Recording[];
}

export interface Invitation {
    id: InvitationId;
    role: Role;
    created_by: PersonId;
    created_at: Timestamp;
    expires_at: Timestamp;
    accepted_by: PersonId | null;
    withdrawn_at: Timestamp | null;
}

export type Scope = "read" | "write" | "live" | "admin";

export interface Token {
    id: TokenId;
    name: string;
    scopes: Scope[];
    created_at: Timestamp;
    expires_at: Timestamp | null;
}

/** One browser somebody is signed in with. */
export interface SignIn {
    id: SignInId;
    created_at: Timestamp;
    last_used_at: Timestamp;
    agent: string;
    current: boolean;
}

export type ErrorCode =
    | "invalid"
    | "signed_out"
    | "wrong_password"
    | "not_allowed"
    | "not_found"
    | "taken"
    | "already_set_up"
    | "not_set_up"
    | "invitation_over"
    | "too_many"
    | "foreign_origin"
    | "stale"
    | "text_empty"
    | "text_too_long"
    | "too_large"
    | "wrong_state"
    | "overloaded"
    | "storage_unavailable"
    | "internal"
    | "media_unavailable"
    | "guarded";

export interface Problem {
    type: string;
    title: string;
    status: number;
    code: ErrorCode;
    detail: string;
    fields?: { field: string; detail: string }[];
    incident?: string;
}

export interface Snapshot {
    seq: number;
    person: PersonId;
    organisation: Organisation;
    people: Person[];
    availability: Availability[];
    channels: Channel[];
    memberships: Membership[];
    topics: Topic[];
    places: TopicPlace[];
    requests: Request[];
    deliveries: Delivery[];
    sessions: Session[];
}

export interface ChannelSnapshot {
    channel: Channel;
    membership: Membership;
    people: Person[];
    availability: Availability[];
    topics: Topic[];
    places: TopicPlace[];
    requests: Request[];
    sessions: Session[];
}

/** What the log keeps and the socket carries. */
export type LogEvent =
    | { type: "organisation.updated"; data: Organisation }
    | { type: "person.updated"; data: Person }
    | { type: "availability.updated"; data: Availability }
    | { type: "channel.updated"; data: Channel }
    | { type: "channel.joined"; data: ChannelSnapshot }
    | { type: "channel.left"; data: { channel: ChannelId; visible: boolean } }
    | { type: "member.joined"; data: Membership }
    | { type: "member.left"; data: { channel: ChannelId; person: PersonId } }
    | { type: "topic.updated"; data: Topic }
    | { type: "place.updated"; data: TopicPlace }
    | { type: "message.updated"; data: { message: Message; topic: Topic } }
    | { type: "request.updated"; data: Request }
    | { type: "delivery.updated"; data: Delivery }
    | { type: "session.updated"; data: Session };

export type EventFrame = LogEvent & { seq: number; prev: number; at: Timestamp };

/** What the page of messages of a topic answers. */
export interface MessagePage {
    items: Message[];
    first_ordinal: number;
    last_ordinal: number;
}

/** What is sent to write a message. */
export interface PostMessage {
    text: string;
    expectation?: Expectation;
    asked?: PersonId[];
    reply_to?: MessageId;
    attachments?: FileId[];
}
