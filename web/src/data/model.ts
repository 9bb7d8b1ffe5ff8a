// The nouns as the wire carries them: short names for the generated types.
import type { components } from "../generated/api";

type Schemas = components["schemas"];

export type PersonId = Schemas["PersonId"];
export type ChannelId = Schemas["ChannelId"];
export type TopicId = Schemas["TopicId"];
export type MessageId = Schemas["MessageId"];
export type RequestId = Schemas["RequestId"];
export type DeliveryId = Schemas["DeliveryId"];
export type SessionId = Schemas["SessionId"];
export type RecordingId = Schemas["RecordingId"];
export type FileId = Schemas["FileId"];
export type InvitationId = Schemas["InvitationId"];
export type TokenId = Schemas["TokenId"];
export type SignInId = Schemas["SignInId"];
export type PushSubscriptionId = Schemas["PushSubscriptionId"];
export type GroupId = Schemas["GroupId"];
export type ProposalId = Schemas["ProposalId"];
export type BlockerId = Schemas["BlockerId"];
export type TalkOfferId = Schemas["TalkOfferId"];
export type ScheduledId = Schemas["ScheduledId"];
export type ReminderId = Schemas["ReminderId"];
export type TaskId = Schemas["TaskId"];
export type BoardId = Schemas["BoardId"];
export type ColumnId = Schemas["ColumnId"];
export type IterationId = Schemas["IterationId"];
export type CheckInId = Schemas["CheckInId"];
export type TurnId = Schemas["TurnId"];
export type GoalId = Schemas["GoalId"];
export type GoalUpdateId = Schemas["GoalUpdateId"];
export type PollId = Schemas["PollId"];
export type RecordId = Schemas["RecordId"];
export type Timestamp = Schemas["Timestamp"];

export type Role = Schemas["Role"];
export type Person = Schemas["Person"];
export type Organisation = Schemas["Organisation"];
export type Me = Schemas["Me"];
/** The numbers of the rules. */
export type RuleSettings = Schemas["Settings"];
export type TeamSettings = Schemas["TeamSettings"];
export type Region = Schemas["Region"];
export type Holiday = Schemas["Holiday"];
export type Expectation = Schemas["Expectation"];
export type ChannelKind = Schemas["ChannelKind"];
export type Channel = Schemas["Channel"];
export type Membership = Schemas["Membership"];
export type TopicState = Schemas["TopicState"];
export type TopicLevel = Schemas["TopicLevel"];
export type Topic = Schemas["Topic"];
export type TopicPlace = Schemas["TopicPlace"];
/** Named so because the browser has a `File` of its own. */
export type StoredFile = Schemas["File"];
export type Clip = Schemas["Clip"];
export type ClipKind = Schemas["ClipKind"];
export type Message = Schemas["Message"];
export type MessageRevision = Schemas["MessageRevision"];
export type StateReason = Schemas["StateReason"];
export type DueReason = Schemas["DueReason"];
export type Request = Schemas["Request"];
export type EscalationStep = Schemas["EscalationStep"];
export type Delivery = Schemas["Delivery"];
export type DeliveryAbout = Schemas["DeliveryAbout"];
export type DeliveryReason = Schemas["DeliveryReason"];
export type UrgentBudget = Schemas["UrgentBudget"];
export type Blocker = Schemas["Blocker"];
export type BlockerCause = Schemas["BlockerCause"];
export type BlockerDetail = Schemas["BlockerDetail"];
export type TalkOffer = Schemas["TalkOffer"];
export type Group = Schemas["Group"];
export type Rota = Schemas["Rota"];
export type Swap = Schemas["Swap"];
export type Agreement = Schemas["Agreement"];
export type AgreementTerms = Schemas["AgreementTerms"];
export type AgreedMode = Schemas["AgreedMode"];
export type Proposal = Schemas["Proposal"];
export type ScheduledMessage = Schemas["ScheduledMessage"];
export type Reminder = Schemas["Reminder"];
export type ReminderOf = Schemas["ReminderOf"];
export type LaterChoice = Schemas["LaterChoice"];
export type Advice = Schemas["Advice"];
export type AdviceReason = Schemas["AdviceReason"];
export type Purpose = Schemas["Purpose"];
export type Mode = Schemas["Mode"];
export type WhyDelivery = Schemas["WhyDelivery"];
export type WhyDue = Schemas["WhyDue"];
export type WhyPerson = Schemas["WhyPerson"];
export type Alternative = Schemas["Alternative"];
export type Change = Schemas["Change"];
export type RecipientPreview = Schemas["RecipientPreview"];
export type MessagePreview = Schemas["MessagePreview"];
export type Weekday = Schemas["Weekday"];
export type WorkSpan = Schemas["WorkSpan"];
export type FocusTime = Schemas["FocusTime"];
export type FocusBlock = Schemas["FocusBlock"];
export type Places = Schemas["Places"];
export type Place = Schemas["Place"];
export type Availability = Schemas["Availability"];
export type AvailabilityState = Schemas["AvailabilityState"];
export type Reach = Schemas["Reach"];
export type ReachSpan = Schemas["ReachSpan"];
export type Attendance = Schemas["Attendance"];
export type Session = Schemas["Session"];
export type RosterPage = Schemas["RosterPage"];
export type Recording = Schemas["Recording"];
export type Invitation = Schemas["Invitation"];
export type OpenInvitation = Schemas["OpenInvitation"];
export type IceServer = Schemas["IceServer"];
export type JoinedSession = Schemas["JoinedSession"];
export type Scope = Schemas["Scope"];
export type Token = Schemas["Token"];
/** One browser somebody is signed in with. */
export type SignIn = Schemas["SignInItem"];

