// Saves a change of a task. If somebody was faster, what goes together is joined and sent again.
import type { TaskDetail } from "../data/model";
import { store } from "../data/store";
import { fieldsOf, mergeChange, type TaskField, type TaskFields } from "../data/taskMerge";
import { work } from "./apiWork";
import { Refusal } from "./http";

/** Both changed the same, each to something else. */
export class TaskConflict extends Error {
    readonly base: TaskDetail;
    readonly theirs: TaskDetail;
    readonly change: Partial<TaskFields>;
    readonly fields: readonly TaskField[];

    constructor(
        base: TaskDetail,
        theirs: TaskDetail,
        change: Partial<TaskFields>,
        fields: readonly TaskField[],
    ) {
        super("conflict");
        this.base = base;
        this.theirs = theirs;
        this.change = change;
        this.fields = fields;
    }
}

/** How often somebody else may be faster before it is given up. */
const TRIES = 5;

/** Saves; throws `TaskConflict` for what people must choose. */
export async function saveTask(base: TaskDetail, change: Partial<TaskFields>): Promise<TaskDetail> {
    let from = base;
    let wanted = change;
    for (let tries = 1; ; tries += 1) {
        if (Object.keys(wanted).length === 0) return from;
        try {
            const detail = await work.changeTask(from.task.id, wanted, from.task.version);
            store.dispatch({ type: "local.task", data: detail.task });
            return detail;
        } catch (error) {
            const stale = error instanceof Refusal && error.problem.code === "stale";
            if (!stale || TRIES <= tries) throw error;
        }
        const theirs = await work.task(from.task.id);
        const merged = mergeChange(fieldsOf(from), wanted, fieldsOf(theirs));
        if (0 < merged.conflicts.length) {
            throw new TaskConflict(from, theirs, merged.change, merged.conflicts);
        }
        from = theirs;
        wanted = merged.change;
    }
}
