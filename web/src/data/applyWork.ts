// What happened to boards, tasks, my board, check-ins, goals and polls.
import type {
    Board,
    BoardId,
    Card,
    ChannelId,
    ChannelSnapshot,
    LogEvent,
    PersonId,
    Task,
    TaskId,
} from "./model";
import { indexed, keep, list, put, putAll, without } from "./table";
import { type BoardWindow, cardKey, itemKey, type LocalWorkEvent, type Work } from "./work";

/** Whether a person owns a task or helps with it. */
export function isOf(task: Task, person: PersonId | null): boolean {
    return person !== null && (task.owner === person || task.helpers.includes(person));
}

/** Applies one of these events; any other changes nothing. */
export function applyWork(work: Work, me: PersonId | null, event: LogEvent): Work {
    switch (event.type) {
        case "task.updated":
            return taskUpdated(work, me, event.data);
        case "task.removed":
            return taskRemoved(work, event.data.task);
        case "board.updated":
            return boardUpdated(work, event.data);
        case "card.updated":
            return cardUpdated(work, me, event.data);
        case "card.removed": {
            const { board, task } = event.data;
            return cardRemoved(work, board, task);
        }
        case "iteration.updated": {
            const window = work.open.get(event.data.board);
            if (!window) return work;
            const iterations = put(window.iterations, event.data.id, event.data);
            return { ...work, open: put(work.open, event.data.board, { ...window, iterations }) };
        }
        case "my_card.updated":
            return { ...work, myCards: put(work.myCards, itemKey(event.data), event.data) };
        case "my_card.removed":
            return { ...work, myCards: without(work.myCards, itemKey(event.data)) };
        case "check_in.updated": {
            const { id, state } = event.data;
            const ended = state === "ended";
            const turns = ended ? keep(work.turns, (turn) => turn.check_in !== id) : work.turns;
            return { ...work, turns, checkIns: list(work.checkIns, id, event.data, !ended) };
        }
        case "turn.updated": {
            const { id, told_at, answered_at, skipped, closed } = event.data;
            const open = told_at !== null && answered_at === null && skipped === null && !closed;
            return { ...work, turns: list(work.turns, id, event.data, open) };
        }
        case "check_in.answered":
            return heard(work, `${event.data.check_in} ${event.data.date}`);
        case "goal.updated": {
            const { id, state } = event.data;
            const goals = list(work.goals, id, event.data, state === "active");
            return heard({ ...work, goals }, id);
        }
        case "update.made":
            return heard(work, event.data.on === "goal" ? event.data.goal : event.data.board);
        case "poll.updated":
            return { ...work, polls: put(work.polls, event.data.id, event.data) };
        case "decision.recorded":
            return heard(work, event.data.channel);
        default:
            return work;
    }
}

/** Applies what only this device knows. */
export function applyLocalWork(work: Work, me: PersonId | null, event: LocalWorkEvent): Work {
    switch (event.type) {
        case "local.board": {
            const { board, cards, tasks, iterations } = event.data;
            const window: BoardWindow = {
                cards: indexed(cards, (row) => row.task),
                iterations: indexed(iterations, (row) => row.id),
                moving: work.open.get(board.id)?.moving ?? new Map(),
            };
            return {
                ...work,
                tasks: putAll(work.tasks, tasks, (row) => row.id),
                open: put(work.open, board.id, window),
            };
        }
        case "local.card_moving": {
            const { board, task, move } = event.data;
            const window = work.open.get(board);
            if (!window) return work;
            const moving = put(window.moving, task, move);
            return { ...work, open: put(work.open, board, { ...window, moving }) };
        }
        case "local.card_settled": {
            const { board, task, key } = event.data;
            const window = work.open.get(board);
            if (window?.moving.get(task)?.key !== key) return work;
            const moving = without(window.moving, task);
            return { ...work, open: put(work.open, board, { ...window, moving }) };
        }
        case "local.board_closed":
            return forgetTasks({ ...work, open: without(work.open, event.data) }, me);
        case "local.task":
            return taskUpdated(work, me, event.data);
        case "local.polls":
            return { ...work, polls: putAll(work.polls, event.data, (row) => row.id) };
    }
}

