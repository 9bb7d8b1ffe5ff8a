// Work in its own time as the client knows it: boards, tasks, my board, check-ins, goals, polls.
import type {
    Board,
    BoardContent,
    BoardId,
    Card,
    CheckIn,
    CheckInId,
    ColumnId,
    Goal,
    GoalId,
    Iteration,
    IterationId,
    MessageId,
    MyCard,
    MyItem,
    Poll,
    PollId,
    RequestId,
    SessionId,
    Snapshot,
    Task,
    TaskId,
    Turn,
    TurnId,
} from "./model";
import type { Table } from "./state";
import { indexed } from "./table";

/** Where a card is on its way to; the server has not said yes. */
export interface CardMove {
    readonly column: ColumnId;
    readonly rank: string;
    /** Tells one move of a card from the next. */
    readonly key: number;
}

/** A board that is looked at: all its cards. */
export interface BoardWindow {
    readonly cards: Table<TaskId, Card>;
    readonly iterations: Table<IterationId, Iteration>;
    /** Cards that the reader moves: they are shown there, and go back if it is refused. */
    readonly moving: Table<TaskId, CardMove>;
}

/** What a task is made from. */
export type MadeFrom =
    | { from: "message"; message: MessageId }
    | { from: "request"; request: RequestId }
    | { from: "check_in"; check_in: CheckInId; date: string }
    | { from: "session"; session: SessionId };

export interface Work {
    /** Of the reader's channels, not put away. */
    readonly boards: Table<BoardId, Board>;
    /** The reader's own, and those of open boards. */
    readonly tasks: Table<TaskId, Task>;
    /** Where the reader's own tasks stand, by `cardKey`. */
    readonly cards: Table<string, Card>;
    /** The reader's own board, by `itemKey`. */
    readonly myCards: Table<string, MyCard>;
    /** Not ended. */
    readonly checkIns: Table<CheckInId, CheckIn>;
    /** The reader's, open and not answered. */
    readonly turns: Table<TurnId, Turn>;
    /** Pursued ones. */
    readonly goals: Table<GoalId, Goal>;
    /** Open ones, and closed ones that were loaded. */
    readonly polls: Table<PollId, Poll>;
    /** Boards that are looked at. */
    readonly open: Table<BoardId, BoardWindow>;
    /** Rises when somebody answered or updated, so that what shows it is read again. */
    readonly heard: Table<string, number>;
}

export const NO_WORK: Work = {
    boards: new Map(),
    tasks: new Map(),
    cards: new Map(),
    myCards: new Map(),
    checkIns: new Map(),
    turns: new Map(),
    goals: new Map(),
    polls: new Map(),
    open: new Map(),
    heard: new Map(),
};

/** What only this device knows of work. */
export type LocalWorkEvent =
    /** A board was opened, or read again. */
    | { type: "local.board"; data: BoardContent }
    /** It is looked at no longer. */
    | { type: "local.board_closed"; data: BoardId }
    /** The reader moves a card. */
    | { type: "local.card_moving"; data: { board: BoardId; task: TaskId; move: CardMove } }
    /** The server took the move, or refused it. */
    | { type: "local.card_settled"; data: { board: BoardId; task: TaskId; key: number } }
    /** What a route answered about a task that is on no open board. */
    | { type: "local.task"; data: Task }
    | { type: "local.polls"; data: readonly Poll[] };

export function cardKey(board: BoardId, task: TaskId): string {
    return `${board} ${task}`;
}

export function itemKey(item: MyItem): string {
    return item.of === "task" ? item.task : item.request;
}

export function workOf(snapshot: Snapshot): Work {
    return {
        ...NO_WORK,
        boards: indexed(snapshot.boards, (row) => row.id),
        tasks: indexed(snapshot.tasks, (row) => row.id),
        cards: indexed(snapshot.cards, (row) => cardKey(row.board, row.task)),
        myCards: indexed(snapshot.my_cards, itemKey),
        checkIns: indexed(snapshot.check_ins, (row) => row.id),
        turns: indexed(snapshot.turns, (row) => row.id),
        goals: indexed(snapshot.goals, (row) => row.id),
        polls: indexed(snapshot.polls, (row) => row.id),
    };
}
