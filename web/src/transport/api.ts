// The routes of the server, one function each.
import type {
    Availability,
    Channel,
    ChannelId,
    ChannelKind,
    EventFrame,
    Expectation,
    FileId,
    FocusTime,
    Invitation,
    InvitationId,
    Me,
    Membership,
    Message,
    MessageId,
    MessagePage,
    MessagePreview,
    MessageRevision,
    Person,
    PersonId,
    Places,
    PostMessage,
    PreviewMessage,
    Reach,
    Role,
    Scope,
    SignIn,
    SignInId,
    Snapshot,
    StoredFile,
    Timestamp,
    Token,
    TokenId,
    Topic,
    TopicId,
    TopicLevel,
    TopicPlace,
    TopicState,
    WorkSpan,
} from "../data/model";
import { attention } from "./apiAttention";
import { request } from "./http";
import { all, create, path } from "./routes";

/** What the availability editor sends. */
export interface AvailabilityDraft {
    weekly: WorkSpan[] | null;
    time_off: {
        id?: string;
        from: Timestamp;
        until: Timestamp;
        note: string;
        deputy: PersonId | null;
    }[];
    focus: { id?: string; when: FocusTime }[];
    do_not_disturb_until: Timestamp | null;
    deputies?: PersonId[];
    off_hours_rings?: boolean;
    places?: Places;
    region?: string;
}

/** A sign-in of the sample team. */
export interface SampleSignIn {
    name: string;
    email: string;
    password: string;
    role: Role;
}

