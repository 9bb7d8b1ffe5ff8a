// A span of work on a board: what was planned, what came later, what is done.
import type { Board, Iteration, Task, TaskId } from "../../data/model";
import type { Table } from "../../data/state";
import type { BoardWindow } from "../../data/work";
import { shortDate } from "../../text/dates";
import { text } from "../../text/text";

/** The iteration that runs; else the next one that was not started. */
export function currentIteration(board: Board, window: BoardWindow): Iteration | null {
    const running = board.iteration ? window.iterations.get(board.iteration) : undefined;
    if (running) return running;
    return openIterations(window).find((one) => one.started_at === null) ?? null;
}

/** Those that still take tasks, the one that begins first ahead. */
export function openIterations(window: BoardWindow): Iteration[] {
    return [...window.iterations.values()]
        .filter((one) => one.closed_at === null)
        .sort((a, b) => a.first.localeCompare(b.first));
}

/** Tasks of it: planned and added, or before its start those whose cards are in it. */
export function tasksIn(iteration: Iteration, window: BoardWindow): Set<TaskId> {
    const found = new Set<TaskId>([...iteration.planned, ...iteration.added]);
    for (const card of window.cards.values()) {
        if (card.iteration === iteration.id) found.add(card.task);
    }
    return found;
}

export interface IterationCount {
    planned: number;
    added: number;
    finished: number;
    all: number;
}

/** How it stands; while it runs, what is finished is counted from the tasks themselves. */
export function countOf(
    iteration: Iteration,
    window: BoardWindow,
    tasks: Table<TaskId, Task>,
): IterationCount {
    const own = tasksIn(iteration, window);
    const done = new Set(iteration.finished);
    if (iteration.closed_at === null) {
        for (const id of own) if (tasks.get(id)?.finished_at) done.add(id);
    }
    const planned = iteration.started_at === null ? own.size : iteration.planned.length;
    return { planned, added: own.size - planned, finished: done.size, all: own.size };
}

/** "8 planned, 2 added, 5 finished". */
export function countWordsOf({ planned, added, finished }: IterationCount): string {
    const parts = [text("iteration.planned", { count: planned })];
    if (0 < added) parts.push(text("iteration.added", { count: added }));
    parts.push(text("iteration.finished", { count: finished }));
    return parts.join(", ");
}

/** "16 Nov – 27 Nov". */
export function spanWordsOf(iteration: Pick<Iteration, "first" | "last">): string {
    return text("board.span", {
        from: shortDate(iteration.first),
        until: shortDate(iteration.last),
    });
}
