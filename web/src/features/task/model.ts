// What a task's page says: its history in words, the two versions of a change.
import type { PersonId, Session, TaskDue, TaskHistory, TaskId } from "../../data/model";
import { channelTitle, firstNameOf, nameOf } from "../../data/select";
import type { Data } from "../../data/state";
import type { TaskField, TaskFields } from "../../data/taskMerge";
import { dueSaid, estimateWords, priorityWord, stageWord } from "../../data/taskWords";
import { namesOf } from "../../data/words";
import { shortDate } from "../../text/dates";
import { ruleWords } from "../../text/repeat";
import { text } from "../../text/text";
import { rowTime } from "../../text/time";

export interface HistoryLine {
    key: string;
    words: string;
    at: string;
    time: string;
}

export function historyLine(
    data: Data,
    row: TaskHistory,
    nowMs: number,
    zone: string,
): HistoryLine {
    const name = row.by ? firstNameOf(data, row.by) : text("task.by_clock");
    return {
        key: `${row.at} ${row.change}`,
        words: changeWords(data, row, name, nowMs, zone),
        at: row.at,
        time: rowTime(Date.parse(row.at), nowMs, zone),
    };
}

function person(data: Data, id: PersonId | null): string {
    return id ? firstNameOf(data, id) : text("board.nobody");
}

function due(said: TaskDue | null, nowMs: number, zone: string): string {
    return said ? dueSaid(said, nowMs, zone) : text("task.no_due");
}

function changeWords(
    data: Data,
    row: TaskHistory,
    name: string,
    nowMs: number,
    zone: string,
): string {
    switch (row.change) {
        case "created":
            return text("history.created", { name });
        case "title":
            return text("history.title", { name, was: row.was });
        case "text":
            return text("history.text", { name });
        case "owner":
            return text("history.owner", {
                name,
                was: person(data, row.was),
                is: person(data, row.is),
            });
        case "helpers": {
            const parts = [];
            if (0 < row.came.length)
                parts.push(text("history.helpers_came", { names: namesOf(data, row.came) }));
            if (0 < row.went.length)
                parts.push(text("history.helpers_went", { names: namesOf(data, row.went) }));
            return text("history.helpers", { name, what: parts.join("; ") });
        }
        case "priority":
            return text("history.priority", {
                name,
                was: priorityWord(row.was),
                is: priorityWord(row.is),
            });
        case "due":
            return text("history.due", {
                name,
                was: due(row.was, nowMs, zone),
                is: due(row.is, nowMs, zone),
            });
        case "checklist":
            return text("history.checklist", { name, done: row.checked, count: row.of });
        case "moved":
            if (row.was === null)
                return text("history.put", { name, board: row.board, is: row.is ?? "" });
            return row.is === null
                ? text("history.taken_off", { name, board: row.board })
                : text("history.moved", { name, was: row.was, is: row.is, board: row.board });
        case "stage":
            return text("history.stage", { name, was: stageWord(row.was), is: stageWord(row.is) });
        case "next_step":
            return text("history.next_step", { name, step: row.step });
        case "blocked":
            return text(row.blocked ? "history.blocked" : "history.unblocked", { name });
        case "dropped":
            return text(row.dropped ? "history.dropped" : "history.taken_up", { name });
        case "plan":
            return text("history.plan", { name });
        case "labels":
            return text("history.labels", { name });
        case "files":
            return text("history.files", { name });
        case "waits_on":
            return text("history.waits_on", { name });
        default:
            return text("history.other", { name }); // a change of a newer server
    }
}

/** What a field is called. */
export function fieldName(field: TaskField): string {
    switch (field) {
        case "title":
            return text("task.title");
        case "text":
            return text("task.description");
        case "owner":
            return text("task.owner");
        case "priority":
            return text("task.priority");
        case "due":
            return text("task.due");
        case "start":
            return text("task.start");
        case "estimate_minutes":
            return text("task.estimate");
        case "recurrence":
            return text("task.repeats");
        case "stage":
            return text("task.stage");
        case "channel":
            return text("task.seen_by");
        default:
            return text("task.menu");
    }
}

/** A field's value in words. */
export function fieldWords(
    data: Data,
    field: TaskField,
    fields: Partial<TaskFields>,
    nowMs: number,
    zone: string,
): string {
    switch (field) {
        case "title":
            return fields.title ?? "";
        case "text":
            return fields.text ?? "";
        case "owner":
            return fields.owner ? nameOf(data, fields.owner) : text("board.nobody");
        case "priority":
            return fields.priority ? priorityWord(fields.priority) : "";
        case "due":
            return due(fields.due ?? null, nowMs, zone);
        case "start":
            return fields.start ? shortDate(fields.start) : text("task.no_start");
        case "estimate_minutes":
            return fields.estimate_minutes
                ? estimateWords(fields.estimate_minutes)
                : text("task.no_estimate");
        case "recurrence":
            return fields.recurrence
                ? ruleWords(fields.recurrence.rule)
                : text("task.never_repeats");
        case "stage":
            return fields.stage ? stageWord(fields.stage) : "";
        case "channel": {
            const channel = fields.channel ? data.channels.get(fields.channel) : undefined;
            return channel ? channelTitle(data, channel) : text("task.private");
        }
        case "dropped":
            return text(fields.dropped ? "task.is_dropped" : "task.is_open");
        default:
            return "";
    }
}

/** A task that was made of a call. */
export interface SessionTask {
    id: TaskId;
    title: string;
    done: boolean;
}

/** The tasks of a call, as far as they are known: what its topic says was made, and the reader's own. */
export function sessionTasks(data: Data, session: Pick<Session, "id" | "topic">): SessionTask[] {
    const found = new Map<TaskId, SessionTask>();
    for (const { body, text: title } of data.windows.get(session.topic)?.messages ?? []) {
        if (body.kind !== "task_made" || body.session !== session.id) continue;
        found.set(body.task, { id: body.task, title, done: false });
    }
    for (const { id, title, origin, stage } of data.work.tasks.values()) {
        const isOf = origin?.from === "session" && origin.session === session.id;
        if (isOf || found.has(id)) found.set(id, { id, title, done: stage === "done" });
    }
    return [...found.values()];
}
