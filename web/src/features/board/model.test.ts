// A board's cards by column, lane and filter, and the ways among them.
import { expect, test } from "vitest";
import type {
    Board,
    BoardId,
    Card,
    Column,
    ColumnId,
    PersonId,
    Task,
    TaskId,
} from "../../data/model";
import { ANA, BEN, CHANNEL, inMinutes, NOW_MS } from "../../data/tests/fixture";
import { task } from "../../data/tests/workFixture";
import type { BoardWindow } from "../../data/work";
import { filtersOf, fits, NO_FILTERS, searchOf } from "./filters";
import {
    allLanes,
    columnsAsShown,
    columnsOf,
    countWords,
    isIn,
    isOver,
    lanesOf,
    neighbourOf,
    neighboursAt,
    staysPut,
    usualWords,
} from "./model";
import { monthWeeks, otherMonth, spanOf } from "./spans";

const ZONE = "Europe/Berlin";
const BOARD = "boa_1" as BoardId;

function column(id: string, change: Partial<Column> = {}): Column {
    return {
        id: `col_${id}` as ColumnId,
        name: id,
        stage: "doing",
        cards_max: null,
        usual_minutes: null,
        usual_minutes_set: null,
        ...change,
    };
}

function card(id: string, of: string, rank: string): Card {
    return {
        board: BOARD,
        task: `tsk_${id}` as TaskId,
        column: `col_${of}` as ColumnId,
        rank,
        entered_at: inMinutes(0),
        iteration: null,
        archived_at: null,
    };
}

const board: Board = {
    id: BOARD,
    channel: CHANNEL,
    team: null,
    name: "Firmware",
    purpose: "",
    columns: [
        column("todo", { stage: "not_started" }),
        column("doing", { cards_max: 1 }),
        column("done", { stage: "done" }),
    ],
    roles: [],
    followers: [],
    iteration: null,
    created_by: ANA,
    created_at: inMinutes(0),
    archived_at: null,
    version: 1,
};

const cards = [
    card("a", "todo", "V"),
    card("b", "todo", "A"),
    card("c", "doing", "V"),
    card("d", "doing", "W"),
];
const window: BoardWindow = {
    cards: new Map(cards.map((row) => [row.task, row])),
    iterations: new Map(),
    moving: new Map(),
};
const tasks = new Map<TaskId, Task>(
    [
        task("tsk_a", { owner: ANA }),
        task("tsk_b", { owner: null, priority: "high" }),
        task("tsk_c", { owner: BEN }),
        task("tsk_d", { owner: ANA }),
    ].map((row) => [row.id, row]),
);
const all = () => true;

function ids(rows: ReturnType<typeof columnsOf>): string[] {
    return rows.map((one) => one.cards.map((entry) => entry.task.id.slice(4)).join(""));
}

test("cards stand in the order of their ranks, byte by byte", () => {
    expect(ids(columnsOf(board, window, tasks, all))).toEqual(["ba", "cd", ""]);
});

test("a card on its way stands where it goes, and goes back when the way is given up", () => {
    const move = { column: "col_done" as ColumnId, rank: "V", key: 1 };
    const moving: BoardWindow = { ...window, moving: new Map([["tsk_c" as TaskId, move]]) };
    expect(ids(columnsOf(board, moving, tasks, all))).toEqual(["ba", "d", "c"]);
    expect(ids(columnsOf(board, window, tasks, all))).toEqual(["ba", "cd", ""]);
});

test("the count says how many of how many, whatever is filtered", () => {
    const shown = columnsOf(board, window, tasks, (row) => row.owner === BEN);
    expect(ids(shown)).toEqual(["", "c", ""]);
    const [, doing] = shown;
    expect(doing && countWords(doing)).toBe("2 of 1");
    expect(doing && isOver(doing)).toBe(true);
});

test("the usual time is said in working days; done is not left", () => {
    expect(usualWords(column("x", { usual_minutes: 960 }))).toBe("usually left within 2 days");
    expect(usualWords(column("x", { usual_minutes: 960, usual_minutes_set: 120 }))).toBe(
        "usually left within 2 h",
    );
    expect(usualWords(column("x", { usual_minutes: 960, stage: "done" }))).toBe("");
    expect(usualWords(column("x"))).toBe("");
});

test("lanes by owner are by name, nobody's last; no card is lost", () => {
    const lanes = lanesOf(columnsOf(board, window, tasks, all), "owner", (id) =>
        id === ANA ? "Ana" : "Ben",
    );
    expect(lanes.map((lane) => `${lane.name} ${lane.count}`)).toEqual([
        "Ana 2",
        "Ben 1",
        "Nobody 1",
    ]);
});

