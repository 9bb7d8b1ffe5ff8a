// A card: what, until when, who; and what stops it.
import { draggable } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import {
    ArrowDown,
    ArrowRightLeft,
    CheckSquare,
    ChevronsUp,
    ChevronUp,
    CircleMinus,
    Hourglass,
    Paperclip,
    Repeat2,
} from "lucide-react";
import { type MouseEvent, memo, type ReactNode, useEffect, useRef, useState } from "react";
import type { Task } from "../../../data/model";
import { estimateWords, priorityWord, taskDueMark } from "../../../data/taskWords";
import { text } from "../../../text/text";
import { Initials } from "../../../ui/Initials";
import { Mark } from "../../../ui/Mark";
import { useBoardActions } from "../actions";
import styles from "./CardFace.module.css";

export interface CardFaceProps {
    task: Task;
    owner: string;
    /** How many of the tasks it waits on are open. */
    waits: number;
    nowMs: number;
    zone: string;
    /** Whether the keys go to it. */
    active: boolean;
    picked: boolean;
    /** Whether cards are being chosen. */
    picking: boolean;
    movable: boolean;
    /** The address that shows it. */
    href: string;
}

export const CardFace = memo(function CardFace(props: CardFaceProps) {
    const { task, owner, waits, nowMs, zone, active, picked, picking, movable, href } = props;
    const element = useRef<HTMLElement>(null);
    const [dragged, setDragged] = useState(false);
    const actions = useBoardActions();
    const { id } = task;

    useEffect(() => {
        if (!element.current || !movable) return;
        return draggable({
            element: element.current,
            getInitialData: () => ({ card: id }),
            onDragStart: () => setDragged(true),
            onDrop: () => setDragged(false),
        });
    }, [id, movable]);

    const handleClick = (event: MouseEvent) => {
        if (event.ctrlKey || event.metaKey || event.button !== 0) return;
        event.preventDefault();
        if (picking || event.shiftKey) actions.pick(id);
        else actions.open(id);
    };
    const due = taskDueMark(task, nowMs, zone);
    const classes = [
        styles["card"],
        dragged ? styles["dragged"] : "",
        picked ? styles["picked"] : "",
        task.finished_at ? styles["done"] : "",
    ];
    return (
        <article ref={element} className={classes.join(" ")} data-task={id}>
            <a
                className={styles["title"]}
                href={href}
                draggable={false}
                tabIndex={active ? 0 : -1}
                aria-label={label(props)}
                aria-keyshortcuts="Space [ ] X"
                onClick={handleClick}
                onFocus={() => actions.reach(id)}
            >
                {task.title}
            </a>
            <div className={styles["foot"]} aria-hidden="true">
                <div className={styles["meta"]}>
                    {due && <Mark {...due} />}
                    <Small task={task} />
                </div>
                {owner !== "" && (
                    <span className={styles["owner"]} title={owner}>
                        <Initials name={owner} size={24} />
                    </span>
                )}
            </div>
            {(task.blocked || 0 < waits) && (
                <p className={`${styles["stop"]} ${task.blocked ? "step-now" : ""}`}>
                    {task.blocked ? <CircleMinus size={14} /> : <Hourglass size={14} />}
                    {task.blocked ? text("board.blocked") : text("board.waits", { count: waits })}
                </p>
            )}
            {movable && (
                // By touch; the keyboard has a key for it.
                <button
                    type="button"
                    className={styles["move"]}
                    tabIndex={-1}
                    aria-label={text("board.move_title", { title: task.title })}
                    onClick={() => actions.askMove(id)}
                >
                    <ArrowRightLeft size={16} aria-hidden="true" />
                </button>
            )}
            <input
                type="checkbox"
                className={styles["pick"]}
                checked={picked}
                tabIndex={-1}
                aria-label={text("board.pick", { title: task.title })}
                onChange={() => actions.pick(id)}
            />
        </article>
    );
});

/** What a screen reader says of a card: what and who first, time last. */
function label({ task, owner, waits, nowMs, zone }: CardFaceProps): string {
    const due = taskDueMark(task, nowMs, zone);
    return [
        task.title,
        owner,
        task.priority === "normal"
            ? ""
            : text("task.priority_of", { word: priorityWord(task.priority) }),
        task.blocked ? text("board.blocked") : "",
        !task.blocked && 0 < waits ? text("board.waits", { count: waits }) : "",
        0 < task.checklist
            ? text("task.checked", { done: task.checked, count: task.checklist })
            : "",
        due ? text("task.due_by", { time: due.label }) : "",
    ]
        .filter((part) => part !== "")
        .join(", ");
}

/** The quiet things beside the due. */
function Small({ task }: { task: Task }) {
    const parts: ReactNode[] = [];
    const icon = PRIORITY_ICON[task.priority];
    if (icon) {
        parts.push(
            <span key="priority" className={styles["word"]}>
                {icon}
                {priorityWord(task.priority)}
            </span>,
        );
    }
    for (const name of task.labels) {
        parts.push(
            <span key={`label ${name}`} className={styles["label"]}>
                {name}
            </span>,
        );
    }
    if (0 < task.checklist) {
        parts.push(
            <span key="checklist" className={styles["word"]}>
                <CheckSquare size={14} />
                {text("task.of", { done: task.checked, count: task.checklist })}
            </span>,
        );
    }
    if (0 < task.files) {
        parts.push(
            <span key="files" className={styles["word"]}>
                <Paperclip size={14} />
                {task.files}
            </span>,
        );
    }
    if (task.estimate_minutes) {
        parts.push(<span key="estimate">{estimateWords(task.estimate_minutes)}</span>);
    }
    if (task.recurrence) parts.push(<Repeat2 key="repeat" size={14} />);
    return parts;
}

const PRIORITY_ICON: Readonly<Record<Task["priority"], ReactNode>> = {
    highest: <ChevronsUp size={14} />,
    high: <ChevronUp size={14} />,
    normal: null,
    low: <ArrowDown size={14} />,
};
