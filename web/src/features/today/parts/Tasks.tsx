// The reader's tasks of today beside what is left of the day.
import { Check, Plus, X } from "lucide-react";
import { Link } from "wouter";
import type { TaskId } from "../../../data/model";
import { store } from "../../../data/store";
import { text } from "../../../text/text";
import { myBoardApi } from "../../../transport/apiMyBoard";
import { problemWords } from "../../../transport/http";
import { myBoardActs } from "../../../transport/myBoardActs";
import { Button } from "../../../ui/Button";
import { Mark } from "../../../ui/Mark";
import { say } from "../../../ui/Toasts";
import { useLoaded } from "../../../ui/useLoaded";
import styles from "../Today.module.css";
import { planWords, type TaskRow, type TodayTasks } from "../taskModel";

function run(work: Promise<unknown>): void {
    work.catch((error) => say(problemWords(error), true));
}

function finish(id: TaskId, done: boolean): void {
    const task = store.get().work.tasks.get(id);
    if (task) run(myBoardActs.finish(task, done));
}

export function Tasks({ tasks }: { tasks: TodayTasks }) {
    const plan = useLoaded(tasks.planKey, () => myBoardApi.day());
    const nothing = tasks.rows.length + tasks.offered.length === 0;
    if (nothing) return null;
    return (
        <section className={styles["section"]} aria-label={text("today.tasks")}>
            <header>
                <h2>{text("today.tasks")}</h2>
                <small className="num">{planWords(plan.value)}</small>
                <Link href="/my-board" className={styles["all"] ?? ""}>
                    {text("today.to_board")}
                </Link>
            </header>
            <ul>
                {tasks.rows.map((row) => (
                    <Row key={row.id} row={row} />
                ))}
            </ul>
            {0 < tasks.offered.length && (
                <>
                    <h3 className={styles["offered"]}>{text("today.from_now")}</h3>
                    <ul>
                        {tasks.offered.map((row) => (
                            <Offered key={row.id} row={row} today={tasks.today} />
                        ))}
                    </ul>
                </>
            )}
        </section>
    );
}

function Row({ row }: { row: TaskRow }) {
    const done = row.done !== "";
    const label = text(done ? "today.task_reopen" : "today.task_done", { title: row.title });
    return (
        <li className={`${styles["row"]} ${done ? styles["done"] : ""}`}>
            <button
                type="button"
                className={styles["check"]}
                aria-label={label}
                title={label}
                aria-pressed={done}
                onClick={() => finish(row.id, !done)}
            >
                <Check size={14} aria-hidden="true" />
            </button>
            <Words row={row} />
            {!done && (
                <span className={styles["end"]}>
                    {row.due && <Mark {...row.due} chip />}
                    <small className={`${styles["about"]} num`}>{row.about}</small>
                    {row.planned && (
                        <Button
                            look="bare"
                            small
                            icon={<X size={16} />}
                            label={text("today.unplan", { title: row.title })}
                            onClick={() =>
                                run(myBoardActs.plan({ of: "task", task: row.id }, null))
                            }
                        />
                    )}
                </span>
            )}
        </li>
    );
}

function Offered({ row, today }: { row: TaskRow; today: string }) {
    return (
        <li className={styles["row"]}>
            <Button
                look="bare"
                small
                className={styles["take"] ?? ""}
                icon={<Plus size={16} />}
                label={text("today.add_task", { title: row.title })}
                onClick={() => run(myBoardActs.plan({ of: "task", task: row.id }, today))}
            />
            <Words row={row} />
            <span className={styles["end"]}>
                <small className={`${styles["about"]} num`}>{row.about}</small>
            </span>
        </li>
    );
}

function Words({ row }: { row: TaskRow }) {
    return (
        <Link href={row.href} className={styles["words"] ?? ""}>
            <span className={styles["title"]}>{row.title}</span>
            <span className={`${styles["meta"]} clip num`}>
                {row.done === "" ? row.meta : row.done}
            </span>
        </Link>
    );
}
