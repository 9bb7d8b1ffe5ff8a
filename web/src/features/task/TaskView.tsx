// A task with all that belongs to it: what, who, until when, its description, checklist, comments.
import {
    ArrowLeft,
    Ban,
    Bell,
    BellOff,
    Check,
    CircleMinus,
    Ellipsis,
    Link2,
    Maximize2,
    RotateCcw,
    Trash2,
    X,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link, useLocation } from "wouter";
import type { TaskDetail, TaskId, TopicId } from "../../data/model";
import { openOverlay } from "../../data/overlay";
import { STAGES, stageWord } from "../../data/taskWords";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { work } from "../../transport/apiWork";
import { problemWords, Refusal } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { MenuButton, type MenuItem } from "../../ui/Menu";
import { Skeleton } from "../../ui/Skeleton";
import { say } from "../../ui/Toasts";
import { Checklist } from "./parts/Checklist";
import { Comments } from "./parts/Comments";
import { Description, type RenderEditor } from "./parts/Description";
import { Fields } from "./parts/Fields";
import { Files, type RenderFiles } from "./parts/Files";
import { History } from "./parts/History";
import { MergeDialog } from "./parts/MergeDialog";
import { Origin } from "./parts/Origin";
import { Title } from "./parts/Title";
import { WaitsOn } from "./parts/WaitsOn";
import styles from "./TaskView.module.css";
import { mayChange, type OpenTask, useTaskDetail } from "./useTaskDetail";

export interface TaskParts {
    /** Shows the messages of its topic, and the box to write one. */
    renderComments: (topic: TopicId) => ReactNode;
    /** The editor of messages, for the description. */
    renderEditor: RenderEditor;
    /** Shows files as messages do. */
    renderFiles: RenderFiles;
}

interface TaskViewProps extends TaskParts {
    id: TaskId;
    /** Closes the pane; a page of its own has none. */
    onClose?: (() => void) | undefined;
    /** Names the page. */
    onTitle?: ((title: string) => void) | undefined;
}

export function TaskView({ id, onClose, onTitle, ...parts }: TaskViewProps) {
    const open = useTaskDetail(id);
    const { detail, error } = open;
    if (!detail) {
        const unknown = error instanceof Refusal;
        return (
            <div className={styles["view"]}>
                {onClose && <CloseButton onClose={onClose} />}
                {error !== null ? (
                    <Empty title={text(unknown ? "task.unknown" : "task.not_loaded")}>
                        {unknown ? text("task.unknown_hint") : problemWords(error)}
                    </Empty>
                ) : (
                    <Skeleton rows={5} />
                )}
            </div>
        );
    }
    return <Shown open={open} detail={detail} onClose={onClose} onTitle={onTitle} {...parts} />;
}

function CloseButton({ onClose }: { onClose: () => void }) {
    return (
        <Button
            look="bare"
            small
            icon={<X size={16} />}
            label={text("task.close_pane")}
            onClick={onClose}
        />
    );
}

function Shown({
    open,
    detail,
    onClose,
    onTitle,
    ...parts
}: Omit<TaskViewProps, "id"> & { open: OpenTask; detail: TaskDetail }) {
    const { task } = detail;
    const editable = mayChange(detail);
    const page = onClose === undefined;
    const fields = <Fields open={open} detail={detail} editable={editable} />;
    return (
        <article
            className={`${styles["view"]} ${page ? styles["page"] : ""}`}
            aria-label={text("task.label", { title: task.title })}
            data-task-view
        >
            <header className={styles["head"]}>
                <div className={styles["tools"]}>
                    {page && <Back detail={detail} />}
                    <Origin task={task} />
                    <Tools open={open} detail={detail} editable={editable} onClose={onClose} />
                </div>
                <Title open={open} detail={detail} editable={editable} onTitle={onTitle} />
                <StageBar open={open} detail={detail} editable={editable} />
                {task.dropped_at && (
                    <p className={styles["dropped"]}>
                        <Ban size={16} aria-hidden="true" />
                        {text("task.is_dropped")}
                        {editable && (
                            <Button
                                look="line"
                                small
                                onClick={() => void open.save({ dropped: false })}
                            >
                                {text("task.take_up")}
                            </Button>
                        )}
                    </p>
                )}
            </header>
            <div className={styles["body"]}>
                <div className={styles["side"]}>{fields}</div>
                <div className={styles["main"]}>
                    <Description
                        open={open}
                        detail={detail}
                        editable={editable}
                        renderEditor={parts.renderEditor}
                    />
                    <Checklist open={open} detail={detail} editable={editable} />
                    <WaitsOn open={open} detail={detail} editable={editable} />
                    <Files
                        open={open}
                        detail={detail}
                        editable={editable}
                        renderFiles={parts.renderFiles}
                    />
                    <Comments open={open} detail={detail} renderComments={parts.renderComments} />
                    <History detail={detail} />
                </div>
            </div>
            {open.conflict && (
                <MergeDialog
                    key={open.conflict.theirs.task.version}
                    conflict={open.conflict}
                    onChoose={(change, theirs) => {
                        open.settle();
                        void open.save(change, theirs);
                    }}
                    onClose={open.settle}
                />
            )}
        </article>
    );
}

