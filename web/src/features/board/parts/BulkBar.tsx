// What is done to all chosen cards at once.
import { X } from "lucide-react";
import { useState } from "react";
import type { Board, IterationId, TaskId } from "../../../data/model";
import { nameOf } from "../../../data/select";
import { store } from "../../../data/store";
import { PRIORITIES, priorityWord } from "../../../data/taskWords";
import { useView } from "../../../data/useView";
import type { BoardWindow } from "../../../data/work";
import { text } from "../../../text/text";
import { type BulkAnswer, type BulkChange, work } from "../../../transport/apiWork";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { say } from "../../../ui/Toasts";
import { openIterations } from "../iteration";
import styles from "./BulkBar.module.css";

/** Most tasks that the server changes with one request. */
const TASKS_MAX = 200;

async function inPortions(tasks: readonly TaskId[], change: BulkChange): Promise<BulkAnswer> {
    const all: BulkAnswer = { done: [], refused: [] };
    for (let at = 0; at < tasks.length; at += TASKS_MAX) {
        const answer = await work.changeTasks(tasks.slice(at, at + TASKS_MAX), change);
        all.done.push(...answer.done);
        all.refused.push(...answer.refused);
    }
    return all;
}

export function BulkBar({
    board,
    window,
    picked,
    onClear,
}: {
    board: Board;
    window: BoardWindow;
    picked: ReadonlySet<TaskId>;
    onClear: () => void;
}) {
    const [busy, setBusy] = useState(false);
    const people = useView((data) =>
        [...data.people.values()]
            .filter((person) => person.disabled_at === null)
            .map((person) => ({ id: person.id, name: nameOf(data, person.id) }))
            .sort((a, b) => a.name.localeCompare(b.name)),
    );
    const run = (change: BulkChange) => {
        setBusy(true);
        inPortions([...picked], change)
            .then(
                ({ done, refused }) => {
                    for (const data of done) store.dispatch({ type: "local.task", data });
                    const [first] = refused;
                    if (first) {
                        const count = refused.length;
                        say(text("board.bulk_refused", { count, why: first.detail }), true);
                    } else {
                        say(text("board.bulk_done", { count: done.length }));
                        onClear();
                    }
                },
                (error) => say(problemWords(error), true),
            )
            .finally(() => setBusy(false));
    };
    const iterations = openIterations(window);
    const putIn = (iteration: IterationId | null) => run({ board: board.id, iteration });
    const handleArchive = async () => {
        setBusy(true);
        try {
            for (const task of picked) await work.archiveCard(board.id, task);
            say(text("board.bulk_archived", { count: picked.size }));
            onClear();
        } catch (error) {
            say(problemWords(error), true);
        }
        setBusy(false);
    };
    return (
        <section className={styles["bar"]} aria-label={text("board.bulk")}>
            <p className="num" role="status">
                {text("board.picked", { count: picked.size })}
            </p>
            <div className={styles["changes"]}>
                <Act
                    label={text("board.bulk_column")}
                    busy={busy}
                    options={board.columns.map(({ id, name }) => ({
                        id,
                        name,
                        run: () => run({ board: board.id, column: id }),
                    }))}
                />
                <Act
                    label={text("board.bulk_owner")}
                    busy={busy}
                    options={[
                        { id: "", name: text("board.nobody"), run: () => run({ owner: null }) },
                        ...people.map(({ id, name }) => ({
                            id,
                            name,
                            run: () => run({ owner: id }),
                        })),
                    ]}
                />
                <Act
                    label={text("board.bulk_priority")}
                    busy={busy}
                    options={PRIORITIES.map((priority) => ({
                        id: priority,
                        name: priorityWord(priority),
                        run: () => run({ priority }),
                    }))}
                />
                {0 < iterations.length && (
                    <Act
                        label={text("board.bulk_iteration")}
                        busy={busy}
                        options={[
                            { id: "", name: text("task.no_iteration"), run: () => putIn(null) },
                            ...iterations.map(({ id, name }) => ({
                                id,
                                name,
                                run: () => putIn(id),
                            })),
                        ]}
                    />
                )}
                <label className={styles["date"]}>
                    <span>{text("board.bulk_due")}</span>
                    <input
                        type="date"
                        disabled={busy}
                        onChange={(event) => {
                            const day = event.target.value;
                            if (/^20\d\d-\d\d-\d\d$/.test(day)) run({ due: { day } });
                        }}
                    />
                </label>
            </div>
            <Button look="bare" small disabled={busy} onClick={() => void handleArchive()}>
                {text("board.archive")}
            </Button>
            <Button
                look="bare"
                small
                icon={<X size={16} />}
                label={text("board.bulk_clear")}
                onClick={onClear}
            />
        </section>
    );
}

function Act({
    label,
    busy,
    options,
}: {
    label: string;
    busy: boolean;
    options: readonly { id: string; name: string; run: () => void }[];
}) {
    return (
        <select
            aria-label={label}
            disabled={busy}
            value=""
            onChange={(event) => options[Number(event.target.value)]?.run()}
        >
            <option value="">{label}</option>
            {options.map((option, index) => (
                <option key={option.id} value={index}>
                    {option.name}
                </option>
            ))}
        </select>
    );
}
