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
export type Timestamp = Schemas["Timestamp"];

export type Role = Schemas["Role"];
export type Person = Schemas["Person"];
export type Organisation = Schemas["Organisation"];
export type Me = Schemas["Me"];
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
export type Message = Schemas["Message"];
export type MessageRevision = Schemas["MessageRevision"];
export type StateReason = Schemas["StateReason"];
export type DueReason = Schemas["DueReason"];
export type Request = Schemas["Request"];
export type Delivery = Schemas["Delivery"];
export type RecipientPreview = Schemas["RecipientPreview"];
export type MessagePreview = Schemas["MessagePreview"];
export type Weekday = Schemas["Weekday"];
export type WorkSpan = Schemas["WorkSpan"];
export type FocusTime = Schemas["FocusTime"];
export type FocusBlock = Schemas["FocusBlock"];
export type Availability = Schemas["Availability"];
export type AvailabilityState = Schemas["AvailabilityState"];
export type Reach = Schemas["Reach"];
export type Attendance = Schemas["Attendance"];
export type Session = Schemas["Session"];
export type Recording = Schemas["Recording"];
export type Invitation = Schemas["Invitation"];
export type OpenInvitation = Schemas["OpenInvitation"];
export type Scope = Schemas["Scope"];
export type Token = Schemas["Token"];
/** One browser somebody is signed in with. */
export type SignIn = Schemas["SignInItem"];
export type ErrorCode = Schemas["ErrorCode"];
export type Problem = Schemas["Problem"];
export type Snapshot = Schemas["Snapshot"];
export type ChannelSnapshot = Schemas["ChannelSnapshot"];
/** What the log keeps and the socket carries. */
export type LogEvent = Schemas["Event"];
export type EventFrame = Schemas["EventFrame"];
/** What the page of messages of a topic answers. */
export type MessagePage = Schemas["Messages"];
/** What is sent to write a message. */
export type PostMessage = Schemas["PostBody"];
