// Who does a task, where it stands, until when: each is saved as it is chosen.
import { X } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Link } from "wouter";
import type { Card, PersonId, TaskDetail } from "../../../data/model";
import { firstNameOf, myChannels, myZone } from "../../../data/select";
import { store } from "../../../data/store";
import {
    estimateWords,
    PRIORITIES,
    priorityWord,
    readEstimate,
    taskDueMark,
} from "../../../data/taskWords";
import { useView } from "../../../data/useView";
import { dayOf } from "../../../text/dates";
import { ruleWords } from "../../../text/repeat";
import { text } from "../../../text/text";
import { dayKey } from "../../../text/time";
import { work } from "../../../transport/apiWork";
import { moveCard } from "../../../transport/boards";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { Mark } from "../../../ui/Mark";
import { PopoverButton } from "../../../ui/PopoverButton";
import { RepeatField } from "../../../ui/RepeatField";
import { say } from "../../../ui/Toasts";
import type { OpenTask } from "../useTaskDetail";
import { DueField } from "./DueField";
import styles from "./Fields.module.css";

interface FieldProps {
    open: OpenTask;
    detail: TaskDetail;
    editable: boolean;
}

export function Fields({ open, detail, editable }: FieldProps) {
    return (
        <fieldset className={styles["fields"]} disabled={!editable}>
            <legend className="sr">{text("task.fields")}</legend>
            <Owner open={open} detail={detail} editable={editable} />
            <Helpers open={open} detail={detail} editable={editable} />
            <Places detail={detail} editable={editable} reload={open.reload} />
            <Priority open={open} detail={detail} editable={editable} />
            <Due open={open} detail={detail} editable={editable} />
            <Plan open={open} detail={detail} editable={editable} />
            <Labels open={open} detail={detail} editable={editable} />
            <Repeats open={open} detail={detail} editable={editable} />
            <Home open={open} detail={detail} editable={editable} />
        </fieldset>
    );
}

/** One field: its name, what it is. */
function Row({ name, id, children }: { name: string; id?: string; children: ReactNode }) {
    return (
        <div className={styles["row"]}>
            {id ? (
                <label htmlFor={id}>{name}</label>
            ) : (
                <span className={styles["name"]}>{name}</span>
            )}
            <div className={styles["value"]}>{children}</div>
        </div>
    );
}

function usePeople() {
    return useView((data) =>
        [...data.people.values()]
            .filter((person) => person.disabled_at === null)
            .map(({ id, name }) => ({ id, name, me: id === data.me }))
            .sort((a, b) => Number(b.me) - Number(a.me) || a.name.localeCompare(b.name)),
    );
}

function Owner({ open, detail }: FieldProps) {
    const id = useId();
    const people = usePeople();
    const { owner } = detail.task;
    return (
        <Row name={text("task.owner")} id={id}>
            <select
                id={id}
                value={owner ?? ""}
                onChange={(event) => {
                    const chosen = people.find((one) => one.id === event.target.value);
                    void open.save({ owner: chosen?.id ?? null });
                }}
            >
                <option value="">{text("board.nobody")}</option>
                {people.map((one) => (
                    <option key={one.id} value={one.id}>
                        {one.me ? text("task.me", { name: one.name }) : one.name}
                    </option>
                ))}
            </select>
        </Row>
    );
}

function Helpers({ open, detail, editable }: FieldProps) {
    const id = useId();
    const people = usePeople();
    const { helpers, owner } = detail.task;
    const names = useView((data) => helpers.map((one) => firstNameOf(data, one)));
    const free = people.filter((one) => one.id !== owner && !helpers.includes(one.id));
    const set = (next: PersonId[]) => void open.save({ helpers: next });
    if (!editable && helpers.length === 0) return null;
    return (
        <Row name={text("task.helpers")} id={id}>
            {helpers.map((person, index) => (
                <Tag
                    key={person}
                    name={names[index] ?? ""}
                    onRemove={() => set(helpers.filter((one) => one !== person))}
                />
            ))}
            <select
                id={id}
                className={styles["add"]}
                value=""
                onChange={(event) => {
                    const chosen = people.find((one) => one.id === event.target.value);
                    if (chosen) set([...helpers, chosen.id]);
                }}
            >
                <option value="">
                    {text(helpers.length === 0 ? "task.nobody_helps" : "task.add")}
                </option>
                {free.map((one) => (
                    <option key={one.id} value={one.id}>
                        {one.name}
                    </option>
                ))}
            </select>
        </Row>
    );
}