/** The way back from a page to the board on which the task stands. */
function Back({ detail }: { detail: TaskDetail }) {
    const [card] = detail.cards;
    const name = useView((data) => (card ? (data.work.boards.get(card.board)?.name ?? "") : ""));
    if (!card || name === "") return null;
    return (
        <Link href={`/boards/${card.board}`} className={styles["back"]}>
            <ArrowLeft size={14} aria-hidden="true" /> {name}
        </Link>
    );
}

interface PartProps {
    open: OpenTask;
    detail: TaskDetail;
    editable: boolean;
}

/** How far it is, and one press to finish it. */
function StageBar({ open, detail, editable }: PartProps) {
    const { task } = detail;
    const done = task.stage === "done";
    if (!editable) return <p className={styles["stage"]}>{stageWord(task.stage)}</p>;
    return (
        <div className={styles["stage"]}>
            <fieldset className={styles["stages"]}>
                <legend className="sr">{text("task.stage")}</legend>
                {STAGES.map((stage) => (
                    <Button
                        key={stage}
                        look="bare"
                        small
                        aria-pressed={task.stage === stage}
                        onClick={() => {
                            if (task.stage !== stage) void open.save({ stage });
                        }}
                    >
                        {stage === "done" && <Check size={14} aria-hidden="true" />}
                        {stageWord(stage)}
                    </Button>
                ))}
            </fieldset>
            {task.blocked && !done && (
                <span className={`${styles["blocked"]} step-now`}>
                    <CircleMinus size={14} aria-hidden="true" />
                    {text("board.blocked")}
                </span>
            )}
        </div>
    );
}

function Tools({
    open,
    detail,
    editable,
    onClose,
}: PartProps & { onClose?: (() => void) | undefined }) {
    const { task, watched } = detail;
    const [, go] = useLocation();
    const [busy, setBusy] = useState(false);
    const handleWatch = () => {
        setBusy(true);
        work.watchTask(task.id, !watched)
            .then(
                () => {
                    say(text(watched ? "task.unwatched" : "task.watched"));
                    open.reload();
                },
                (error) => say(problemWords(error), true),
            )
            .finally(() => setBusy(false));
    };
    const handleLink = () => {
        const address = `${location.origin}/tasks/${task.id}`;
        navigator.clipboard.writeText(address).then(
            () => say(text("message.link_copied")),
            () => say(address),
        );
    };
    const items: MenuItem[] = [
        ...(editable && !task.finished_at && !task.dropped_at
            ? [
                  {
                      id: "block",
                      label: text("task.block"),
                      icon: <CircleMinus size={16} />,
                      onAction: () => openOverlay({ kind: "block_task", task: task.id }),
                  },
              ]
            : []),
        {
            id: "link",
            label: text("message.copy_link"),
            icon: <Link2 size={16} />,
            onAction: handleLink,
        },
        ...(editable && !task.finished_at
            ? [
                  task.dropped_at
                      ? {
                            id: "take",
                            label: text("task.take_up"),
                            icon: <RotateCcw size={16} />,
                            onAction: () => void open.save({ dropped: false }),
                        }
                      : {
                            id: "drop",
                            label: text("task.drop"),
                            icon: <Trash2 size={16} />,
                            danger: true,
                            onAction: () => void open.save({ dropped: true }),
                        },
              ]
            : []),
    ];
    return (
        <span className={styles["acts"]}>
            <Button
                look="bare"
                small
                disabled={busy}
                icon={watched ? <Bell size={16} /> : <BellOff size={16} />}
                label={text(watched ? "task.unwatch" : "task.watch")}
                aria-pressed={watched}
                onClick={handleWatch}
            />
            <MenuButton
                label={text("task.menu")}
                small
                icon={<Ellipsis size={16} />}
                items={items}
            />
            {onClose && (
                <>
                    <Button
                        look="bare"
                        small
                        icon={<Maximize2 size={16} />}
                        label={text("task.as_page")}
                        onClick={() => go(`/tasks/${task.id}`)}
                    />
                    <CloseButton onClose={onClose} />
                </>
            )}
        </span>
    );
}
