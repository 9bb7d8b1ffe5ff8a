// My board as the page shows it: lanes of cards, what stands still, what was done this week.

import type { BoardId, MyItem, Slow, Task, TaskId } from "../../data/model";
import {
    columnName,
    doneSince,
    isWaiting,
    type MyRow,
    mondayOf,
    myRows,
    placesOf,
    SHOWN_LANES,
    type ShownLane,
    workDaysSince,
} from "../../data/myBoard";
import { originWords, waitWords } from "../../data/myBoardWords";
import { firstNameOf, myZone, topicTitle } from "../../data/select";
import type { Data } from "../../data/state";
import { priorityWord, taskDueMark, workingWords } from "../../data/taskWords";
import { dueMark, type TimeMark, withoutOwnName } from "../../data/words";
import { text } from "../../text/text";
import { dayKey, rowTime, shortTime } from "../../text/time";
import { idOf } from "../../transport/ids";

export interface CardView {
    key: string;
    item: MyItem;
    lane: ShownLane;
    title: string;
    href: string;
    due: TimeMark | null;
    /** When it wakes, of what is snoozed. */
    wake: string;
    /** The board it stands on, or the topic of a request. */
    place: string;
    /** What stands below instead of a board: where it came from. */
    origin: string;
    /** What it waits on; empty if it can go on. */
    waits: string;
    /** What its person does next. */
    step: string;
    /** "highest" or "high" in words; empty for the rest. */
    priority: string;
    /** Whose it is, if the reader only helps. */
    owner: string;
    urgent: boolean;
    slow: SlowView | null;
    /** Whether it asks for its next step openly. */
    asks: boolean;
    planned: boolean;
    /** Whether it may be put into a lane by its person. */
    movable: boolean;
    /** A request that others owe the reader. */
    owed: boolean;
}

export interface SlowView {
    /** "No step for 6 working days." */
    line: string;
    /** What is usual there. */
    usual: string;
}

export interface LaneView {
    lane: ShownLane;
    title: string;
    /** What its place in time is. */
    span: string;
    count: string;
    cards: CardView[];
    /** What stands still further down than one sees at first: it rises to the lane's head, its card stays. */
    risen: CardView[];
}

/** From which card on of a lane what stands still is named at its head, too. */
const RISEN_FROM = 3;

export interface DoneView {
    count: number;
    items: { id: TaskId; title: string; time: string }[];
}

/** What of my board is shown: all, one board, what is on no board, or requests alone. */
export type Filter = BoardId | "none" | "requests" | null;

export interface FilterChoice {
    value: Exclude<Filter, null>;
    label: string;
    count: number;
}

export interface MyBoardView {
    intro: string;
    lanes: LaneView[];
    filters: FilterChoice[];
    /** The name of what is shown. */
    shown: string;
    /** Keys of what stands still, in the order of the page. */
    slow: string[];
    done: DoneView;
    /** Whether there is anything, whatever is shown. */
    empty: boolean;
    today: string;
}

/** What an address shows: `?show=` a board, "none" or "requests". */
export function filterOf(search: string): Filter {
    const show = new URLSearchParams(search).get("show");
    if (show === null) return null;
    if (show === "none" || show === "requests") return show;
    return idOf("boa", show);
}

/** Computes the page. */
export function myBoardView(data: Data, nowMs: number, filter: Filter): MyBoardView {
    const rows = myRows(data, nowMs);
    const shown = rows.filter((row) => fits(data, row, filter));
    const all = shown.map((row) => cardView(data, row, nowMs));
    const asking = askingKey(all);
    const cards = all.map((card) => (card.key === asking ? { ...card, asks: true } : card));
    const filters = filterChoices(data, rows);
    return {
        intro: introOf(data, rows),
        lanes: SHOWN_LANES.map((lane) => {
            const inLane = cards.filter((card) => card.lane === lane);
            return {
                lane,
                title: laneTitle(lane),
                span: text(`my_board.span_${lane}`),
                count: laneCount(lane, inLane.length),
                cards: inLane,
                risen: inLane.slice(RISEN_FROM).filter((card) => card.slow !== null),
            };
        }),
        filters,
        shown: filters.find((one) => one.value === filter)?.label ?? text("my_board.all_boards"),
        slow: cards.filter((card) => card.slow !== null).map((card) => card.key),
        done: doneView(data, nowMs),
        empty: rows.length === 0,
        today: dayKey(nowMs, myZone(data)),
    };
}

/** Of what stands still one asks openly, the nearest to now; the others say so in a line. */
function askingKey(cards: readonly CardView[]): string | undefined {
    const slow = cards.filter((card) => card.slow !== null);
    const lanes: readonly ShownLane[] = ["now", "next", "later", "inbox"];
    const nearest = lanes.flatMap((lane) => slow.filter((card) => card.lane === lane));
    return (nearest[0] ?? slow[0])?.key;
}

export function laneTitle(lane: ShownLane): string {
    return text(`my_board.lane_${lane}`);
}

function laneCount(lane: ShownLane, count: number): string {
    if (count === 0) return "";
    if (lane === "inbox") return text("my_board.to_sort", { count });
    if (lane === "waiting") return text("my_board.on_others", { count });
    return String(count);
}

function introOf(data: Data, rows: readonly MyRow[]): string {
    const tasks = rows.filter((row) => row.task !== null).length;
    const boards = new Set(rows.flatMap((row) => boardsOf(data, row))).size;
    const requests = rows.length - tasks;
    const parts = [
        boards === 0
            ? text("my_board.count_tasks", { count: tasks })
            : text("my_board.count", {
                  tasks: text("my_board.count_tasks", { count: tasks }),
                  boards: text("my_board.count_boards", { count: boards }),
              }),
        ...(requests === 0 ? [] : [text("my_board.count_requests", { count: requests })]),
    ];
    return text("my_board.intro", { what: parts.join(text("my_board.and")) });
}

