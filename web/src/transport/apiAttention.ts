// The routes of the attention rules: requests, notices, groups, agreements, later, urgent, talks.
import type {
    AdviceVerdict,
    Agreement,
    Availability,
    Blocker,
    BlockerId,
    Delivery,
    DeliveryId,
    FocusChoice,
    Group,
    GroupAgreement,
    GroupBody,
    GroupId,
    LaterChoice,
    Message,
    MessageId,
    NewGroup,
    NewProposal,
    NewReminder,
    Organisation,
    OrganisationBody,
    PersonId,
    Proposal,
    ProposalId,
    Purpose,
    PushSubscriptionItem,
    Reminder,
    ReminderId,
    Request,
    RequestId,
    RingPerson,
    RungPerson,
    ScheduledChange,
    ScheduledId,
    ScheduledMessage,
    ScheduleMessage,
    Session,
    SessionAdvice,
    SessionId,
    TalkOffer,
    TalkOfferId,
    Timestamp,
    Topic,
    TopicId,
    Urgent,
    UrgentBudget,
    WhyDelivery,
    WhyDue,
} from "../data/model";
import { request } from "./http";
import { all, create, type Page, path } from "./routes";

function query(values: Record<string, string | number | undefined>): string {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) {
        if (value !== undefined) search.set(name, String(value));
    }
    const line = search.toString();
    return line === "" ? "" : `?${line}`;
}