/** What a channel brings when the reader joins it. */
export function joinWork(work: Work, joined: ChannelSnapshot): Work {
    return {
        ...work,
        boards: putAll(work.boards, joined.boards, (row) => row.id),
        cards: putAll(work.cards, joined.cards, (row) => cardKey(row.board, row.task)),
        checkIns: putAll(work.checkIns, joined.check_ins, (row) => row.id),
        polls: putAll(work.polls, joined.polls, (row) => row.id),
    };
}

/** What goes with a channel when the reader leaves it. */
export function leaveWork(work: Work, me: PersonId | null, channel: ChannelId): Work {
    const elsewhere = (row: { channel: ChannelId }) => row.channel !== channel;
    const boards = keep(work.boards, elsewhere);
    const checkIns = keep(work.checkIns, elsewhere);
    const next: Work = {
        ...work,
        boards,
        checkIns,
        cards: keep(work.cards, (card) => boards.has(card.board)),
        turns: keep(work.turns, (turn) => checkIns.has(turn.check_in)),
        polls: keep(work.polls, elsewhere),
        open: new Map([...work.open].filter(([board]) => boards.has(board))),
    };
    return forgetTasks(next, me);
}

function heard(work: Work, of: string): Work {
    return { ...work, heard: put(work.heard, of, (work.heard.get(of) ?? 0) + 1) };
}

function taskUpdated(work: Work, me: PersonId | null, task: Task): Work {
    if (task.dropped_at !== null) return taskRemoved(work, task.id);
    const mine = isOf(task, me);
    const isShown = mine || 0 < work.open.size || work.tasks.has(task.id);
    const tasks = list(work.tasks, task.id, task, isShown);
    if (mine) return heard({ ...work, tasks }, task.id);
    return heard(
        { ...work, tasks, cards: keep(work.cards, (card) => card.task !== task.id) },
        task.id,
    );
}

function taskRemoved(work: Work, task: TaskId): Work {
    const open = new Map([...work.open].map(([id, window]) => [id, withoutCard(window, task)]));
    return {
        ...work,
        tasks: without(work.tasks, task),
        cards: keep(work.cards, (card) => card.task !== task),
        open,
    };
}

function boardUpdated(work: Work, board: Board): Work {
    const { id } = board;
    const stands = board.archived_at === null;
    const boards = list(work.boards, id, board, stands);
    if (stands) return heard({ ...work, boards }, id);
    const cards = keep(work.cards, (card) => card.board !== id);
    return heard({ ...work, boards, cards }, id);
}

function cardUpdated(work: Work, me: PersonId | null, card: Card): Work {
    const task = work.tasks.get(card.task);
    const stands = card.archived_at === null;
    const mine = task !== undefined && isOf(task, me);
    const cards = list(work.cards, cardKey(card.board, card.task), card, mine && stands);
    const window = work.open.get(card.board);
    if (!window) return { ...work, cards };
    const shown = { ...window, cards: list(window.cards, card.task, card, stands) };
    return { ...work, cards, open: put(work.open, card.board, shown) };
}

function cardRemoved(work: Work, board: BoardId, task: TaskId): Work {
    const cards = without(work.cards, cardKey(board, task));
    const window = work.open.get(board);
    if (!window) return { ...work, cards };
    return { ...work, cards, open: put(work.open, board, withoutCard(window, task)) };
}

function withoutCard(window: BoardWindow, task: TaskId): BoardWindow {
    return window.cards.has(task) ? { ...window, cards: without(window.cards, task) } : window;
}

/** What is kept of it between visits: nothing of boards that are only looked at. */
export function keptWork(work: Work, me: PersonId | null): Work {
    return forgetTasks({ ...work, open: new Map(), heard: new Map() }, me);
}

/** Keeps the reader's own tasks and those of boards that are looked at. */
function forgetTasks(work: Work, me: PersonId | null): Work {
    const shown = new Set<TaskId>();
    for (const window of work.open.values())
        for (const task of window.cards.keys()) shown.add(task);
    return { ...work, tasks: keep(work.tasks, (task) => isOf(task, me) || shown.has(task.id)) };
}
