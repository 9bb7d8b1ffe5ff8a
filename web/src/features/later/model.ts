// What is to happen later: messages that are sent by themselves, reminders, what is only kept.
import type { Reminder, ReminderId, ScheduledId, ScheduledMessage } from "../../data/model";
import {
    channelTitle,
    firstNameOf,
    myZone,
    reminders,
    savedThings,
    scheduledMessages,
    topicTitle,
    zoneOf,
} from "../../data/select";
import type { Data } from "../../data/state";
import type { TimeMark } from "../../data/words";
import { editText } from "../../text/mentions";
import { text } from "../../text/text";
import { dialOf, shortTime, stepOf } from "../../text/time";

export interface ScheduledRow {
    id: ScheduledId;
    words: string;
    place: string;
    href: string;
    mark: TimeMark;
    /** What its author said about when: "09:00 for Ana". */
    choice: string;
    files: number;
    /** Why it was not sent; empty if it waits for its time. */
    problem: string;
}

export interface ReminderRow {
    id: ReminderId;
    words: string;
    place: string;
    /** Where it leads; empty for its own words. */
    href: string;
    mark: TimeMark | null;
    /** When it was made, for what has no time. */
    since: string;
    /** Its time has come. */
    over: boolean;
}

export interface LaterView {
    scheduled: ScheduledRow[];
    reminders: ReminderRow[];
    saved: ReminderRow[];
}

/** Computes the page. */
export function laterView(data: Data, nowMs: number): LaterView {
    return {
        scheduled: scheduledMessages(data).map((row) => scheduledRow(data, row, nowMs)),
        reminders: reminders(data).map((row) => reminderRow(data, row, nowMs)),
        saved: savedThings(data).map((row) => reminderRow(data, row, nowMs)),
    };
}

/** An instant as a mark of its step of time. */
function timeMark(atMs: number, nowMs: number, zone: string): TimeMark {
    const step = stepOf(atMs, nowMs, zone);
    const fill = atMs <= nowMs ? 1 : dialOf(atMs - nowMs);
    return { step, fill, label: shortTime(atMs, nowMs, zone) };
}

function placeOf(data: Data, id: ScheduledMessage["topic"] | null): string {
    const topic = id ? data.topics.get(id) : undefined;
    if (!topic) return "";
    const channel = data.channels.get(topic.channel);
    const title = topicTitle(data, topic);
    if (!channel || channel.kind === "direct") return title;
    return text("later.place", { topic: title, channel: channelTitle(data, channel) });
}

function scheduledRow(data: Data, row: ScheduledMessage, nowMs: number): ScheduledRow {
    const atMs = Date.parse(row.send_at);
    return {
        id: row.id,
        words: editText(row.text),
        place: placeOf(data, row.topic),
        href: `/topic/${row.topic}`,
        mark: timeMark(atMs, nowMs, myZone(data)),
        choice: choiceWords(data, row, nowMs),
        files: row.attachments.length,
        problem: row.problem ?? "",
    };
}

function choiceWords(data: Data, row: ScheduledMessage, nowMs: number): string {
    const { choice } = row;
    if (choice.choice === "at") return "";
    const name = firstNameOf(data, choice.person);
    const time = shortTime(Date.parse(row.send_at), nowMs, zoneOf(data, choice.person));
    return choice.choice === "their_time"
        ? text("time.theirs", { time, name })
        : text("later.next_working", { name, time });
}

function reminderRow(data: Data, row: Reminder, nowMs: number): ReminderRow {
    const zone = myZone(data);
    const place = placeOf(data, row.topic);
    const atMs = row.at === null ? null : Date.parse(row.at);
    const anchor = row.of === "message" ? `#${row.message}` : "";
    return {
        id: row.id,
        words: row.note === "" ? place : row.note,
        place: row.note === "" || row.of === "topic" ? "" : place,
        href: row.topic ? `/topic/${row.topic}${anchor}` : "",
        mark: atMs === null ? null : timeMark(atMs, nowMs, zone),
        since: text("later.since", { time: shortTime(Date.parse(row.created_at), nowMs, zone) }),
        over: atMs !== null && atMs <= nowMs,
    };
}
