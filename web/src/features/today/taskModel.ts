// The reader's tasks of today: what they planned, what is due, what is done, and what could come next.

import type { DayPlan, Task, TaskId } from "../../data/model";
import { columnName, isWaiting, type MyRow, myRows, myTasks, placesOf } from "../../data/myBoard";
import { waitWords } from "../../data/myBoardWords";
import { firstNameOf, myZone } from "../../data/select";
import type { Data } from "../../data/state";
import { dueDay, estimateWords, taskDueMark } from "../../data/taskWords";
import type { TimeMark } from "../../data/words";
import { text } from "../../text/text";
import { clockTime, dayKey } from "../../text/time";

/** Most tasks of the Now lane that are offered for the plan. */
const OFFERED_MAX = 3;

export interface TaskRow {
    id: TaskId;
    title: string;
    href: string;
    meta: string;
    /** Its estimate: "about 30 min". */
    about: string;
    due: TimeMark | null;
    /** Whether it is on the plan, and not only due. */
    planned: boolean;
    /** When it was done: "done 14:12"; empty while it is open. */
    done: string;
}

export interface TodayTasks {
    rows: TaskRow[];
    /** How many of them are open. */
    open: number;
    /** From the Now lane, for whoever has time left. */
    offered: TaskRow[];
    /** Differs whenever the server would count the day anew. */
    planKey: string;
    today: string;
}

export function todayTasks(data: Data, nowMs: number): TodayTasks {
    const zone = myZone(data);
    const today = dayKey(nowMs, zone);
    const rows = myRows(data, nowMs).filter((row) => row.task !== null);
    const mine = rows.filter((row) => isPlanned(row, today) || isDue(data, row, today));
    const done = myTasks(data)
        .filter((task) => task.finished_at && dayKey(Date.parse(task.finished_at), zone) === today)
        .sort((a, b) => (a.finished_at ?? "").localeCompare(b.finished_at ?? ""));
    const offered = rows.filter((row) => row.lane === "now" && !mine.includes(row));
    const shown = [
        ...mine.flatMap(({ task, card }) => (task ? [{ task, planned: card !== null }] : [])),
        ...done.map((task) => ({ task, planned: false })),
    ];
    const planned = mine.filter((row) => isPlanned(row, today));
    return {
        rows: shown.map(({ task, planned: is }) =>
            taskRow(data, task, is && isOn(planned, task), nowMs),
        ),
        open: mine.length,
        offered: offered
            .slice(0, OFFERED_MAX)
            .flatMap(({ task }) => (task ? [taskRow(data, task, false, nowMs)] : [])),
        planKey: [
            today,
            clockTime(nowMs, zone).slice(0, 4),
            ...planned.map(({ key, task }) => `${key} ${task?.estimate_minutes ?? ""}`),
            ...done.map((task) => task.id),
        ].join(),
        today,
    };
}

function isOn(rows: readonly MyRow[], task: Task): boolean {
    return rows.some((row) => row.key === task.id);
}

/** On the plan of today, or of a day before and not done then. */
function isPlanned({ card, lane }: MyRow, today: string): boolean {
    return (
        card !== null &&
        card.planned_for !== null &&
        card.planned_for <= today &&
        lane !== "snoozed"
    );
}

/** The reader's own, due today or before. */
function isDue(data: Data, { task, lane }: MyRow, today: string): boolean {
    if (!task?.due || task.owner !== data.me || lane === "snoozed") return false;
    return dueDay(task.due, myZone(data)) <= today;
}

function taskRow(data: Data, task: Task, planned: boolean, nowMs: number): TaskRow {
    const zone = myZone(data);
    const places = placesOf(data, task.id).map(({ board, card }) => {
        const column = columnName(board, card);
        return column === "" ? board.name : `${board.name} · ${column}`;
    });
    const step = data.work.myCards.get(task.id)?.next_step ?? "";
    const facts = [
        ...places,
        task.owner !== data.me && task.owner
            ? text("my_board.helping", { name: firstNameOf(data, task.owner) })
            : "",
        isWaiting(task) ? waitWords(data, task) : step,
    ];
    return {
        id: task.id,
        title: task.title,
        href: `/tasks/${task.id}`,
        meta: facts.filter((fact) => fact !== "").join(", "),
        about:
            task.estimate_minutes === null
                ? ""
                : text("today.task_about", { span: estimateWords(task.estimate_minutes) }),
        due: taskDueMark(task, nowMs, zone),
        planned,
        done: task.finished_at
            ? text("today.done_at", { time: clockTime(Date.parse(task.finished_at), zone) })
            : "",
    };
}

/** The plan of the day in words: how much is planned, how much is left. */
export function planWords(plan: DayPlan | null): string {
    if (!plan) return "";
    const { left_minutes: left, planned_minutes: planned, unestimated } = plan;
    const span = { planned: minuteSpan(planned), left: minuteSpan(left) };
    const open = unestimated === 0 ? "" : text("today.plan_unestimated", { count: unestimated });
    if (planned === 0) {
        if (left === 0) return open;
        return joined([text("today.plan_left", { left: span.left }), open]);
    }
    if (left === 0) return joined([text("today.plan_none", { planned: span.planned }), open]);
    return joined([text(planned <= left ? "today.plan_fits" : "today.plan_full", span), open]);
}

/** Minutes in hours, however many. */
function minuteSpan(minutes: number): string {
    if (minutes < 60) return text("time.minutes", { count: minutes });
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (rest === 0) return text("time.hours", { count: hours });
    return text("time.hours_minutes", { hours, minutes: String(rest).padStart(2, "0") });
}

function joined(parts: readonly string[]): string {
    return parts.filter((part) => part !== "").join(", ");
}
