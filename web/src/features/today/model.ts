// Today: what is due, who is stuck, what is live, what comes by itself, and how much time is left.
import { laterTimes } from "../../data/laterTimes";
import type {
    Blocker,
    Reminder,
    ReminderId,
    Request,
    RequestId,
    ScheduledId,
    SessionId,
} from "../../data/model";
import {
    dueMs,
    firstNameOf,
    localTime,
    myself,
    myZone,
    placeOf,
    reminders,
    scheduledMessages,
    topicTitle,
    waitingOnMe,
} from "../../data/select";
import type { Data } from "../../data/state";
import { dueMark, leftWords, namesOf, type TimeMark, withoutOwnName } from "../../data/words";
import { editText } from "../../text/mentions";
import { text } from "../../text/text";
import { clockTime, daysBetween, longDay, shortTime, spanWords } from "../../text/time";
import { type DayView, dayView, freeMs } from "./dayModel";
import { type TodayTasks, todayTasks } from "./taskModel";

export interface DueRow {
    id: RequestId;
    excerpt: string;
    meta: string;
    href: string;
    mark: TimeMark;
    left: string;
    urgent: boolean;
    /** When it was done; empty while it is open. */
    done: string;
}

export interface StuckRow {
    id: string;
    href: string;
    title: string;
    meta: string;
}

export interface SessionRow {
    id: SessionId;
    title: string;
    meta: string;
}

export type ByItselfRow = {
    words: string;
    href: string;
    time: string;
    /** Its time has come. */
    over: boolean;
} & ({ kind: "reminder"; id: ReminderId } | { kind: "scheduled"; id: ScheduledId });

export interface TodayView {
    title: string;
    intro: string;
    due: DueRow[];
    /** How many of them are open. */
    open: number;
    tasks: TodayTasks;
    /** How many check-ins wait for an answer. */
    turns: number;
    stuck: StuckRow[];
    sessions: SessionRow[];
    byItself: ByItselfRow[];
    /** What stands at the foot: all is done, or how much is left. */
    finish: string;
    finished: boolean;
    day: DayView | null;
}

/** Computes the page. */
export function todayView(data: Data, nowMs: number): TodayView {
    const zone = myZone(data);
    const day = dayView(data, nowMs);
    const due = dueRows(data, nowMs);
    const open = due.filter((row) => row.done === "").length;
    const stuck = stuckRows(data, nowMs);
    const sessions = sessionRows(data, nowMs);
    const byItself = byItselfRows(data, nowMs);
    const tasks = todayTasks(data, nowMs);
    const turns = data.work.turns.size;
    const waiting =
        open + stuck.length + byItself.filter((row) => row.over).length + tasks.open + turns;
    return {
        title: longDay(nowMs, zone),
        intro: introOf(data, day, nowMs),
        due,
        open,
        tasks,
        turns,
        stuck,
        sessions,
        byItself,
        finish: waiting === 0 ? finishWords(data, day, nowMs) : "",
        finished: waiting === 0,
        day,
    };
}

function introOf(data: Data, day: DayView | null, nowMs: number): string {
    const me = myself(data);
    if (!me) return "";
    const now = text("today.now", { time: localTime(data, me.id, nowMs), place: placeOf(me) });
    if (!day) return `${now} ${text("today.off")}`;
    const zone = myZone(data);
    if (day.untilMs <= nowMs) return `${now} ${text("today.over")}`;
    const end = clockTime(day.untilMs, zone);
    const { free, focus } = freeMs(data, nowMs, day.untilMs);
    if (free < 60_000) return `${now} ${text("today.ends_busy", { time: end })}`;
    const span = spanWords(free);
    return 60_000 <= focus && focus < free
        ? `${now} ${text("today.ends_focus", { time: end, span, focus: spanWords(focus) })}`
        : `${now} ${text("today.ends", { time: end, span })}`;
}

function finishWords(data: Data, day: DayView | null, nowMs: number): string {
    const morning = laterTimes(data, nowMs).find((time) => time.id === "morning");
    const next = morning ? morning.time : "";
    if (!day || day.untilMs <= nowMs || next === "") return text("today.all_done");
    const end = clockTime(day.untilMs, myZone(data));
    return text("today.all_done_waits", { end, next });
}

/** Whether an instant lies on today's page: on this day of the reader's, or before. */
function isToday(ms: number, nowMs: number, zone: string): boolean {
    return daysBetween(nowMs, ms, zone) <= 0;
}

function titleOf(data: Data, id: Request["topic"] | null): string {
    const topic = id ? data.topics.get(id) : undefined;
    return topic ? topicTitle(data, topic) : "";
}

