// A task with all that its page shows: read when it is opened and whenever it changed.
import { useCallback, useEffect, useRef, useState } from "react";
import type { TaskDetail, TaskId } from "../../data/model";
import { store } from "../../data/store";
import type { TaskFields } from "../../data/taskMerge";
import { useView } from "../../data/useView";
import { work } from "../../transport/apiWork";
import { problemWords } from "../../transport/http";
import { saveTask, TaskConflict } from "../../transport/saveTask";
import { say } from "../../ui/Toasts";

export interface OpenTask {
    detail: TaskDetail | null;
    error: unknown;
    /** What two people changed at once, until somebody chose. */
    conflict: TaskConflict | null;
    /** Saves; tells whether it stands. A conflict opens the merge view, anything else is said. */
    save: (change: Partial<TaskFields>, from?: TaskDetail) => Promise<boolean>;
    settle: () => void;
    reload: () => void;
}

export function useTaskDetail(id: TaskId): OpenTask {
    const heard = useView((data) => data.work.heard.get(id) ?? 0);
    const online = useView((data) => data.connection === "online");
    const [detail, setDetail] = useState<TaskDetail | null>(null);
    const [error, setError] = useState<unknown>(null);
    const [conflict, setConflict] = useState<TaskConflict | null>(null);
    const [round, setRound] = useState(0);
    const latest = useRef(detail);
    latest.current = detail;

    const take = useCallback((next: TaskDetail) => {
        const known = latest.current;
        // An older answer may come after a newer one.
        if (known?.task.id === next.task.id && next.task.version < known.task.version) return;
        latest.current = next;
        setDetail(next);
    }, []);

    // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when something was heard
    useEffect(() => {
        let alive = true;
        work.task(id).then(
            (next) => {
                if (!alive) return;
                setError(null);
                take(next);
            },
            (caught) => {
                if (alive) setError(caught);
            },
        );
        return () => {
            alive = false;
        };
    }, [id, heard, online, round, take]);

    const save = useCallback(
        async (change: Partial<TaskFields>, from?: TaskDetail) => {
            const base = from ?? latest.current;
            if (!base) return false;
            try {
                take(await saveTask(base, change));
                return true;
            } catch (caught) {
                if (caught instanceof TaskConflict) setConflict(caught);
                else say(problemWords(caught), true);
                return false;
            }
        },
        [take],
    );
    return {
        detail,
        error,
        conflict,
        save,
        settle: () => setConflict(null),
        reload: () => setRound((before) => before + 1),
    };
}

/** Whether the reader may change a task: they are in one of its channels, or do it. */
export function mayChange(detail: TaskDetail): boolean {
    const { me, memberships, work: known } = store.get();
    const { task, cards } = detail;
    if (me !== null && (task.owner === me || task.helpers.includes(me) || task.created_by === me))
        return true;
    if (task.channel && memberships.has(task.channel)) return true;
    return cards.some((card) => {
        const board = known.boards.get(card.board);
        return board !== undefined && memberships.has(board.channel);
    });
}
