// Small questions to the data that several features ask.

import { text } from "../text/text";
import { clockTime } from "../text/time";
import type {
    Blocker,
    Channel,
    ChannelId,
    Delivery,
    Group,
    GroupId,
    Message,
    MessageId,
    Person,
    PersonId,
    Proposal,
    Reminder,
    Request,
    ScheduledMessage,
    TalkOffer,
    Topic,
    TopicId,
} from "./model";
import type { Data } from "./state";

/** The account of the signed-in person. */
export function myself(data: Data): Person | undefined {
    return data.me ? data.people.get(data.me) : undefined;
}

/** The reader's time zone; UTC until it is known. */
export function myZone(data: Data): string {
    return myself(data)?.time_zone ?? "UTC";
}

/** Somebody's time zone. */
export function zoneOf(data: Data, person: PersonId): string {
    return data.people.get(person)?.time_zone ?? "UTC";
}

/** How somebody is called; "you" never, so that sentences stay simple. */
export function nameOf(data: Data, person: PersonId): string {
    return data.people.get(person)?.name ?? text("person.unknown");
}

/** The first word of a name, for tight places. */
export function firstName(name: string): string {
    return name.split(/\s+/)[0] ?? name;
}

/** First name of somebody, for tight places. */
export function firstNameOf(data: Data, person: PersonId): string {
    return firstName(nameOf(data, person));
}

/** The people of a direct conversation without the reader; oneself if there is nobody else. */
export function others(data: Data, channel: Channel): PersonId[] {
    const rest = channel.people.filter((person) => person !== data.me);
    return rest.length === 0 ? channel.people : rest;
}

/** A channel's name, or the people of a direct conversation. */
export function channelTitle(data: Data, channel: Channel): string {
    if (channel.kind !== "direct") return channel.name;
    const people = others(data, channel);
    if (people.length === 1 && people[0]) return nameOf(data, people[0]);
    return people.map((person) => firstNameOf(data, person)).join(", ");
}

/** A topic's title; the untitled topic of a direct conversation is called after its people. */
export function topicTitle(data: Data, topic: Topic): string {
    if (topic.title !== "") return topic.title;
    const channel = data.channels.get(topic.channel);
    return channel ? channelTitle(data, channel) : text("topic.untitled");
}

/** How many messages of a topic the reader has not read. */
export function unreadOf(data: Data, topic: Topic): number {
    const read = data.places.get(topic.id)?.read_ordinal ?? 0;
    return Math.max(0, topic.last_ordinal - read);
}

/** Whether a topic's unread messages call for attention: not in a muted one. */
export function isUnread(data: Data, topic: Topic): boolean {
    return unreadOf(data, topic) > 0 && data.places.get(topic.id)?.level !== "mute";
}

/** Instant of the newest message, or of the topic's beginning. */
export function lastActivityMs(topic: Topic): number {
    return Date.parse(topic.last?.sent_at ?? topic.created_at);
}

/** Topics of a channel, newest activity first. */
export function topicsOf(data: Data, channel: ChannelId): Topic[] {
    return [...data.topics.values()]
        .filter((topic) => topic.channel === channel)
        .sort((a, b) => lastActivityMs(b) - lastActivityMs(a));
}

/** The reader's channels with a name, by name. */
export function myChannels(data: Data): Channel[] {
    return [...data.memberships.keys()]
        .map((id) => data.channels.get(id))
        .filter((channel) => channel !== undefined)
        .filter((channel) => channel.kind !== "direct" && channel.archived_at === null)
        .sort((a, b) => a.name.localeCompare(b.name));
}

/** A direct conversation and its newest topic. */
export interface DirectConversation {
    channel: Channel;
    topic: Topic;
}

/** The reader's direct conversations, by name; stable, so that nothing moves under the pointer. */
export function directConversations(data: Data): DirectConversation[] {
    const found: DirectConversation[] = [];
    for (const id of data.memberships.keys()) {
        const channel = data.channels.get(id);
        if (channel?.kind !== "direct") continue;
        const topic = topicsOf(data, id)[0];
        if (topic) found.push({ channel, topic });
    }
    return found.sort((a, b) =>
        channelTitle(data, a.channel).localeCompare(channelTitle(data, b.channel)),
    );
}

/** Requests that wait for the reader, by due; those without one come last. */
export function waitingOnMe(data: Data): Request[] {
    return [...data.requests.values()]
        .filter((request) => request.state === "open" && request.asked === data.me)
        .sort((a, b) => dueMs(a) - dueMs(b) || a.id.localeCompare(b.id));
}

/** Requests of the reader that others have not answered, by due; those without one come last. */
export function waitingOnOthers(data: Data): Request[] {
    return [...data.requests.values()]
        .filter((request) => request.state === "open" && request.from === data.me)
        .filter((request) => request.asked !== data.me)
        .sort((a, b) => dueMs(a) - dueMs(b) || a.id.localeCompare(b.id));
}

/** When a request is due, in milliseconds; never is last. */
export function dueMs(request: Request): number {
    return request.due_at ? Date.parse(request.due_at) : Number.POSITIVE_INFINITY;
}

/** The open request of a topic that waits for the reader and is due first. */
export function openRequestIn(data: Data, topic: TopicId): Request | undefined {
    return waitingOnMe(data).find((request) => request.topic === topic);
}