/** What is due today, by due; what was done today after it. */
function dueRows(data: Data, nowMs: number): DueRow[] {
    const zone = myZone(data);
    const open = waitingOnMe(data).filter((request) => isToday(dueMs(request), nowMs, zone));
    const done = [...data.requests.values()]
        .filter((request) => request.asked === data.me && request.state === "answered")
        .map((request) => ({ request, at: request.state === "answered" ? request.at : "" }))
        .filter(({ at }) => daysBetween(nowMs, Date.parse(at), zone) === 0)
        .sort((a, b) => a.at.localeCompare(b.at));
    return [
        ...open.map((request) => dueRow(data, request, "", nowMs)),
        ...done.map(({ request, at }) =>
            dueRow(data, request, clockTime(Date.parse(at), zone), nowMs),
        ),
    ];
}

function dueRow(data: Data, request: Request, done: string, nowMs: number): DueRow {
    return {
        id: request.id,
        excerpt: withoutOwnName(data, request.excerpt),
        meta: text("today.from", {
            name: firstNameOf(data, request.from),
            place: titleOf(data, request.topic),
        }),
        href: `/topic/${request.topic}#${request.message}`,
        mark: dueMark(request, nowMs, myZone(data)),
        left: leftWords(request, nowMs),
        urgent: request.urgent,
        done: done === "" ? "" : text("today.done_at", { time: done }),
    };
}

/** Blockers that stop the reader, or that they said they can help with. */
function stuckRows(data: Data, nowMs: number): StuckRow[] {
    const { me } = data;
    if (!me) return [];
    return [...data.blockers.values()]
        .filter((blocker) => blocker.raised_by === me || blocker.helpers.includes(me))
        .sort((a, b) => a.raised_at.localeCompare(b.raised_at))
        .map((blocker) => ({
            id: blocker.id,
            href: `/topic/${blocker.topic}`,
            title: blocker.text,
            meta: stuckWords(data, blocker, nowMs),
        }));
}

function stuckWords(data: Data, blocker: Blocker, nowMs: number): string {
    const zone = myZone(data);
    const parts = [
        blocker.raised_by === data.me
            ? text("today.you_are_stuck")
            : text("today.you_help", { name: firstNameOf(data, blocker.raised_by) }),
        titleOf(data, blocker.topic),
    ];
    if (blocker.told_at) {
        const time = shortTime(Date.parse(blocker.told_at), nowMs, zone);
        parts.push(text("today.team_told", { time }));
    } else if (blocker.tell_at) {
        const time = shortTime(Date.parse(blocker.tell_at), nowMs, zone);
        parts.push(text("today.team_told_at", { time }));
    }
    return parts.filter((part) => part !== "").join(" · ");
}

function sessionRows(data: Data, nowMs: number): SessionRow[] {
    const zone = myZone(data);
    return [...data.sessions.values()]
        .sort((a, b) => a.started_at.localeCompare(b.started_at))
        .map((session) => {
            const here = session.attendance.filter((stay) => stay.until === null);
            const names = namesOf(data, [...new Set(here.map((stay) => stay.person))]);
            const since = shortTime(Date.parse(session.started_at), nowMs, zone);
            return {
                id: session.id,
                title: titleOf(data, session.topic),
                meta: text("today.in_it", { names, time: since }),
            };
        });
}

/** Reminders and scheduled messages of today, by time. */
function byItselfRows(data: Data, nowMs: number): ByItselfRow[] {
    const zone = myZone(data);
    const rows: { atMs: number; row: ByItselfRow }[] = [];
    for (const reminder of reminders(data)) {
        const atMs = Date.parse(reminder.at ?? "");
        if (!isToday(atMs, nowMs, zone)) continue;
        rows.push({
            atMs,
            row: {
                id: reminder.id,
                kind: "reminder",
                words: reminder.note === "" ? titleOf(data, reminder.topic) : reminder.note,
                href: reminderHref(reminder),
                time: shortTime(atMs, nowMs, zone),
                over: atMs <= nowMs,
            },
        });
    }
    for (const message of scheduledMessages(data)) {
        const atMs = Date.parse(message.send_at);
        if (!isToday(atMs, nowMs, zone)) continue;
        rows.push({
            atMs,
            row: {
                id: message.id,
                kind: "scheduled",
                words: editText(message.text),
                href: "/later",
                time: shortTime(atMs, nowMs, zone),
                over: message.problem !== null,
            },
        });
    }
    return rows.sort((a, b) => a.atMs - b.atMs).map(({ row }) => row);
}

function reminderHref(reminder: Reminder): string {
    if (!reminder.topic) return "/later";
    const anchor = reminder.of === "message" ? `#${reminder.message}` : "";
    return `/topic/${reminder.topic}${anchor}`;
}