function boardsOf(data: Data, { task }: MyRow): BoardId[] {
    return task ? placesOf(data, task.id).map(({ board }) => board.id) : [];
}

function fits(data: Data, row: MyRow, filter: Filter): boolean {
    if (filter === null) return true;
    if (filter === "requests") return row.request !== null;
    const boards = boardsOf(data, row);
    if (filter === "none") return row.task !== null && boards.length === 0;
    return boards.includes(filter);
}

function filterChoices(data: Data, rows: readonly MyRow[]): FilterChoice[] {
    const counts = new Map<BoardId, number>();
    let none = 0;
    let requests = 0;
    for (const row of rows) {
        const boards = boardsOf(data, row);
        for (const board of boards) counts.set(board, (counts.get(board) ?? 0) + 1);
        if (row.request) requests += 1;
        else if (boards.length === 0) none += 1;
    }
    const choices: FilterChoice[] = [...counts].map(([board, count]) => ({
        value: board,
        label: data.work.boards.get(board)?.name ?? "",
        count,
    }));
    choices.sort((a, b) => a.label.localeCompare(b.label));
    if (0 < none) choices.push({ value: "none", label: text("my_board.no_board"), count: none });
    if (0 < requests) {
        const label = text("my_board.only_requests");
        choices.push({ value: "requests", label, count: requests });
    }
    return choices;
}

/** A card as it is shown. */
export function cardView(data: Data, row: MyRow, nowMs: number): CardView {
    const zone = myZone(data);
    const { card, lane } = row;
    const today = dayKey(nowMs, zone);
    const wakeMs = lane === "snoozed" && card?.wake_at ? Date.parse(card.wake_at) : null;
    const base = {
        key: row.key,
        item: row.item,
        lane,
        wake: wakeMs === null ? "" : text("my_board.wakes", { time: rowTime(wakeMs, nowMs, zone) }),
        step: card?.next_step ?? "",
        asks: false,
        planned: card?.planned_for === today,
        movable: lane !== "waiting",
    };
    if (row.task) return { ...base, ...taskParts(data, row.task, row, nowMs) };
    return { ...base, ...requestParts(data, row.request, lane, nowMs) };
}

type Parts = Omit<
    CardView,
    "key" | "item" | "lane" | "wake" | "step" | "planned" | "movable" | "asks"
>;

function taskParts(data: Data, task: Task, { card, lane }: MyRow, nowMs: number): Parts {
    const places = placesOf(data, task.id);
    const place = places.map(({ board }) => board.name).join(", ");
    const helps = task.owner !== data.me;
    return {
        title: task.title,
        href: `/tasks/${task.id}`,
        due: taskDueMark(task, nowMs, myZone(data)),
        place,
        origin: lane === "inbox" || place === "" ? originWords(data, task) : "",
        waits: isWaiting(task) ? waitWords(data, task) : "",
        priority:
            task.priority === "highest" || task.priority === "high"
                ? priorityWord(task.priority)
                : "",
        owner: !helps
            ? ""
            : task.owner
              ? text("my_board.helping", { name: firstNameOf(data, task.owner) })
              : text("my_board.helping_nobody"),
        urgent: false,
        slow: card?.slow ? slowView(data, card.slow, task, nowMs) : null,
        owed: false,
    };
}

function requestParts(
    data: Data,
    request: NonNullable<MyRow["request"]>,
    lane: ShownLane,
    nowMs: number,
): Parts {
    const owed = request.from === data.me;
    const name = firstNameOf(data, owed ? request.asked : request.from);
    const topic = data.topics.get(request.topic);
    const isDirect = data.channels.get(request.channel)?.kind === "direct";
    const place = topic && !isDirect ? topicTitle(data, topic) : "";
    const asks =
        place === "" ? text("my_board.asks", { name }) : text("my_board.asks_in", { name, place });
    const mark = dueMark(request, nowMs, myZone(data));
    return {
        title: withoutOwnName(data, request.excerpt, request.asked),
        // The page of a topic replies to what its address names.
        href: `/topic/${request.topic}${owed ? "" : `?reply=${request.message}`}#${request.message}`,
        due: owed
            ? { ...mark, label: text("my_board.who_when", { name, time: mark.label }) }
            : mark,
        place: owed ? place : "",
        origin: owed ? "" : asks,
        waits: "",
        priority: "",
        owner: "",
        urgent: request.urgent,
        slow: null,
        owed: owed || lane === "waiting",
    };
}

/** For how long something stands still, and what is usual there. */
function slowView(data: Data, slow: Slow, task: Task, nowMs: number): SlowView {
    const passed = workDaysSince(data, Date.parse(slow.at), nowMs);
    const days = slow.days + passed;
    const found = placesOf(data, task.id).find(({ board }) => board.id === slow.board);
    const column = found ? columnName(found.board, found.card) : "";
    const usual = workingWords(slow.usual_minutes);
    const since = shortTime(Date.parse(slow.since), nowMs, myZone(data));
    return {
        line:
            days === 0
                ? text("my_board.slow_since", { time: since })
                : text("my_board.slow_days", { count: days }),
        usual:
            column === ""
                ? text("my_board.usual", { span: usual })
                : text("my_board.usual_column", { span: usual, column }),
    };
}

function doneView(data: Data, nowMs: number): DoneView {
    const zone = myZone(data);
    const tasks = doneSince(data, mondayOf(data, nowMs));
    return {
        count: tasks.length,
        items: tasks.map((task) => ({
            id: task.id,
            title: task.title,
            time: task.finished_at ? rowTime(Date.parse(task.finished_at), nowMs, zone) : "",
        })),
    };
}
