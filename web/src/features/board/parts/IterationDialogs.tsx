// What is done with iterations: planned, changed, closed with what is carried over, looked back at.
import { type FormEvent, useState } from "react";
import type { BoardId, Iteration, IterationId } from "../../../data/model";
import { myZone } from "../../../data/select";
import { store } from "../../../data/store";
import { useView } from "../../../data/useView";
import type { BoardWindow } from "../../../data/work";
import { addDays } from "../../../text/dates";
import { text } from "../../../text/text";
import { dayKey } from "../../../text/time";
import { work } from "../../../transport/apiWork";
import { fieldProblems, problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { SelectField, TextField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { say } from "../../../ui/Toasts";
import { countOf, countWordsOf, spanWordsOf, tasksIn } from "../iteration";
import { mondayOf } from "../spans";

const NAME_MAX = 80;

function took(data: Iteration): void {
    store.dispatch({ type: "local.answer", data: { type: "iteration.updated", data } });
}

export function IterationDialog({
    board,
    iteration,
    onClose,
}: {
    board: BoardId;
    /** `null` plans a new one. */
    iteration: Iteration | null;
    onClose: () => void;
}) {
    const today = useView((data, nowMs) => dayKey(nowMs, myZone(data)));
    const [name, setName] = useState(iteration?.name ?? "");
    const [goal, setGoal] = useState(iteration?.goal ?? "");
    const [first, setFirst] = useState(iteration?.first ?? mondayOf(addDays(today, 7)));
    const [last, setLast] = useState(iteration?.last ?? addDays(mondayOf(addDays(today, 7)), 11));
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const problems = fieldProblems(error);
    const backwards = last < first;

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (name.trim() === "" || backwards) return;
        const body = { name: name.trim(), goal: goal.trim(), first, last };
        setBusy(true);
        const answer = iteration
            ? work.changeIteration(iteration.id, body)
            : work.createIteration(board, body);
        answer.then(
            (data) => {
                took(data);
                onClose();
            },
            (caught) => {
                setError(caught);
                setBusy(false);
            },
        );
    };
    return (
        <Dialog title={text(iteration ? "iteration.edit" : "iteration.new")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("iteration.name")}
                    required
                    autoFocus
                    maxLength={NAME_MAX}
                    problem={problems.get("name")}
                    value={name}
                    onChange={(event) => setName(event.target.value)}
                />
                <TextField
                    label={text("iteration.goal")}
                    hint={text("iteration.goal_hint")}
                    problem={problems.get("goal")}
                    maxLength={300}
                    value={goal}
                    onChange={(event) => setGoal(event.target.value)}
                />
                <div className={list["inline"]}>
                    <TextField
                        label={text("iteration.first")}
                        type="date"
                        required
                        problem={problems.get("first")}
                        value={first}
                        onChange={(event) => setFirst(event.target.value)}
                    />
                    <TextField
                        label={text("iteration.last")}
                        type="date"
                        required
                        min={first}
                        problem={backwards ? text("iteration.backwards") : problems.get("last")}
                        value={last}
                        onChange={(event) => setLast(event.target.value)}
                    />
                </div>
                {error !== null && problems.size === 0 && (
                    <p className={list["problem"]} role="alert">
                        {problemWords(error)}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={busy || backwards}>
                        {text("form.save")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}

export function CloseIterationDialog({
    iteration,
    window,
    onClose,
}: {
    iteration: Iteration;
    window: BoardWindow;
    onClose: () => void;
}) {
    const tasks = useView((data) => data.work.tasks);
    const waiting = [...window.iterations.values()].filter(
        (one) => one.id !== iteration.id && one.closed_at === null,
    );
    const [carryTo, setCarryTo] = useState<IterationId | null>(waiting[0]?.id ?? null);
    const [busy, setBusy] = useState(false);
    const open = [...tasksIn(iteration, window)].flatMap((id) => {
        const task = tasks.get(id);
        return task && task.finished_at === null ? [task] : [];
    });
    const handleClose = () => {
        setBusy(true);
        work.closeIteration(iteration.id, carryTo).then(
            (data) => {
                took(data);
                say(text("iteration.closed", { name: iteration.name }));
                onClose();
            },
            (error) => {
                say(problemWords(error), true);
                setBusy(false);
            },
        );
    };
    return (
        <Dialog title={text("iteration.close_title", { name: iteration.name })} onClose={onClose}>
            <div className={list["dialogForm"]}>
                <p>{countWordsOf(countOf(iteration, window, tasks))}.</p>
                {0 < open.length && (
                    <>
                        <SelectField
                            label={text("iteration.carry", { count: open.length })}
                            value={carryTo ?? ""}
                            onChange={(event) =>
                                setCarryTo(
                                    waiting.find(({ id }) => id === event.target.value)?.id ?? null,
                                )
                            }
                        >
                            <option value="">{text("iteration.carry_none")}</option>
                            {waiting.map((one) => (
                                <option key={one.id} value={one.id}>
                                    {one.name}
                                </option>
                            ))}
                        </SelectField>
                        <ul>
                            {open.slice(0, 8).map((task) => (
                                <li key={task.id} className={`${list["hint"]} clip`}>
                                    {task.title}
                                </li>
                            ))}
                            {8 < open.length && (
                                <li className={list["hint"]}>
                                    {text("board.show_rest", { count: open.length - 8 })}
                                </li>
                            )}
                        </ul>
                    </>
                )}
                <div className={list["actions"]}>
                    <Button look="send" disabled={busy} onClick={handleClose}>
                        {text("iteration.close")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </div>
        </Dialog>
    );
}

/** All of a board's iterations, the newest first, with how each went. */
export function IterationsDialog({
    window,
    onClose,
}: {
    window: BoardWindow;
    onClose: () => void;
}) {
    const tasks = useView((data) => data.work.tasks);
    const rows = [...window.iterations.values()].sort((a, b) => b.first.localeCompare(a.first));
    return (
        <Dialog title={text("iteration.all")} onClose={onClose} size="wide">
            <ul className={list["dialogForm"]}>
                {rows.map((one) => (
                    <li key={one.id}>
                        <p className={list["name"]}>
                            {one.name} <small>{spanWordsOf(one)}</small>
                        </p>
                        {one.goal !== "" && <p className={list["sub"]}>{one.goal}</p>}
                        <p className={list["sub"]}>
                            {one.started_at === null
                                ? text("iteration.not_started")
                                : countWordsOf(countOf(one, window, tasks))}
                            {0 < one.carried.length &&
                                `, ${text("iteration.carried", { count: one.carried.length })}`}
                        </p>
                    </li>
                ))}
            </ul>
        </Dialog>
    );
}
