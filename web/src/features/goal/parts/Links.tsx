// What hangs on a goal: tasks and topics, with a way to add one and to let it go.
import { CircleDot, MessagesSquare, Plus, SquareCheck, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { GoalDetail } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { type GoalLink, goalApi } from "../../../transport/apiGoal";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { TextField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { say } from "../../../ui/Toasts";
import { linkChoices } from "../model";
import styles from "./Links.module.css";

export function Links({
    detail,
    may,
    onChanged,
}: {
    detail: GoalDetail;
    may: boolean;
    onChanged: () => void;
}) {
    const [adding, setAdding] = useState(false);
    const { goal, tasks, topics } = detail;
    const run = (work: Promise<void>) => {
        work.then(onChanged, (error) => say(problemWords(error), true));
    };
    const drop = (link: GoalLink) => run(goalApi.unlink(goal.id, link));
    if (tasks.length === 0 && topics.length === 0 && !may) return null;
    return (
        <section className={list["section"]} aria-label={text("goal.links")}>
            <h2>{text("goal.links")}</h2>
            {tasks.length === 0 && topics.length === 0 && (
                <p className={list["hint"]}>{text("goal.links_hint")}</p>
            )}
            <ul className={styles["links"]}>
                {tasks.map((task) => {
                    const done = task.stage === "done";
                    const Icon = done ? SquareCheck : CircleDot;
                    return (
                        <Line
                            key={task.id}
                            href={`/tasks/${task.id}`}
                            icon={<Icon size={16} aria-hidden="true" />}
                            title={task.title}
                            note={text(`goal.stage_${task.stage}`)}
                            onDrop={may ? () => drop({ to: "task", task: task.id }) : null}
                        />
                    );
                })}
                {topics.map((one) => (
                    <Line
                        key={one.topic}
                        href={`/topic/${one.topic}`}
                        icon={<MessagesSquare size={16} aria-hidden="true" />}
                        title={one.title}
                        note={text("goal.topic")}
                        onDrop={may ? () => drop({ to: "topic", topic: one.topic }) : null}
                    />
                ))}
            </ul>
            {may && (
                <div>
                    <Button
                        look="line"
                        small
                        icon={<Plus size={14} aria-hidden="true" />}
                        onClick={() => setAdding(true)}
                    >
                        {text("goal.link_add")}
                    </Button>
                </div>
            )}
            {adding && (
                <LinkDialog
                    detail={detail}
                    onPick={(link) => {
                        setAdding(false);
                        run(goalApi.link(goal.id, link));
                    }}
                    onClose={() => setAdding(false)}
                />
            )}
        </section>
    );
}

function Line({
    href,
    icon,
    title,
    note,
    onDrop,
}: {
    href: string;
    icon: ReactNode;
    title: string;
    note: string;
    onDrop: (() => void) | null;
}) {
    return (
        <li>
            {icon}
            <Link href={href} className="clip">
                {title}
            </Link>
            <small>{note}</small>
            {onDrop && (
                <Button
                    look="bare"
                    small
                    icon={<X size={14} />}
                    label={text("goal.link_drop", { title })}
                    onClick={onDrop}
                />
            )}
        </li>
    );
}

function LinkDialog({
    detail,
    onPick,
    onClose,
}: {
    detail: GoalDetail;
    onPick: (link: GoalLink) => void;
    onClose: () => void;
}) {
    const [query, setQuery] = useState("");
    const choices = useView((data) =>
        linkChoices(data, query, {
            tasks: detail.tasks.map((task) => task.id),
            topics: detail.topics.map((one) => one.topic),
        }),
    );
    return (
        <Dialog title={text("goal.link_add")} onClose={onClose}>
            <div className={list["dialogForm"]}>
                <TextField
                    label={text("goal.link_find")}
                    autoFocus
                    value={query}
                    onChange={(event) => setQuery(event.target.value)}
                />
                <ul className={styles["choices"]} aria-label={text("goal.link_found")}>
                    {choices.map((choice) => (
                        <li key={choice.key}>
                            <button type="button" onClick={() => onPick(choice.link)}>
                                <span className="clip">{choice.title}</span>
                                <small>{choice.kind}</small>
                            </button>
                        </li>
                    ))}
                    {choices.length === 0 && (
                        <li className={list["hint"]}>{text("goal.link_none")}</li>
                    )}
                </ul>
            </div>
        </Dialog>
    );
}
