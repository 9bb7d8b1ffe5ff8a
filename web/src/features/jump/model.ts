// What the jump box finds: topics, people, channels, check-ins, goals, pages.

import type { PersonId } from "../../data/model";
import {
    channelTitle,
    directConversations,
    groupsInUse,
    lastActivityMs,
    myChannels,
    myself,
    topicTitle,
} from "../../data/select";
import type { Data } from "../../data/state";
import { markOf, type TimeMark } from "../../data/words";
import { text } from "../../text/text";

/** Most things found. */
const FOUND_MAX = 12;

export interface Target {
    id: string;
    kind: "topic" | "person" | "group" | "channel" | "page";
    name: string;
    hint: string;
    /** Where it leads; a person leads to the conversation with them. */
    path: string;
    person: PersonId | null;
    mark: TimeMark | null;
    /** Rank among equally good ones: newer first. */
    weight: number;
}

function targets(data: Data, nowMs: number): Target[] {
    const base = { person: null, mark: null };
    const pages = [
        ["/", text("inbox.title")],
        ["/today", text("today.title")],
        ["/live", text("live.title")],
        ["/later", text("later.title")],
        ["/boards", text("boards.title")],
        ["/check-ins", text("check_ins.title")],
        ...(myself(data)?.role === "guest" ? [] : ([["/goals", text("goals.title")]] as const)),
        ["/decisions", text("channel.decisions")],
        ["/people", text("people.title")],
        ...(myself(data)?.role === "guest" ? [] : ([["/groups", text("group.all")]] as const)),
        ["/availability", text("availability.title")],
        ["/channels", text("channels.browse")],
        ["/settings/profile", text("settings.title")],
        ["/settings/notifications", text("settings.notifications")],
    ] as const;
    const direct = new Set(directConversations(data).map(({ topic }) => topic.id));
    return [
        ...[...data.topics.values()]
            .filter((topic) => !direct.has(topic.id))
            .map((topic): Target => {
                const channel = data.channels.get(topic.channel);
                return {
                    ...base,
                    id: topic.id,
                    kind: "topic",
                    name: topicTitle(data, topic),
                    hint: channel ? channelTitle(data, channel) : "",
                    path: `/topic/${topic.id}`,
                    weight: lastActivityMs(topic),
                };
            }),
        ...[...data.people.values()]
            .filter((person) => person.disabled_at === null && person.id !== data.me)
            .map(
                (person): Target => ({
                    id: person.id,
                    kind: "person",
                    name: person.name,
                    hint: "",
                    path: `/people/${person.id}`,
                    person: person.id,
                    mark: markOf(data, person.id, nowMs),
                    weight: 1,
                }),
            ),
        ...[...data.work.boards.values()].map(
            (board): Target => ({
                ...base,
                id: board.id,
                kind: "page",
                name: board.name,
                hint: data.channels.get(board.channel)?.name ?? "",
                path: `/boards/${board.id}`,
                weight: 2,
            }),
        ),
        ...myChannels(data).map(
            (channel): Target => ({
                ...base,
                id: channel.id,
                kind: "channel",
                name: channel.name,
                hint: channel.purpose,
                path: `/channel/${channel.id}`,
                weight: 2,
            }),
        ),
        ...groupsInUse(data).map(
            (group): Target => ({
                ...base,
                id: group.id,
                kind: "group",
                name: group.name,
                hint: group.purpose,
                path: `/groups/${group.id}`,
                weight: 2,
            }),
        ),
        ...[...data.work.checkIns.values()].map(
            ({ id, title }): Target => ({
                ...base,
                id,
                kind: "page",
                name: title,
                hint: text("check_ins.title"),
                path: `/check-ins/${id}`,
                weight: 1,
            }),
        ),
        ...[...data.work.goals.values()].map(
            ({ id, objective }): Target => ({
                ...base,
                id,
                kind: "page",
                name: objective,
                hint: text("goals.title"),
                path: `/goals/${id}`,
                weight: 1,
            }),
        ),
        ...pages.map(
            ([path, name]): Target => ({
                ...base,
                id: path,
                kind: "page",
                name,
                hint: "",
                path,
                weight: 0,
            }),
        ),
    ];
}

/** How well a name fits what was typed: 3 begins with it, 2 a word does, 1 holds all words, 0 not. */
export function rankOf(name: string, query: string): number {
    const low = name.toLocaleLowerCase();
    const wanted = query.trim().toLocaleLowerCase();
    if (wanted === "" || low.startsWith(wanted)) return 3;
    if (low.split(/[\s:,/-]+/).some((word) => word.startsWith(wanted))) return 2;
    return wanted.split(/\s+/).every((word) => low.includes(word)) ? 1 : 0;
}

/** What fits, best first. */
export function found(data: Data, query: string, nowMs: number): Target[] {
    return targets(data, nowMs)
        .map((target) => ({ target, rank: rankOf(target.name, query) }))
        .filter(({ rank }) => 0 < rank)
        .sort((a, b) => b.rank - a.rank || b.target.weight - a.target.weight)
        .slice(0, FOUND_MAX)
        .map(({ target }) => target);
}