export const api = {
    // Account ------------------------------------------------------------------------------------
    setup: () => request<{ set_up: boolean; organisation: string | null }>("GET", "/setup"),
    setUp: (body: {
        organisation: string;
        name: string;
        email: string;
        password: string;
        time_zone: string;
    }) => create<Me>("/setup", body),
    setUpSample: () => create<{ sign_ins: SampleSignIn[]; me: Me }>("/setup/sample", {}),
    wipeSample: () => request<void>("DELETE", "/setup/sample"),
    signIn: (email: string, password: string) =>
        request<Me>("POST", "/sign-in", { body: { email, password } }),
    signOut: (everywhere: boolean) => request<void>("POST", "/sign-out", { body: { everywhere } }),
    me: () => request<Me>("GET", "/me"),
    changeMe: (body: {
        name?: string;
        time_zone?: string;
        place?: string;
        /** Whether they are told by email, too. */
        mail?: boolean;
        password?: { current: string; new: string };
    }) => request<Me>("PATCH", "/me", { body }),
    signIns: () => all<SignIn>("/sign-ins"),
    endSignIn: (id: SignInId) => request<void>("DELETE", path`/sign-ins/${id}`),
    tokens: () => all<Token>("/tokens"),
    createToken: (body: { name: string; scopes: Scope[]; expires_in_days?: number }) =>
        create<{ token: Token; secret: string }>("/tokens", body),
    deleteToken: (id: TokenId) => request<void>("DELETE", path`/tokens/${id}`),
    invitations: () => all<Invitation>("/invitations"),
    invite: (role: Role) =>
        create<{ invitation: Invitation; code: string }>("/invitations", { role }),
    withdrawInvitation: (id: InvitationId) => request<void>("DELETE", path`/invitations/${id}`),
    openInvitation: (code: string) =>
        request<{ organisation: string; invited_by: string; role: Role; expires_at: Timestamp }>(
            "GET",
            path`/invitations/${code}/open`,
        ),
    acceptInvitation: (
        code: string,
        body: { name: string; email: string; password: string; time_zone: string },
    ) => create<Me>(path`/invitations/${code}/accept`, body),

    // People -------------------------------------------------------------------------------------
    changePerson: (id: PersonId, body: { role?: Role; disabled?: boolean }, version: number) =>
        request<Person>("PATCH", path`/people/${id}`, { body, version }),
    setAvailability: (id: PersonId, body: AvailabilityDraft, version: number) =>
        request<Availability>("PUT", path`/people/${id}/availability`, { body, version }),
    reach: (fromMs: number, untilMs: number, people: readonly PersonId[] = []) => {
        const query = new URLSearchParams({
            from: new Date(fromMs).toISOString(),
            until: new Date(untilMs).toISOString(),
        });
        if (0 < people.length) query.set("people", people.join(","));
        return request<{ at: Timestamp; items: Reach[] }>("GET", `/reach?${query}`);
    },

    // Channels -----------------------------------------------------------------------------------
    createChannel: (body: {
        kind: ChannelKind;
        name: string;
        purpose?: string;
        default_expectation?: Expectation;
        members?: PersonId[];
    }) => create<Channel>("/channels", body),
    changeChannel: (
        id: ChannelId,
        body: {
            name?: string;
            purpose?: string;
            default_expectation?: Expectation;
            archived?: boolean;
        },
        version: number,
    ) => request<Channel>("PATCH", path`/channels/${id}`, { body, version }),
    members: (id: ChannelId) => all<Membership>(path`/channels/${id}/members`),
    addMembers: (id: ChannelId, people: PersonId[]) =>
        create<void>(path`/channels/${id}/members`, { people }),
    removeMember: (id: ChannelId, person: PersonId) =>
        request<void>("DELETE", path`/channels/${id}/members/${person}`),
    joinChannel: (id: ChannelId) => create<void>(path`/channels/${id}/join`, {}),
    leaveChannel: (id: ChannelId) => create<void>(path`/channels/${id}/leave`, {}),
    direct: (people: PersonId[]) =>
        create<{ channel: Channel; topic: Topic }>("/direct", { people }),

    // Topics and messages ------------------------------------------------------------------------
    createTopic: (channel: ChannelId, body: { title: string; message?: PostMessage }) =>
        create<{ topic: Topic; message: Message | null }>(path`/channels/${channel}/topics`, body),
    topic: (id: TopicId) => request<Topic>("GET", path`/topics/${id}`),
    changeTopic: (id: TopicId, body: { title?: string; state?: TopicState }, version: number) =>
        request<Topic>("PATCH", path`/topics/${id}`, { body, version }),
    setLevel: (id: TopicId, level: TopicLevel) =>
        request<TopicPlace>("PUT", path`/topics/${id}/place`, { body: { level } }),
    read: (id: TopicId, ordinal: number) =>
        request<TopicPlace>("POST", path`/topics/${id}/read`, { body: { ordinal } }),
    messages: (id: TopicId, range: { before?: number; after?: number; limit?: number } = {}) => {
        const query = new URLSearchParams();
        for (const [name, value] of Object.entries(range)) query.set(name, String(value));
        return request<MessagePage>("GET", `${path`/topics/${id}/messages`}?${query}`);
    },
    post: (topic: TopicId, body: PostMessage, key: string) =>
        create<Message>(path`/topics/${topic}/messages`, body, key),
    preview: (topic: TopicId, body: PreviewMessage, signal: AbortSignal) =>
        request<MessagePreview>("POST", path`/topics/${topic}/messages/preview`, { body, signal }),
    editMessage: (id: MessageId, text: string, version: number) =>
        request<Message>("PATCH", path`/messages/${id}`, { body: { text }, version }),
    deleteMessage: (id: MessageId) => request<Message>("DELETE", path`/messages/${id}`),
    history: (id: MessageId) => all<MessageRevision>(path`/messages/${id}/history`),
    react: (id: MessageId, emoji: string) =>
        request<Message>("PUT", path`/messages/${id}/reactions/${emoji}`),
    unreact: (id: MessageId, emoji: string) =>
        request<Message>("DELETE", path`/messages/${id}/reactions/${emoji}`),
    fileInfo: (id: FileId) => request<StoredFile>("GET", path`/files/${id}/info`),

    // Sync ---------------------------------------------------------------------------------------
    snapshot: () => request<Snapshot>("GET", "/snapshot"),
    events: (since: number) =>
        request<{ items: EventFrame[]; seq: number }>("GET", `/events?since=${since}&limit=200`),

    ...attention,
};

/** Address of a file's bytes. */
export function fileUrl(id: FileId): string {
    return `/api/v1${path`/files/${id}`}`;
}

/** Address of a picture's thumbnail. */
export function thumbnailUrl(id: FileId): string {
    return `/api/v1${path`/files/${id}/thumbnail`}`;
}
