// What channel pages show.
import type { Channel, ChannelId, PersonId, TopicId } from "../../data/model";
import {
    firstNameOf,
    isUnread,
    lastActivityMs,
    myZone,
    openRequestIn,
    topicsOf,
    topicTitle,
} from "../../data/select";
import type { Data } from "../../data/state";
import { dueMark, type TimeMark } from "../../data/words";
import { shortTime } from "../../text/time";

export interface TopicLine {
    id: TopicId;
    title: string;
    line: string;
    time: string;
    unread: boolean;
    resolved: boolean;
    due: TimeMark | null;
}

/** The topics of a channel, newest activity first. */
export function topicLines(data: Data, channel: ChannelId, nowMs: number): TopicLine[] {
    return topicsOf(data, channel).map((topic) => {
        const request = openRequestIn(data, topic.id);
        const zone = myZone(data);
        return {
            id: topic.id,
            title: topicTitle(data, topic),
            line: topic.last ? `${firstNameOf(data, topic.last.author)}: ${topic.last.text}` : "",
            time: shortTime(lastActivityMs(topic), nowMs, zone),
            unread: isUnread(data, topic),
            resolved: topic.state === "resolved",
            due: request ? dueMark(request, nowMs, zone) : null,
        };
    });
}

/** Public channels, those the reader is in and those they could join, by name. */
export function publicChannels(data: Data): { channel: Channel; joined: boolean }[] {
    return [...data.channels.values()]
        .filter((channel) => channel.kind === "public" && channel.archived_at === null)
        .map((channel) => ({ channel, joined: data.memberships.has(channel.id) }))
        .sort((a, b) => a.channel.name.localeCompare(b.channel.name));
}

/** People who could be added to a channel. */
export function addable(
    data: Data,
    members: readonly PersonId[],
): { id: PersonId; name: string }[] {
    return [...data.people.values()]
        .filter((person) => person.disabled_at === null && !members.includes(person.id))
        .map(({ id, name }) => ({ id, name }))
        .sort((a, b) => a.name.localeCompare(b.name));
}
