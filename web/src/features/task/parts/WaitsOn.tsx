// What must be finished before a task, and what waits for it.
import { Check, Hourglass, Plus, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { Link } from "wouter";
import type { Task, TaskDetail } from "../../../data/model";
import { firstNameOf } from "../../../data/select";
import { isOpenTask } from "../../../data/taskWords";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { work } from "../../../transport/apiWork";
import { Button } from "../../../ui/Button";
import type { OpenTask } from "../useTaskDetail";
import { Risks } from "./Risks";
import { Section } from "./Section";
import part from "./Section.module.css";
import styles from "./WaitsOn.module.css";

export function WaitsOn({
    open,
    detail,
    editable,
}: {
    open: OpenTask;
    detail: TaskDetail;
    editable: boolean;
}) {
    const [adding, setAdding] = useState(false);
    const { task, waits_on, blocks } = detail;
    if (!editable && waits_on.length === 0 && blocks.length === 0) return null;
    return (
        <Section
            title={text("task.waits_on")}
            action={
                editable &&
                !adding && (
                    <Button
                        look="bare"
                        small
                        icon={<Plus size={14} />}
                        label={text("task.waits_add")}
                        onClick={() => setAdding(true)}
                    />
                )
            }
        >
            <Risks risks={detail.risks} />
            {waits_on.length === 0 && !adding && (
                <p className={part["none"]}>{text("task.waits_none")}</p>
            )}
            <Tasks
                tasks={waits_on}
                {...(editable
                    ? {
                          onRemove: (gone: Task) =>
                              void open.save({
                                  waits_on: task.waits_on.filter((id) => id !== gone.id),
                              }),
                      }
                    : {})}
            />
            {adding && (
                <Finder
                    without={[task.id, ...task.waits_on]}
                    onPick={(found) => {
                        setAdding(false);
                        void open.save({ waits_on: [...task.waits_on, found.id] });
                    }}
                    onClose={() => setAdding(false)}
                />
            )}
            {0 < blocks.length && (
                <>
                    <h3>{text("task.waiting_for_it")}</h3>
                    <Tasks tasks={blocks} />
                </>
            )}
        </Section>
    );
}

function Tasks({ tasks, onRemove }: { tasks: readonly Task[]; onRemove?: (task: Task) => void }) {
    const names = useView((data) =>
        tasks.map((task) => (task.owner ? firstNameOf(data, task.owner) : "")),
    );
    if (tasks.length === 0) return null;
    return (
        <ul className={styles["tasks"]}>
            {tasks.map((task, index) => (
                <li key={task.id}>
                    {isOpenTask(task) ? (
                        <Hourglass size={14} aria-hidden="true" />
                    ) : (
                        <Check size={14} aria-hidden="true" />
                    )}
                    <Link
                        href={`/tasks/${task.id}`}
                        className={`clip ${isOpenTask(task) ? "" : styles["done"]}`}
                    >
                        {task.title}
                    </Link>
                    <small>
                        {isOpenTask(task) ? names[index] : text("task.stage_done")}
                        {task.blocked && ` · ${text("board.blocked")}`}
                    </small>
                    {onRemove && (
                        <Button
                            look="bare"
                            small
                            icon={<X size={14} />}
                            label={text("pick.remove", { name: task.title })}
                            onClick={() => onRemove(task)}
                        />
                    )}
                </li>
            ))}
        </ul>
    );
}

/** How long one may type before the server is asked, in milliseconds. */
const REST_MS = 200;

const FOUND_MAX = 8;

/** A box to find a task by its title. */
function Finder({
    without,
    onPick,
    onClose,
}: {
    without: readonly string[];
    onPick: (task: Task) => void;
    onClose: () => void;
}) {
    const id = useId();
    const [typed, setTyped] = useState("");
    const [found, setFound] = useState<readonly Task[]>([]);
    const [at, setAt] = useState(0);
    // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed counts once it rests
    useEffect(() => {
        let alive = true;
        const timer = setTimeout(() => {
            work.findTasks(typed.trim()).then(
                ({ items }) => {
                    if (!alive) return;
                    setFound(
                        items.filter((task) => !without.includes(task.id)).slice(0, FOUND_MAX),
                    );
                    setAt(0);
                },
                () => {},
            );
        }, REST_MS);
        return () => {
            alive = false;
            clearTimeout(timer);
        };
    }, [typed]);
    const handleKeyDown = (event: KeyboardEvent) => {
        const chosen = found[at];
        if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
        else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
        else if (event.key === "Enter" && chosen) onPick(chosen);
        else if (event.key === "Escape") onClose();
        else return;
        event.preventDefault();
        event.stopPropagation();
    };
    return (
        <div className={styles["finder"]}>
            <input
                role="combobox"
                aria-expanded={0 < found.length}
                aria-controls={`${id}-found`}
                aria-activedescendant={found[at] ? `${id}-${found[at].id}` : undefined}
                // biome-ignore lint/a11y/noAutofocus: it was opened to write in
                autoFocus
                aria-label={text("task.find")}
                placeholder={text("task.find")}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                onKeyDown={handleKeyDown}
                onBlur={onClose}
            />
            <div id={`${id}-found`} role="listbox" aria-label={text("task.found")}>
                {found.map((task, index) => (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box
                    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box
                    <div
                        key={task.id}
                        id={`${id}-${task.id}`}
                        role="option"
                        aria-selected={index === at}
                        className={`${styles["option"]} clip`}
                        onMouseDown={(event) => event.preventDefault()}
                        onClick={() => onPick(task)}
                    >
                        {task.title}
                    </div>
                ))}
            </div>
        </div>
    );
}
