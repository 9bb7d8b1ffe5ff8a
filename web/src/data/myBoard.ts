// My board as the client derives it: what stands on it, in which lane, in which order.
import { addDays, dayOf } from "../text/dates";
import { dayKey } from "../text/time";
import { isOf } from "./applyWork";
import { myWeek } from "./laterTimes";
import type { Board, Card, Lane, MyCard, MyItem, Request, Task } from "./model";
import { compareRanks } from "./rank";
import { myZone, waitingOnMe, waitingOnOthers } from "./select";
import type { Data, Table } from "./state";
import { isOpenTask, priorityLevel } from "./taskWords";
import { itemKey } from "./work";

/** A lane as it is shown. Waiting and Snoozed are not chosen: they follow from other things. */
export type ShownLane = Lane | "waiting" | "snoozed";

/** The lanes in their order, which is that of their keys. */
export const SHOWN_LANES: readonly ShownLane[] = [
    "inbox",
    "now",
    "next",
    "later",
    "waiting",
    "snoozed",
];

/** One thing on my board: a task or a request, with the card that says where it stands. */
export type MyRow = {
    key: string;
    item: MyItem;
    lane: ShownLane;
    /** `null` while nobody has put it anywhere. */
    card: MyCard | null;
} & ({ task: Task; request: null } | { task: null; request: Request });

/** What decides about a lane. */
export interface LaneFacts {
    card: Pick<MyCard, "lane" | "wake_at"> | null;
    /** Whether it waits on somebody else. */
    waits: boolean;
    nowMs: number;
}

/** The lane of something: the rule of `rules::my_board::lane_of`. */
export function laneOf({ card, waits, nowMs }: LaneFacts): ShownLane {
    if (card?.wake_at && nowMs < Date.parse(card.wake_at)) return "snoozed";
    if (waits) return "waiting";
    return card?.lane ?? "inbox";
}

/** Whether a task cannot go on: it is blocked, or waits on one that is not finished. */
export function isWaiting(task: Task): boolean {
    return task.blocked || 0 < task.open_waits;
}

/** The reader's tasks: those they own, and those they help with. */
export function myTasks(data: Data): Task[] {
    return [...data.work.tasks.values()].filter((task) => isOf(task, data.me));
}

/** All that stands on my board, in the order of each lane. */
export function myRows(data: Data, nowMs: number): MyRow[] {
    const rows = [
        ...myTasks(data)
            .filter(isOpenTask)
            .map((task) => rowOfTask(data, task, nowMs)),
        ...waitingOnMe(data).map((request) => rowOfRequest(data, request, false, nowMs)),
        ...waitingOnOthers(data).map((request) => rowOfRequest(data, request, true, nowMs)),
    ];
    return rows.sort((a, b) => compareRows(a, b, nowMs));
}

function rowOfTask(data: Data, task: Task, nowMs: number): MyRow {
    const item: MyItem = { of: "task", task: task.id };
    const card = data.work.myCards.get(itemKey(item)) ?? null;
    const lane = laneOf({ card, waits: isWaiting(task), nowMs });
    return { key: task.id, item, lane, card, task, request: null };
}

function rowOfRequest(data: Data, request: Request, waits: boolean, nowMs: number): MyRow {
    const item: MyItem = { of: "request", request: request.id };
    const card = data.work.myCards.get(itemKey(item)) ?? null;
    return {
        key: request.id,
        item,
        lane: laneOf({ card, waits, nowMs }),
        card,
        task: null,
        request,
    };
}

/** Own order in lanes that are chosen; what is due first in Waiting; what wakes first in Snoozed. */
function compareRows(a: MyRow, b: MyRow, nowMs: number): number {
    const lanes = SHOWN_LANES.indexOf(a.lane) - SHOWN_LANES.indexOf(b.lane);
    if (lanes !== 0) return lanes;
    if (a.lane === "snoozed") return wakeOf(a).localeCompare(wakeOf(b)) || byKey(a, b);
    if (a.lane === "waiting") return dueOf(a) - dueOf(b) || byKey(a, b);
    const placed = Number(!isPlaced(a)) - Number(!isPlaced(b));
    if (placed !== 0) return placed;
    if (a.card && b.card && isPlaced(a))
        return compareRanks(a.card.rank, b.card.rank) || byKey(a, b);
    return byImportance(a, b, nowMs);
}

