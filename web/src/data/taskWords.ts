// What is said of tasks wherever they stand: until when, how important, how far.
import { dayOf, shortDate } from "../text/dates";
import { text } from "../text/text";
import { dayKey, dialOf, rowTime, shortTime, spanWords, stepOf } from "../text/time";
import type { Priority, Stage, Task, TaskDue } from "./model";
import type { TimeMark } from "./words";

const DAY_MS = 24 * 3_600_000;

/** All priorities, the highest first. */
export const PRIORITIES: readonly Priority[] = ["highest", "high", "normal", "low"];

/** All stages, in order. */
export const STAGES: readonly Stage[] = ["not_started", "doing", "done"];

const LEVEL: Readonly<Record<Priority, number>> = { highest: 0, high: 1, normal: 2, low: 3 };

/** Its place among the priorities; the highest is 0. */
export function priorityLevel(priority: Priority): number {
    return LEVEL[priority];
}

export function priorityWord(priority: Priority): string {
    return text(`task.priority_${priority}`);
}

export function stageWord(stage: Stage): string {
    return text(`task.stage_${stage}`);
}

/** Whether something is still to be done. */
export function isOpenTask(task: Task): boolean {
    return task.finished_at === null && task.dropped_at === null;
}

/** Until when, in milliseconds; without a due never. */
export function taskDueMs(task: Task): number {
    if (task.due_at) return Date.parse(task.due_at);
    if (task.due && "day" in task.due) return Date.parse(`${task.due.day}T18:00:00Z`);
    return Number.POSITIVE_INFINITY;
}

/** The day of a due on the reader's calendar. */
export function dueDay(due: TaskDue, zone: string): string {
    return "day" in due ? due.day : dayKey(Date.parse(due.at), zone);
}

/** A due as it was said: "Mon 15:00", "Thu 4 Dec". */
export function dueSaid(due: TaskDue, nowMs: number, zone: string): string {
    if ("at" in due) return shortTime(Date.parse(due.at), nowMs, zone);
    return dayWords(due.day, nowMs, zone);
}

/** A day from here: "today", "tomorrow", "Tue", "4 Dec". */
export function dayWords(day: string, nowMs: number, zone: string): string {
    const ahead = Math.round((Date.parse(day) - Date.parse(dayKey(nowMs, zone))) / DAY_MS);
    if (ahead === 0) return text("task.today");
    if (ahead === 1) return text("task.tomorrow");
    if (ahead === -1) return text("task.yesterday");
    if (0 < ahead && ahead < 7) return text(`day.${dayOf(day)}`).slice(0, 3);
    return shortDate(day);
}

/** Until when a task is wanted, as a mark; `null` without a due. A finished one has none either. */
export function taskDueMark(task: Task, nowMs: number, zone: string): TimeMark | null {
    if (!task.due || task.finished_at) return null;
    const at = taskDueMs(task);
    if ("day" in task.due) return dayMark(task.due.day, at, nowMs, zone);
    const label = rowTime(at, nowMs, zone);
    if (at <= nowMs) return overdue(label);
    return { step: stepOf(at, nowMs, zone), fill: dialOf(at - nowMs), label };
}

/** A day counts whole on the reader's calendar; only on it does the hour matter. */
function dayMark(day: string, at: number, nowMs: number, zone: string): TimeMark {
    const today = dayKey(nowMs, zone);
    const label = dayWords(day, nowMs, zone);
    if (day < today) return overdue(label);
    const left = Math.max(at - nowMs, 1);
    if (day === today) return { step: "today", fill: dialOf(left), label };
    return { step: "later", fill: dialOf(Math.max(left, DAY_MS)), label };
}

function overdue(time: string): TimeMark {
    return { step: "now", fill: 0.04, label: text("task.overdue", { time }) };
}

/** An estimate in words: "2 h", "3 days" of eight hours. */
export function estimateWords(minutes: number): string {
    const day = 8 * 60;
    if (day <= minutes && minutes % (day / 2) === 0) {
        return text("time.days", { count: minutes / day });
    }
    if (minutes < 60) return text("time.minutes", { count: minutes });
    const rest = minutes % 60;
    const hours = Math.floor(minutes / 60);
    if (rest === 0) return text("time.hours", { count: hours });
    return text("time.hours_minutes", { hours, minutes: String(rest).padStart(2, "0") });
}

/** An estimate as somebody writes it: "90", "1:30", "2h", "1.5 h", "2d"; `null` if it is none. */
export function readEstimate(words: string): number | null {
    const said = words.trim().toLowerCase().replace(",", ".");
    const clock = /^(\d{1,3}):([0-5]\d)$/.exec(said);
    if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
    const found = /^(\d+(?:\.\d+)?)\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)?$/.exec(said);
    if (!found) return null;
    const amount = Number(found[1]);
    const unit = (found[2] ?? "m").charAt(0);
    const minutes = { m: 1, h: 60, d: 8 * 60, w: 5 * 8 * 60 }[unit] ?? 1;
    return Math.round(amount * minutes);
}

/** Minutes of a working day, in which spans of work are said, whoever reads them. */
const DAY_MINUTES = 8 * 60;

/** A span of working time: "2 days", "3 h". */
export function workingWords(minutes: number): string {
    if (minutes < DAY_MINUTES) return spanWords(minutes * 60_000);
    return text("time.days", { count: Math.round(minutes / DAY_MINUTES) });
}