// Work in its own time.
export type Priority = Schemas["Priority"];
export type Stage = Schemas["Stage"];
export type TaskDue = Schemas["TaskDue"];
export type Recurrence = Schemas["Recurrence"];
export type RecurFrom = Schemas["RecurFrom"];
export type TaskOrigin = Schemas["TaskOrigin"];
export type Task = Schemas["Task"];
export type ChecklistLine = Schemas["ChecklistLine"];
export type TaskDetail = Schemas["TaskDetail"];
export type TaskHistory = Schemas["TaskHistory"];
export type TaskChanged = Schemas["TaskChanged"];
export type TaskNews = Schemas["TaskNews"];
export type Column = Schemas["Column"];
export type BoardPart = Schemas["BoardPart"];
export type BoardRole = Schemas["BoardRole"];
export type Board = Schemas["Board"];
export type Card = Schemas["Card"];
export type BoardContent = Schemas["BoardContent"];
export type Iteration = Schemas["Iteration"];
export type BoardTemplate = Schemas["BoardTemplate"];
export type CsvMapping = Schemas["CsvMapping"];
export type ImportKind = Schemas["ImportKind"];
export type ImportFault = Schemas["ImportFault"];
export type ImportPerson = Schemas["ImportPerson"];
export type ImportProblem = Schemas["ImportProblem"];
export type ImportReport = Schemas["ImportReport"];
export type MyItem = Schemas["MyItem"];
export type Lane = Schemas["Lane"];
export type Slow = Schemas["Slow"];
export type MyCard = Schemas["MyCard"];
export type DayPlan = Schemas["DayPlan"];
export type WalkStep = Schemas["WalkStep"];
export type Question = Schemas["Question"];
export type QuestionKind = Schemas["QuestionKind"];
export type CheckInAsked = Schemas["CheckInAsked"];
export type CheckInState = Schemas["CheckInState"];
export type CheckIn = Schemas["CheckIn"];
export type Turn = Schemas["Turn"];
export type CheckInDay = Schemas["CheckInDay"];
export type CheckInTemplate = Schemas["CheckInTemplate"];
export type Said = Schemas["Said"];
export type CheckInAnswer = Schemas["CheckInAnswer"];
export type CheckInReport = Schemas["CheckInReport"];
export type Prefill = Schemas["Prefill"];
export type PrefillTask = Schemas["PrefillTask"];
export type KeyResult = Schemas["KeyResult"];
export type Track = Schemas["Track"];
export type Goal = Schemas["Goal"];
export type GoalUpdate = Schemas["GoalUpdate"];
export type GoalDetail = Schemas["GoalDetail"];
export type UpdateOn = Schemas["UpdateOn"];
export type GoalTopic = Schemas["GoalTopic"];
export type GoalState = Schemas["GoalState"];
export type PollKind = Schemas["PollKind"];
export type PollOption = Schemas["PollOption"];
export type Poll = Schemas["Poll"];
export type Vote = Schemas["Vote"];
export type Tally = Schemas["Tally"];
export type PollRound = Schemas["PollRound"];
export type DecisionRecord = Schemas["DecisionRecord"];

export type ErrorCode = Schemas["ErrorCode"];
export type Problem = Schemas["Problem"];
export type Snapshot = Schemas["Snapshot"];
/** By which ways one is told outside of the open app. */
export type Ways = Schemas["Ways"];
export type ChannelSnapshot = Schemas["ChannelSnapshot"];
/** What the log keeps and the socket carries. */
export type LogEvent = Schemas["Event"];
export type EventFrame = Schemas["EventFrame"];
/** What the page of messages of a topic answers. */
export type MessagePage = Schemas["Messages"];

// Bodies and answers of routes ------------------------------------------------------------------

/** What makes a message urgent. */
export type UrgentBody = Schemas["UrgentBody"];
/** What is sent to write a message. */
export type PostMessage = Schemas["PostBody"];
/** What is sent to see what a message would do. */
export type PreviewMessage = Schemas["PreviewBody"];
export type Urgent = Schemas["Urgent"];
export type SharedSpan = Schemas["SharedSpan"];
export type CallGuard = Schemas["CallGuard"];
/** What ringing somebody led to: the call, or the guard that stands before it. */
export type RungPerson = Schemas["RingAnswer"];
/** How long somebody wants to be undisturbed, by one click. */
export type FocusChoice = Schemas["FocusChoice"];
/** What a team's agreement page shows. */
export type GroupAgreement = Schemas["GroupAgreement"];
export type SessionAdvice = Schemas["SessionAdvice"];
export type AdviceVerdict = Schemas["AdviceVerdict"];

/** A browser that is told through Web Push. */
export type PushSubscriptionItem = Schemas["PushSubscriptionItem"];

/** A scheduled message as it is written. */
export type ScheduleMessage = Schemas["ScheduleBody"];

/** What may be changed of a scheduled message. */
export type ScheduledChange = Schemas["ScheduledBody"];

/** What is to be reminded of; without `later` it is only saved. */
export type NewReminder = Schemas["NewReminderBody"];

/** What may be changed of a group. */
export type GroupBody = Schemas["GroupBody"];

export type NewGroup = Schemas["NewGroupBody"];
export type NewProposal = Schemas["ProposalBody"];
export type RingPerson = Schemas["RingPersonBody"];

/** What an admin may change of the organisation. */
export type OrganisationBody = Schemas["OrganisationBody"];