/** Whether somebody gave it its place in its lane. */
function isPlaced({ card }: MyRow): boolean {
    return card !== null && card.rank !== "";
}

function wakeOf({ card }: MyRow): string {
    return card?.wake_at ?? "";
}

function byKey(a: MyRow, b: MyRow): number {
    return a.key < b.key ? -1 : 1;
}

/** When something is due, in milliseconds; what is due never comes last. */
export function dueOf({ task, request }: MyRow): number {
    const at = task ? task.due_at : request.due_at;
    return at ? Date.parse(at) : Number.POSITIVE_INFINITY;
}

/** Overdue ones first, then by priority, due and age: the rule of `rules::task::TaskRank`. */
function byImportance(a: MyRow, b: MyRow, nowMs: number): number {
    const over = Number(nowMs <= dueOf(a)) - Number(nowMs <= dueOf(b));
    if (over !== 0) return over;
    const priority = priorityOf(a) - priorityOf(b);
    if (priority !== 0) return priority;
    const [dueA, dueB] = [dueOf(a), dueOf(b)];
    if (dueA !== dueB) return dueA - dueB;
    return madeAt(a).localeCompare(madeAt(b)) || byKey(a, b);
}

function priorityOf({ task, request }: MyRow): number {
    return priorityLevel(task ? task.priority : request.urgent ? "highest" : "normal");
}

function madeAt({ task, request }: MyRow): string {
    return task ? task.created_at : request.opened_at;
}

/** The cards of each task, as long as the table is the same one. */
const cardsOfTasks = new WeakMap<Table<string, Card>, Map<Task["id"], Card[]>>();

function cardsOf(cards: Table<string, Card>, task: Task["id"]): readonly Card[] {
    let index = cardsOfTasks.get(cards);
    if (!index) {
        index = new Map();
        for (const card of cards.values()) {
            const known = index.get(card.task);
            if (known) known.push(card);
            else index.set(card.task, [card]);
        }
        cardsOfTasks.set(cards, index);
    }
    return index.get(task) ?? [];
}

/** Where a task stands: its cards on boards that are used, by the boards' names. */
export function placesOf(data: Data, task: Task["id"]): { board: Board; card: Card }[] {
    const places: { board: Board; card: Card }[] = [];
    for (const card of cardsOf(data.work.cards, task)) {
        const board = data.work.boards.get(card.board);
        if (board && card.archived_at === null) places.push({ board, card });
    }
    return places.sort((a, b) => a.board.name.localeCompare(b.board.name));
}

/** The column of a card. */
export function columnName(board: Board, card: Card): string {
    return board.columns.find((column) => column.id === card.column)?.name ?? "";
}

/** Days of work that have passed since an instant, without days off. */
export function workDaysSince(data: Data, sinceMs: number, nowMs: number): number {
    const zone = myZone(data);
    const week = myWeek(data);
    const off = (data.me && data.availability.get(data.me)?.time_off) || [];
    const today = dayKey(nowMs, zone);
    let days = 0;
    for (let day = addDays(dayKey(sinceMs, zone), 1); day <= today; day = addDays(day, 1)) {
        const works = week.length === 0 || week.some((span) => span.day === dayOf(day));
        const away = off.some(
            (span) =>
                dayKey(Date.parse(span.from), zone) < day &&
                day < dayKey(Date.parse(span.until), zone),
        );
        if (works && !away) days += 1;
    }
    return days;
}

/** The first day of the reader's week, as a date. */
export function mondayOf(data: Data, nowMs: number): string {
    const today = dayKey(nowMs, myZone(data));
    const passed = (new Date(Date.parse(today)).getUTCDay() + 6) % 7;
    return addDays(today, -passed);
}

/** The reader's tasks that were finished since a date, the newest first. */
export function doneSince(data: Data, date: string): Task[] {
    const zone = myZone(data);
    return myTasks(data)
        .filter((task) => task.finished_at && date <= dayKey(Date.parse(task.finished_at), zone))
        .sort((a, b) => (b.finished_at ?? "").localeCompare(a.finished_at ?? ""));
}