function Tag({ name, onRemove }: { name: string; onRemove: () => void }) {
    return (
        <span className={styles["tag"]}>
            {name}
            <button
                type="button"
                aria-label={text("pick.remove", { name })}
                title={text("pick.remove", { name })}
                onClick={onRemove}
            >
                <X size={12} aria-hidden="true" />
            </button>
        </span>
    );
}

/** On which boards it stands, in which column of each. */
function Places({
    detail,
    editable,
    reload,
}: {
    detail: TaskDetail;
    editable: boolean;
    reload: () => void;
}) {
    const { task, cards } = detail;
    const boards = useView((data) => [...data.work.boards.values()]);
    const iterations = useView((data) =>
        cards.map((card) =>
            [...(data.work.open.get(card.board)?.iterations.values() ?? [])].filter(
                (one) => one.closed_at === null || one.id === card.iteration,
            ),
        ),
    );
    const free = boards.filter((board) => !cards.some((card) => card.board === board.id));
    const run = (answer: Promise<unknown>) => {
        answer.then(reload, (error) => say(problemWords(error), true));
    };
    const put = (card: Card) =>
        store.dispatch({ type: "local.answer", data: { type: "card.updated", data: card } });
    return (
        <>
            {cards.map((card, index) => {
                const board = boards.find((one) => one.id === card.board);
                if (!board) return null;
                return (
                    <Row key={card.board} name={text("task.board")}>
                        <Link href={`/boards/${board.id}`} className={`${styles["link"]} clip`}>
                            {board.name}
                        </Link>
                        <select
                            aria-label={text("task.column_on", { board: board.name })}
                            value={card.column}
                            onChange={(event) => {
                                const column = board.columns.find(
                                    (one) => one.id === event.target.value,
                                );
                                if (column) run(moveCard(board.id, task.id, { column: column.id }));
                            }}
                        >
                            {board.columns.map((column) => (
                                <option key={column.id} value={column.id}>
                                    {column.name}
                                </option>
                            ))}
                        </select>
                        {0 < (iterations[index]?.length ?? 0) && (
                            <select
                                aria-label={text("task.iteration_on", { board: board.name })}
                                value={card.iteration ?? ""}
                                onChange={(event) => {
                                    const chosen = iterations[index]?.find(
                                        (one) => one.id === event.target.value,
                                    );
                                    run(
                                        work
                                            .placeCard(board.id, task.id, {
                                                iteration: chosen?.id ?? null,
                                            })
                                            .then(put),
                                    );
                                }}
                            >
                                <option value="">{text("task.no_iteration")}</option>
                                {iterations[index]?.map((one) => (
                                    <option key={one.id} value={one.id}>
                                        {one.name}
                                    </option>
                                ))}
                            </select>
                        )}
                        {editable && (
                            <Button
                                look="bare"
                                small
                                icon={<X size={14} />}
                                label={text("task.take_off", { board: board.name })}
                                onClick={() => run(work.removeCard(board.id, task.id))}
                            />
                        )}
                    </Row>
                );
            })}
            {editable && 0 < free.length && (
                <Row name={cards.length === 0 ? text("task.board") : ""}>
                    <select
                        className={styles["add"]}
                        aria-label={text("task.put_on")}
                        value=""
                        onChange={(event) => {
                            const board = free.find((one) => one.id === event.target.value);
                            const column =
                                board?.columns.find((one) => one.stage === task.stage) ??
                                board?.columns[0];
                            if (board && column)
                                run(
                                    work
                                        .placeCard(board.id, task.id, { column: column.id })
                                        .then(put),
                                );
                        }}
                    >
                        <option value="">
                            {text(cards.length === 0 ? "task.on_no_board" : "task.put_on")}
                        </option>
                        {free.map((board) => (
                            <option key={board.id} value={board.id}>
                                {board.name}
                            </option>
                        ))}
                    </select>
                </Row>
            )}
        </>
    );
}

