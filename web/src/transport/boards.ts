// Boards that are looked at: read once, kept true by events; moves are shown before the server's word.
import type { BoardId, Card, EventFrame, PersonId, Priority, Task, TaskId } from "../data/model";
import { compareRanks, rankBetween } from "../data/rank";
import { store } from "../data/store";
import type { BoardWindow } from "../data/work";
import { type CardPlace, work } from "./apiWork";
import { onLogEvent } from "./socket";

/** Events that change what a board shows. */
const OF_BOARDS: ReadonlySet<EventFrame["type"]> = new Set([
    "task.updated",
    "task.removed",
    "card.updated",
    "card.removed",
    "iteration.updated",
]);

/** How many pages look at a board. */
const lookers = new Map<BoardId, number>();

/** Reads a board; what happens meanwhile is applied after it. */
async function read(board: BoardId): Promise<void> {
    const meanwhile: EventFrame[] = [];
    const stop = onLogEvent((frame) => {
        if (OF_BOARDS.has(frame.type)) meanwhile.push(frame);
    });
    try {
        const content = await work.boardContent(board);
        if (!lookers.has(board)) return;
        store.dispatch({ type: "local.board", data: content });
        for (const { seq, ...event } of meanwhile) {
            if (content.seq < seq) store.dispatch({ type: "local.answer", data: event });
        }
    } finally {
        stop();
    }
}

/** Opens a board for a page. */
export function openBoard(board: BoardId): Promise<void> {
    lookers.set(board, (lookers.get(board) ?? 0) + 1);
    return read(board);
}

/** A page looks at it no longer. */
export function closeBoard(board: BoardId): void {
    const rest = (lookers.get(board) ?? 1) - 1;
    if (0 < rest) {
        lookers.set(board, rest);
        return;
    }
    lookers.delete(board);
    store.dispatch({ type: "local.board_closed", data: board });
}

/** Reads it anew, as after a long time offline. */
export function readBoardAgain(board: BoardId): Promise<void> {
    return read(board);
}

/** The rank of a place as far as this device knows; the server says its own. */
function rankAt(window: BoardWindow, task: TaskId, place: CardPlace): string {
    const rankOf = (id: TaskId | undefined) => {
        if (!id) return null;
        return window.moving.get(id)?.rank ?? window.cards.get(id)?.rank ?? null;
    };
    const after = rankOf(place.after);
    const before = rankOf(place.before);
    if (after !== null && before !== null && compareRanks(after, before) < 0) {
        return rankBetween(after, before);
    }
    if (after !== null) return rankBetween(after, null);
    if (before !== null) return rankBetween(null, before);
    let last: string | null = null;
    for (const card of window.cards.values()) {
        if (card.column !== place.column || card.task === task) continue;
        if (last === null || compareRanks(last, card.rank) < 0) last = card.rank;
    }
    return rankBetween(last, null);
}

let lastMove = 0;

/** Moves a card at once; a refusal puts it back and is thrown. */
export async function moveCard(board: BoardId, task: TaskId, place: CardPlace): Promise<Card> {
    lastMove += 1;
    const key = lastMove;
    const window = store.get().work.open.get(board);
    if (window) {
        const move = { column: place.column, rank: rankAt(window, task, place), key };
        store.dispatch({ type: "local.card_moving", data: { board, task, move } });
    }
    try {
        const card = await work.placeCard(board, task, place);
        // A later move of the same card is on its way: its answer counts.
        const newest = store.get().work.open.get(board)?.moving.get(task)?.key ?? key;
        if (newest === key) {
            store.dispatch({ type: "local.answer", data: { type: "card.updated", data: card } });
        }
        return card;
    } finally {
        store.dispatch({ type: "local.card_settled", data: { board, task, key } });
    }
}

/** Says whose a task is or how urgent it is, at once; a refusal puts that back and is thrown. */
export async function setAtOnce(
    task: Task,
    change: { owner: PersonId | null } | { priority: Priority },
): Promise<void> {
    store.dispatch({ type: "local.task", data: { ...task, ...change } });
    try {
        const { task: data } = await work.changeTask(task.id, change);
        // What was told since, as of a move at the same time, is newer.
        const known = store.get().work.tasks.get(task.id)?.version ?? 0;
        if (known <= data.version) store.dispatch({ type: "local.task", data });
    } catch (error) {
        store.dispatch({ type: "local.task", data: task });
        // Others may have changed it meanwhile; and what is not the reader's own loses its cards.
        await work.task(task.id).then(
            (now) => {
                store.dispatch({ type: "local.task", data: now.task });
                for (const data of now.cards) {
                    store.dispatch({ type: "local.answer", data: { type: "card.updated", data } });
                }
            },
            () => {},
        );
        throw error;
    }
}
