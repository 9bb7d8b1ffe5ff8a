// Tasks, boards and cards for tests: whole ones, of which a test changes what it is about.
import type { Board, BoardId, Card, ColumnId, MyCard, Task, TaskId } from "../model";
import type { Data } from "../state";
import { cardKey, itemKey, type Work } from "../work";
import { CHANNEL, dataOf, inMinutes, ME } from "./fixture";

export function task(id: string, change: Partial<Task> = {}): Task {
    const base: Task = {
        id: id as TaskId,
        title: `Task ${id}`,
        owner: ME,
        helpers: [],
        channel: null,
        topic: null,
        priority: "normal",
        due: null,
        due_at: null,
        start: null,
        estimate_minutes: null,
        labels: [],
        checked: 0,
        checklist: 0,
        has_text: false,
        files: 0,
        waits_on: [],
        open_waits: 0,
        blocked: false,
        recurrence: null,
        origin: null,
        stage: "not_started",
        started_at: null,
        finished_at: null,
        dropped_at: null,
        created_by: ME,
        created_at: inMinutes(-1_000),
        version: 1,
    };
    return { ...base, ...change };
}

export function board(id: string, name: string): Board {
    return {
        id: id as BoardId,
        channel: CHANNEL,
        team: null,
        name,
        purpose: "",
        columns: [
            {
                id: `col_${id}` as ColumnId,
                name: "Doing",
                stage: "doing",
                cards_max: null,
                usual_minutes: 960,
                usual_minutes_set: null,
            },
        ],
        roles: [],
        followers: [],
        iteration: null,
        created_by: ME,
        created_at: inMinutes(-10_000),
        archived_at: null,
        version: 1,
    };
}

export function card(on: Board, of: Task, change: Partial<Card> = {}): Card {
    const column = on.columns[0]?.id ?? ("col_1" as ColumnId);
    const base: Card = {
        board: on.id,
        task: of.id,
        column,
        rank: "V",
        entered_at: inMinutes(-500),
        iteration: null,
        archived_at: null,
    };
    return { ...base, ...change };
}

type Standing = Omit<MyCard, "of" | "task" | "request">;

export function myCard(of: Task, change: Partial<Standing> = {}): MyCard {
    const base: Standing = {
        lane: "now",
        rank: "V",
        wake_at: null,
        planned_for: null,
        next_step: null,
        next_step_at: null,
        slow: null,
        moved_at: inMinutes(-200),
    };
    return { ...base, ...change, of: "task", task: of.id };
}

/** Data of the reader with this work. */
export function workData(
    rows: { tasks?: Task[]; boards?: Board[]; cards?: Card[]; myCards?: MyCard[] },
    more: Parameters<typeof dataOf>[0] = {},
): Data {
    const data = dataOf(more);
    const work: Work = {
        ...data.work,
        tasks: new Map((rows.tasks ?? []).map((row) => [row.id, row])),
        boards: new Map((rows.boards ?? []).map((row) => [row.id, row])),
        cards: new Map((rows.cards ?? []).map((row) => [cardKey(row.board, row.task), row])),
        myCards: new Map((rows.myCards ?? []).map((row) => [itemKey(row), row])),
    };
    return { ...data, work };
}