export const attention = {
    // Requests and notices -----------------------------------------------------------------------
    acknowledge: (id: RequestId) => create<Request>(path`/requests/${id}/acknowledge`, {}),
    withdraw: (id: RequestId) => create<Request>(path`/requests/${id}/withdraw`, {}),
    /** The asked person names a later time. */
    defer: (id: RequestId, until: Timestamp) =>
        create<Request>(path`/requests/${id}/defer`, { until }),
    /** The one who waits gives more time. */
    extend: (id: RequestId, until: Timestamp) =>
        create<Request>(path`/requests/${id}/extend`, { until }),
    /** Hands it to somebody else: by the asked person, or by the one who waits. */
    delegate: (id: RequestId, to: PersonId) =>
        create<Request>(path`/requests/${id}/delegate`, { to }),
    declineEscalation: (id: RequestId) =>
        create<Request>(path`/requests/${id}/escalation/decline`, {}),
    noticeDone: (id: DeliveryId) => create<Delivery>(path`/deliveries/${id}/done`, {}),
    whyDelivery: (id: DeliveryId) => request<WhyDelivery>("GET", path`/deliveries/${id}/why`),
    whyMessage: (id: MessageId) => request<WhyDelivery>("GET", path`/messages/${id}/why`),
    whyRequest: (id: RequestId) => request<WhyDue>("GET", path`/requests/${id}/why`),

    // Groups and agreements ----------------------------------------------------------------------
    createGroup: (body: NewGroup) => create<Group>("/groups", body),
    changeGroup: (id: GroupId, body: GroupBody, version: number) =>
        request<Group>("PATCH", path`/groups/${id}`, { body, version }),
    agreement: (id: GroupId) => request<GroupAgreement>("GET", path`/groups/${id}/agreement`),
    propose: (id: GroupId, body: NewProposal) =>
        create<Proposal>(path`/groups/${id}/proposals`, body),
    proposalSeen: (id: ProposalId) => create<Proposal>(path`/proposals/${id}/seen`, {}),
    adoptProposal: (id: ProposalId) => create<Agreement>(path`/proposals/${id}/adopt`, {}),
    dropProposal: (id: ProposalId) => create<Proposal>(path`/proposals/${id}/drop`, {}),
    agreementReviewed: (id: GroupId) =>
        create<Agreement>(path`/groups/${id}/agreement/reviewed`, {}),
    changeOrganisation: (body: OrganisationBody, version: number) =>
        request<Organisation>("PATCH", "/organisation", { body, version }),

    // Later --------------------------------------------------------------------------------------
    schedule: (topic: TopicId, body: ScheduleMessage, key?: string) =>
        create<ScheduledMessage>(path`/topics/${topic}/scheduled`, body, key),
    changeScheduled: (id: ScheduledId, body: ScheduledChange) =>
        request<ScheduledMessage>("PATCH", path`/scheduled/${id}`, { body }),
    dropScheduled: (id: ScheduledId) => request<void>("DELETE", path`/scheduled/${id}`),
    sendScheduled: (id: ScheduledId) => create<Message>(path`/scheduled/${id}/send`, {}),
    remind: (body: NewReminder) => create<Reminder>("/reminders", body),
    /** Another time; `null` keeps it without one. */
    changeReminder: (id: ReminderId, later: LaterChoice | null) =>
        request<Reminder>("PATCH", path`/reminders/${id}`, { body: { later } }),
    reminderDone: (id: ReminderId) => create<Reminder>(path`/reminders/${id}/done`, {}),

    // Focus --------------------------------------------------------------------------------------
    focus: (body: FocusChoice) => create<Availability>("/me/focus", body),
    endFocus: () => request<Availability>("DELETE", "/me/focus"),
    doNotDisturb: (body: FocusChoice) => create<Availability>("/me/do-not-disturb", body),
    endDoNotDisturb: () => request<Availability>("DELETE", "/me/do-not-disturb"),

    // Urgent -------------------------------------------------------------------------------------
    confirmUrgent: (id: MessageId) => create<Message>(path`/messages/${id}/urgent/confirm`, {}),
    urgentVerdict: (id: MessageId, urgent: boolean) =>
        create<Urgent>(path`/messages/${id}/urgent/verdict`, { urgent }),
    /** The log of the urgent mark, for admins; newest first. */
    urgentLog: (cursor?: string) => request<Page<Urgent>>("GET", `/urgent${query({ cursor })}`),
    urgentBudget: () => request<UrgentBudget>("GET", "/urgent/budget"),
    /** Rings somebody; answers with the guard if they should not be rung. */
    ringPerson: (id: PersonId, body: RingPerson = {}) =>
        create<RungPerson>(path`/people/${id}/ring`, body),
    /** Moves the clock of a sample organisation. */
    demoClock: (to: Timestamp) => create<Organisation>("/demo/clock", { to }),

    // Talks, blockers, advice --------------------------------------------------------------------
    takeTalkOffer: (id: TalkOfferId) => create<Session>(path`/talk-offers/${id}/take`, {}),
    dismissTalkOffer: (id: TalkOfferId) => create<TalkOffer>(path`/talk-offers/${id}/dismiss`, {}),
    /** What came of a session, in one line. */
    outcome: (id: SessionId, line: string) =>
        create<Session>(path`/sessions/${id}/outcome`, { text: line }),
    raiseBlocker: (topic: TopicId, line: string) =>
        create<Blocker>(path`/topics/${topic}/blockers`, { text: line }),
    /** All blockers of a topic, resolved ones too. */
    blockers: (topic: TopicId) => all<Blocker>(path`/topics/${topic}/blockers`),
    resolveBlocker: (id: BlockerId, outcome: string) =>
        create<Blocker>(path`/blockers/${id}/resolve`, { outcome }),
    /** "I can help": starts a call with the one who is stuck. */
    helpBlocker: (id: BlockerId) => create<Session>(path`/blockers/${id}/help`, {}),
    /** What the advisor says of a planned session. */
    advice: (purpose: Purpose, topic?: TopicId, minutes?: number) =>
        request<SessionAdvice>("GET", `/advice${query({ purpose, topic, minutes })}`),
    notHelpful: (purpose: Purpose) => create<AdviceVerdict>("/advice/not-helpful", { purpose }),
    wantWrittenViews: (topic: TopicId, body: { by: Timestamp; of: PersonId[]; text?: string }) =>
        request<Topic>("PUT", path`/topics/${topic}/written-views`, { body }),
    dropWrittenViews: (topic: TopicId) =>
        request<Topic>("DELETE", path`/topics/${topic}/written-views`),

    // Web Push -----------------------------------------------------------------------------------
    /** What browsers subscribe with; `null` if the server sends no pushes. */
    pushKey: () => request<{ key: string | null }>("GET", "/push/key"),
    subscribePush: (body: { endpoint: string; keys: { p256dh: string; auth: string } }) =>
        create<PushSubscriptionItem>("/push/subscriptions", body),
    pushSubscriptions: () => all<PushSubscriptionItem>("/push/subscriptions"),
    unsubscribePush: (id: string) => request<void>("DELETE", path`/push/subscriptions/${id}`),
};