/** When something held is told, in milliseconds; `null` for what is not held. */
export function heldUntilMs(delivery: Delivery): number | null {
    if (delivery.told_at !== null || delivery.delivery !== "hold") return null;
    return Date.parse(delivery.until);
}

/** What is held for the reader in a topic. */
export function heldIn(data: Data, topic: TopicId): Delivery[] {
    return [...data.deliveries.values()].filter(
        (delivery) => delivery.topic === topic && heldUntilMs(delivery) !== null,
    );
}

/** A told notice: anything that reached the reader and is no message. */
export type Notice = Exclude<Delivery, { about: "message" }>;

/** Whether a delivery is one. */
export function isNotice(delivery: Delivery): delivery is Notice {
    return delivery.about !== "message";
}

/** When something was told, in milliseconds; when it was decided if it is held. */
export function toldMs(delivery: Delivery): number {
    return Date.parse(delivery.told_at ?? delivery.decided_at);
}

/** Unresolved blockers of a topic, the oldest first. */
export function blockersIn(data: Data, topic: TopicId): Blocker[] {
    return [...data.blockers.values()]
        .filter((blocker) => blocker.topic === topic)
        .sort((a, b) => a.raised_at.localeCompare(b.raised_at));
}

/** The open offer to talk in a topic. */
export function talkOfferIn(data: Data, topic: TopicId): TalkOffer | undefined {
    return [...data.talkOffers.values()].find((offer) => offer.topic === topic);
}

/** The other one of an offer to talk. */
export function talkPartner(data: Data, offer: TalkOffer): PersonId | undefined {
    return offer.people.find((person) => person !== data.me);
}

/** Groups that are used, by name. */
export function groupsInUse(data: Data): Group[] {
    return [...data.groups.values()]
        .filter((group) => group.archived_at === null)
        .sort((a, b) => a.name.localeCompare(b.name));
}

/** The groups that the reader is in, by name. */
export function myGroups(data: Data): Group[] {
    return groupsInUse(data).filter((group) => data.me && group.members.includes(data.me));
}

/** How a group is called. */
export function groupName(data: Data, group: GroupId): string {
    return data.groups.get(group)?.name ?? text("group.unknown");
}

/** The open proposals of a group's agreement, the oldest first. */
export function proposalsOf(data: Data, group: GroupId): Proposal[] {
    return [...data.proposals.values()]
        .filter((proposal) => proposal.group === group)
        .sort((a, b) => a.at.localeCompare(b.at));
}

/** The reader's scheduled messages, the next first. */
export function scheduledMessages(data: Data): ScheduledMessage[] {
    return [...data.scheduled.values()].sort((a, b) => a.send_at.localeCompare(b.send_at));
}

/** The reader's reminders with an instant, the next first. */
export function reminders(data: Data): Reminder[] {
    return [...data.reminders.values()]
        .filter((reminder) => reminder.at !== null)
        .sort((a, b) => (a.at ?? "").localeCompare(b.at ?? ""));
}

/** What the reader keeps without an instant, the newest first. */
export function savedThings(data: Data): Reminder[] {
    return [...data.reminders.values()]
        .filter((reminder) => reminder.at === null)
        .sort((a, b) => b.created_at.localeCompare(a.created_at));
}

/** How many things the Later page holds. */
export function laterCount(data: Data): number {
    return data.scheduled.size + data.reminders.size;
}

/** A message of the loaded window. */
export function loadedMessage(data: Data, topic: TopicId, id: MessageId): Message | undefined {
    return data.windows.get(topic)?.messages.find((message) => message.id === id);
}

/** Who takes part in a topic as far as it is known: wrote, is asked, or is in the conversation. */
export function participants(data: Data, topic: Topic): PersonId[] {
    const channel = data.channels.get(topic.channel);
    if (channel?.kind === "direct") return others(data, channel);
    const found = new Set<PersonId>();
    for (const message of data.windows.get(topic.id)?.messages ?? []) {
        found.add(message.author);
        for (const person of message.asked) found.add(person);
    }
    if (topic.last) found.add(topic.last.author);
    found.add(topic.created_by);
    if (data.me) found.delete(data.me);
    return [...found].filter((person) => !data.people.get(person)?.disabled_at);
}

/** Somebody's clock now, "13:40". */
export function localTime(data: Data, person: PersonId, nowMs: number): string {
    return clockTime(nowMs, zoneOf(data, person));
}

/** Where somebody works from: their own word, or the city of their zone. */
export function placeOf(person: Person): string {
    if (person.place !== "") return person.place;
    return (person.time_zone.split("/").at(-1) ?? person.time_zone).replaceAll("_", " ");
}

/** May the reader invite, disable, and see addresses? */
export function isAdmin(person: Person | undefined): boolean {
    return person?.role === "admin" || person?.role === "owner";
}

/** Who stands in for somebody now, in order: for the time off that goes on, then the standing ones. */
export function standInsOf(data: Data, id: PersonId, nowMs: number): PersonId[] {
    const availability = data.availability.get(id);
    if (!availability) return [];
    const away = availability.time_off
        .filter((off) => Date.parse(off.from) <= nowMs && nowMs < Date.parse(off.until))
        .flatMap((off) => off.deputy ?? []);
    return [...new Set([...away, ...(availability.deputies ?? [])])];
}