function Priority({ open, detail }: FieldProps) {
    const id = useId();
    return (
        <Row name={text("task.priority")} id={id}>
            <select
                id={id}
                value={detail.task.priority}
                onChange={(event) => {
                    const priority = PRIORITIES.find((one) => one === event.target.value);
                    if (priority) void open.save({ priority });
                }}
            >
                {PRIORITIES.map((one) => (
                    <option key={one} value={one}>
                        {priorityWord(one)}
                    </option>
                ))}
            </select>
        </Row>
    );
}

function Due({ open, detail, editable }: FieldProps) {
    const { task } = detail;
    const mark = useView((data, nowMs) => taskDueMark(task, nowMs, myZone(data)));
    const words = mark ? <Mark {...mark} /> : text(task.due ? "task.due_was" : "task.no_due");
    return (
        <Row name={text("task.due")}>
            {editable ? (
                <PopoverButton
                    label={text("task.due_change")}
                    small
                    className={styles["open"] ?? ""}
                    pane={(close) => (
                        <DueField
                            due={task.due}
                            onSave={(due) => {
                                close();
                                void open.save({ due });
                            }}
                        />
                    )}
                >
                    <span className="sr">{text("task.due_is")} </span>
                    {words}
                </PopoverButton>
            ) : (
                words
            )}
        </Row>
    );
}

function Plan({ open, detail, editable }: FieldProps) {
    const { task } = detail;
    const startId = useId();
    const estimateId = useId();
    const [typed, setTyped] = useState<string | null>(null);
    const shown = task.estimate_minutes === null ? "" : estimateWords(task.estimate_minutes);
    const wrong = typed !== null && typed.trim() !== "" && readEstimate(typed) === null;
    const handleBlur = () => {
        if (typed === null || wrong) return;
        const estimate_minutes = typed.trim() === "" ? null : readEstimate(typed);
        setTyped(null);
        if (estimate_minutes !== task.estimate_minutes) void open.save({ estimate_minutes });
    };
    if (!editable && !task.start && shown === "") return null;
    return (
        <>
            <Row name={text("task.start")} id={startId}>
                <input
                    id={startId}
                    type="date"
                    value={task.start ?? ""}
                    onChange={(event) => {
                        const start = event.target.value === "" ? null : event.target.value;
                        if (start === null || /^20\d\d-/.test(start)) void open.save({ start });
                    }}
                />
            </Row>
            <Row name={text("task.estimate")} id={estimateId}>
                <input
                    id={estimateId}
                    placeholder={text("task.estimate_hint")}
                    aria-invalid={wrong ? true : undefined}
                    value={typed ?? shown}
                    onChange={(event) => setTyped(event.target.value)}
                    onBlur={handleBlur}
                    onKeyDown={(event) => {
                        if (event.key === "Enter") event.currentTarget.blur();
                    }}
                />
            </Row>
        </>
    );
}

