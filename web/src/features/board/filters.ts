// What a board is looked at for, as its address says it: anybody with the address sees the same.
import type { PersonId, Priority, Task } from "../../data/model";
import { isOpenTask, PRIORITIES, taskDueMs } from "../../data/taskWords";
import { addDays } from "../../text/dates";
import { dayKey } from "../../text/time";

export const VIEWS = ["board", "list", "calendar", "timeline"] as const;

export type View = (typeof VIEWS)[number];

export const DUES = ["overdue", "today", "week", "none"] as const;

export interface Filters {
    view: View;
    /** Somebody's id, `me` or `none`. */
    owner: string | null;
    label: string | null;
    priority: Priority | null;
    due: (typeof DUES)[number] | null;
    /** Words in the title. */
    q: string;
    lanes: "owner" | "priority" | null;
    /** Only what is in the iteration that runs. */
    iteration: boolean;
}

export const NO_FILTERS: Filters = {
    view: "board",
    owner: null,
    label: null,
    priority: null,
    due: null,
    q: "",
    lanes: null,
    iteration: false,
};

/** The filters of an address. What it says wrongly counts as not said. */
export function filtersOf(search: string): Filters {
    const query = new URLSearchParams(search);
    const lanes = query.get("lanes");
    return {
        view: VIEWS.find((view) => view === query.get("view")) ?? "board",
        owner: query.get("owner"),
        label: query.get("label"),
        priority: PRIORITIES.find((one) => one === query.get("priority")) ?? null,
        due: DUES.find((one) => one === query.get("due")) ?? null,
        q: query.get("q") ?? "",
        lanes: lanes === "owner" || lanes === "priority" ? lanes : null,
        iteration: query.get("iteration") === "now",
    };
}

/** The query of an address that says these filters; empty if there are none. */
export function searchOf(filters: Filters, task: string | null = null): string {
    const query = new URLSearchParams();
    if (filters.view !== "board") query.set("view", filters.view);
    for (const name of ["owner", "label", "priority", "due", "lanes"] as const) {
        const value = filters[name];
        if (value) query.set(name, value);
    }
    if (filters.iteration) query.set("iteration", "now");
    if (filters.q !== "") query.set("q", filters.q);
    if (task) query.set("task", task);
    const words = query.toString();
    return words === "" ? "" : `?${words}`;
}

/** Whether anything is left out by them. */
export function isFiltered(filters: Filters): boolean {
    const { owner, label, priority, due, q, iteration } = filters;
    return Boolean(owner || label || priority || due || q !== "" || iteration);
}

/** Whether a task is wanted. */
export function fits(
    task: Task,
    filters: Filters,
    me: PersonId | null,
    nowMs: number,
    zone: string,
): boolean {
    const { owner, label, priority, due, q } = filters;
    if (owner === "none" && task.owner !== null) return false;
    if (owner === "me" && (me === null || !isOf(task, me))) return false;
    if (owner && owner !== "none" && owner !== "me" && task.owner !== owner) return false;
    if (label && !task.labels.includes(label)) return false;
    if (priority && task.priority !== priority) return false;
    if (q !== "" && !task.title.toLocaleLowerCase().includes(q.toLocaleLowerCase())) return false;
    return due === null || fitsDue(task, due, nowMs, zone);
}

function isOf(task: Task, me: PersonId): boolean {
    return task.owner === me || task.helpers.includes(me);
}

function fitsDue(
    task: Task,
    due: NonNullable<Filters["due"]>,
    nowMs: number,
    zone: string,
): boolean {
    if (due === "none") return task.due === null;
    if (!task.due || !isOpenTask(task)) return false;
    const at = taskDueMs(task);
    const day = dayKey(at, zone);
    const today = dayKey(nowMs, zone);
    if (due === "overdue") return at < nowMs;
    if (due === "today") return day <= today;
    return day <= addDays(today, 7);
}
