// Boards that are looked at: what events make of them, and cards on their way.
import { expect, test } from "vitest";
import { apply } from "./apply";
import { keptWork } from "./applyWork";
import type { BoardContent, Card, ColumnId, EventFrame, IterationId, LogEvent } from "./model";
import type { Data } from "./state";
import { ANA, inMinutes, ME } from "./tests/fixture";
import { board, card, task, workData } from "./tests/workFixture";

const mine = task("tsk_mine");
const other = task("tsk_other", { owner: ANA });
const firmware = board("boa_1", "Firmware");
const doing = "col_doing" as ColumnId;

const content: BoardContent = {
    seq: 10,
    board: firmware,
    cards: [card(firmware, mine), card(firmware, other)],
    tasks: [mine, other],
    iterations: [],
};

function opened(): Data {
    const data = workData({ tasks: [mine], boards: [firmware], cards: [card(firmware, mine)] });
    return apply({ ...data, seq: 10 }, { type: "local.board", data: content });
}

function told(data: Data, event: LogEvent): Data {
    const frame: EventFrame = { ...event, seq: data.seq + 1, prev: data.seq, at: inMinutes(0) };
    return apply(data, frame);
}

function shown(data: Data): Card | undefined {
    return data.work.open.get(firmware.id)?.cards.get(other.id);
}

test("an open board has all its tasks; closed, only the reader's own stay", () => {
    const data = opened();
    expect(data.work.tasks.has(other.id)).toBe(true);
    const closed = apply(data, { type: "local.board_closed", data: firmware.id });
    expect([...closed.work.tasks.keys()]).toEqual([mine.id]);
    expect(closed.work.open.size).toBe(0);
});

test("between visits nothing is kept of a board that is only looked at", () => {
    const kept = keptWork(opened().work, ME);
    expect([...kept.tasks.keys()]).toEqual([mine.id]);
    expect(kept.open.size).toBe(0);
});

test("a card on its way stands beside what the server knows, until it is settled", () => {
    const move = { column: doing, rank: "k", key: 1 };
    const at = { board: firmware.id, task: other.id };
    const moving = apply(opened(), { type: "local.card_moving", data: { ...at, move } });
    expect(moving.work.open.get(firmware.id)?.moving.get(other.id)).toEqual(move);
    expect(shown(moving)?.column).not.toBe(doing);
    const settled = apply(moving, { type: "local.card_settled", data: { ...at, key: 1 } });
    expect(settled.work.open.get(firmware.id)?.moving.size).toBe(0);
});

test("an answer to an earlier move leaves the later one on its way", () => {
    const at = { board: firmware.id, task: other.id };
    const first = { column: doing, rank: "k", key: 1 };
    const later = { column: doing, rank: "z", key: 2 };
    let data = apply(opened(), { type: "local.card_moving", data: { ...at, move: first } });
    data = apply(data, { type: "local.card_moving", data: { ...at, move: later } });
    data = apply(data, { type: "local.card_settled", data: { ...at, key: 1 } });
    expect(data.work.open.get(firmware.id)?.moving.get(other.id)).toEqual(later);
});

test("another's move of a card is taken, and putting it away takes it off the board", () => {
    const moved = { ...card(firmware, other), column: doing, rank: "b" };
    let data = told(opened(), { type: "card.updated", data: moved });
    expect(shown(data)).toEqual(moved);
    // Not the reader's own: it stands in no list beside the board.
    expect([...data.work.cards.values()].map((row) => row.task)).toEqual([mine.id]);
    data = told(data, { type: "card.updated", data: { ...moved, archived_at: inMinutes(0) } });
    expect(shown(data)).toBeUndefined();
});

test("a task that is seen no longer leaves board and lists", () => {
    const data = told(opened(), { type: "task.removed", data: { task: other.id } });
    expect(shown(data)).toBeUndefined();
    expect(data.work.tasks.has(other.id)).toBe(false);
});

test("iterations come with an open board alone", () => {
    const event: LogEvent = {
        type: "iteration.updated",
        data: {
            id: "itr_1" as IterationId,
            board: firmware.id,
            name: "Week 47",
            goal: "",
            first: "2026-11-16",
            last: "2026-11-20",
            started_at: null,
            closed_at: null,
            planned: [],
            added: [],
            finished: [],
            carried: [],
        },
    };
    expect(told(opened(), event).work.open.get(firmware.id)?.iterations.size).toBe(1);
    const closed = workData({ boards: [firmware] });
    expect(told(closed, event).work.open.size).toBe(0);
});