function Labels({ open, detail, editable }: FieldProps) {
    const id = useId();
    const { labels } = detail.task;
    const [typed, setTyped] = useState("");
    const known = useView((data) => {
        const found = new Set<string>();
        for (const task of data.work.tasks.values()) for (const one of task.labels) found.add(one);
        return [...found].filter((one) => !labels.includes(one)).slice(0, 50);
    });
    const add = () => {
        const fresh = typed
            .split(",")
            .map((word) => word.trim())
            .filter((word) => word !== "" && !labels.includes(word));
        setTyped("");
        if (0 < fresh.length) void open.save({ labels: [...labels, ...fresh] });
    };
    if (!editable && labels.length === 0) return null;
    return (
        <Row name={text("task.labels")} id={id}>
            {labels.map((label) => (
                <Tag
                    key={label}
                    name={label}
                    onRemove={() =>
                        void open.save({ labels: labels.filter((one) => one !== label) })
                    }
                />
            ))}
            <input
                id={id}
                list={`${id}-known`}
                className={styles["add"]}
                placeholder={text("task.add")}
                maxLength={60}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                onBlur={add}
                onKeyDown={(event) => {
                    if (event.key === "Enter" || event.key === ",") {
                        event.preventDefault();
                        add();
                    }
                }}
            />
            <datalist id={`${id}-known`}>
                {known.map((one) => (
                    <option key={one} value={one} />
                ))}
            </datalist>
        </Row>
    );
}

function Repeats({ open, detail, editable }: FieldProps) {
    const { recurrence, due } = detail.task;
    const today = useView((data, nowMs) => dayKey(nowMs, myZone(data)));
    const day = due && "day" in due ? due.day : today;
    const words = recurrence ? ruleWords(recurrence.rule) : text("task.never_repeats");
    if (!editable) return recurrence ? <Row name={text("task.repeats")}>{words}</Row> : null;
    return (
        <Row name={text("task.repeats")}>
            <PopoverButton
                label={text("task.repeats")}
                small
                className={styles["open"] ?? ""}
                pane={() => (
                    <div className={styles["pane"]}>
                        <RepeatField
                            label={text("task.repeats")}
                            rule={recurrence?.rule ?? null}
                            day={dayOf(day)}
                            date={Number(day.slice(8))}
                            onChange={(rule) =>
                                void open.save({
                                    recurrence: rule
                                        ? { rule, from: recurrence?.from ?? "due" }
                                        : null,
                                })
                            }
                        />
                        {recurrence && (
                            <label className={styles["from"]}>
                                <span>{text("task.repeat_from")}</span>
                                <select
                                    value={recurrence.from}
                                    onChange={(event) =>
                                        void open.save({
                                            recurrence: {
                                                rule: recurrence.rule,
                                                from:
                                                    event.target.value === "finished"
                                                        ? "finished"
                                                        : "due",
                                            },
                                        })
                                    }
                                >
                                    <option value="due">{text("task.repeat_from_due")}</option>
                                    <option value="finished">
                                        {text("task.repeat_from_finished")}
                                    </option>
                                </select>
                            </label>
                        )}
                        <p className={styles["hint"]}>{text("task.repeat_hint")}</p>
                    </div>
                )}
            >
                <span className="sr">{text("task.repeats_is")} </span>
                <span className={styles["words"]}>{words}</span>
            </PopoverButton>
        </Row>
    );
}

/** Whose members see it. */
function Home({ open, detail, editable }: FieldProps) {
    const id = useId();
    const channels = useView((data) =>
        myChannels(data).map(({ id: one, name }) => ({ id: one, name })),
    );
    const { channel } = detail.task;
    const other = useView((data) =>
        channel && !channels.some((one) => one.id === channel)
            ? (data.channels.get(channel)?.name ?? "")
            : "",
    );
    if (!editable) return null;
    return (
        <Row name={text("task.seen_by")} id={id}>
            <select
                id={id}
                value={channel ?? ""}
                onChange={(event) =>
                    void open.save({
                        channel: channels.find((one) => one.id === event.target.value)?.id ?? null,
                    })
                }
            >
                <option value="">{text("task.private")}</option>
                {channel && other !== "" && <option value={channel}>{other}</option>}
                {channels.map((one) => (
                    <option key={one.id} value={one.id}>
                        {one.name}
                    </option>
                ))}
            </select>
        </Row>
    );
}