test("a lane says what a card takes on in it, and keys follow the order that is seen", () => {
    const shown = columnsOf(board, window, tasks, all);
    const lanes = lanesOf(shown, "priority", () => "");
    expect(lanes.map((lane) => lane.of)).toEqual([{ priority: "high" }, { priority: "normal" }]);
    const [high, normal] = lanes.map((lane) => lane.of);
    const [b, a] = shown[0]?.cards.map((entry) => entry.task) ?? [];
    expect(high && b && isIn(b, high)).toBe(true);
    expect(normal && b && isIn(b, normal)).toBe(false);
    expect(normal && a && isIn(a, normal)).toBe(true);
    const owners = lanesOf(shown, "owner", (id) => (id === ANA ? "Ana" : "Ben"));
    expect(owners.at(-1)?.of).toEqual({ owner: null });
    // Ana's first, nobody's last, whatever their ranks.
    expect(ids(columnsAsShown(shown, owners))).toEqual(["ab", "dc", ""]);
});

test("empty lanes stand among the others, or below them while a card may go there", () => {
    const shown = columnsOf(board, window, tasks, all);
    const name = (id: string) => (id === ANA ? "Ana" : id === BEN ? "Ben" : "Aaron");
    const said = (rows: ReturnType<typeof lanesOf>) =>
        rows.map((one) => `${one.name} ${one.count}`);
    const always = allLanes("priority", []);
    expect(said(lanesOf(shown, "priority", name, { always, below: always }))).toEqual([
        "Highest 0",
        "High 1",
        "Normal 3",
        "Low 0",
    ]);
    const onlyBen = columnsOf(board, window, tasks, (row) => row.owner === BEN);
    const below = allLanes("owner", [ANA, BEN, "per_9" as PersonId]);
    const lanes = lanesOf(onlyBen, "owner", name, { always: [], below });
    expect(said(lanes)).toEqual(["Ben 1", "Aaron 0", "Ana 0", "Nobody 0"]);
    // What is dropped there has its column and its owner.
    const aaron = lanes[1];
    expect(aaron?.of).toEqual({ owner: "per_9" });
    expect(aaron?.columns.map((cell) => cell.column.id)).toEqual(
        board.columns.map((one) => one.id),
    );
});

test("arrows lead from card to card and skip empty columns", () => {
    const shown = columnsOf(board, window, tasks, all);
    const from = "tsk_b" as TaskId;
    expect(neighbourOf(shown, from, "down")).toBe("tsk_a");
    expect(neighbourOf(shown, from, "up")).toBe("tsk_b");
    expect(neighbourOf(shown, "tsk_a" as TaskId, "right")).toBe("tsk_d");
    expect(neighbourOf(shown, "tsk_d" as TaskId, "right")).toBe("tsk_d");
    expect(neighbourOf(shown, null, "down")).toBe("tsk_b");
});

test("a drop has the neighbours of its place, without the card itself", () => {
    const [todo] = columnsOf(board, window, tasks, all);
    const entries = todo?.cards ?? [];
    expect(neighboursAt(entries, 0, "tsk_c" as TaskId)).toEqual({ before: "tsk_b" });
    expect(neighboursAt(entries, 1, "tsk_c" as TaskId)).toEqual({
        after: "tsk_b",
        before: "tsk_a",
    });
    expect(neighboursAt(entries, 2, "tsk_b" as TaskId)).toEqual({ after: "tsk_a" });
    expect(staysPut(entries, 1, "tsk_b" as TaskId)).toBe(true);
    expect(staysPut(entries, 2, "tsk_b" as TaskId)).toBe(false);
});

test("filters go into the address and come back as they were", () => {
    const filters = {
        ...NO_FILTERS,
        view: "list" as const,
        owner: "me",
        due: "week" as const,
        q: "pump & probe",
        iteration: true,
    };
    expect(filtersOf(searchOf(filters))).toEqual(filters);
    expect(filtersOf("?view=wall&due=never&priority=huge")).toEqual(NO_FILTERS);
    expect(searchOf(NO_FILTERS)).toBe("");
});

test("due filters count open tasks with a due by the reader's day", () => {
    const late = task("tsk_x", { due: { at: inMinutes(-5) }, due_at: inMinutes(-5) });
    const next = task("tsk_y", { due: { day: "2026-11-27" }, due_at: null });
    const wanted = (row: Task, due: "overdue" | "today" | "week" | "none") =>
        fits(row, { ...NO_FILTERS, due }, ANA, NOW_MS, ZONE);
    expect(wanted(late, "overdue")).toBe(true);
    expect(wanted(late, "today")).toBe(true);
    expect(wanted(next, "today")).toBe(false);
    expect(wanted(next, "week")).toBe(true);
    expect(wanted(next, "none")).toBe(false);
});

test("a month has whole weeks from Monday", () => {
    const weeks = monthWeeks("2026-11");
    expect(weeks[0]?.[0]).toBe("2026-10-26");
    expect(weeks.at(-1)?.[6]).toBe("2026-12-06");
    expect(otherMonth("2026-12", 1)).toBe("2027-01");
});

test("a task spans from its start to its due, or stands on one day", () => {
    const both = task("tsk_x", { start: "2026-11-02", due: { day: "2026-11-06" } });
    expect(spanOf(both, ZONE)).toEqual({ first: "2026-11-02", last: "2026-11-06" });
    const one = task("tsk_y", { due: { day: "2026-11-06" } });
    expect(spanOf(one, ZONE)).toEqual({ first: "2026-11-06", last: "2026-11-06" });
    expect(spanOf(task("tsk_z"), ZONE)).toBeNull();
});
