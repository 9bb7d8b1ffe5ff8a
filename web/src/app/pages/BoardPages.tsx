// The pages of boards: all of them, one with a task beside it, its settings.
import { Archive, Bell, BellOff, Newspaper, Plus, Settings2 } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Link, Redirect, useLocation, useSearch } from "wouter";
import type { Board, BoardId } from "../../data/model";
import { openOverlay } from "../../data/overlay";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { ArchiveDialog } from "../../features/board/ArchiveDialog";
import { BoardList } from "../../features/board/BoardList";
import { BoardSettings } from "../../features/board/BoardSettings";
import { BoardView } from "../../features/board/BoardView";
import { filtersOf, searchOf } from "../../features/board/filters";
import { TaskView } from "../../features/task/TaskView";
import { text } from "../../text/text";
import { work } from "../../transport/apiWork";
import { closeBoard, openBoard, readBoardAgain } from "../../transport/boards";
import { problemWords, Refusal } from "../../transport/http";
import { idOf } from "../../transport/ids";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Kbd } from "../../ui/Kbd";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { say } from "../../ui/Toasts";
import { PHONE, useMedia } from "../../ui/useMedia";
import { useTitle } from "../title";
import styles from "./BoardPages.module.css";
import { taskParts } from "./TaskParts";

export function BoardsPage() {
    useTitle(text("boards.title"));
    return <BoardList />;
}

/** A board by its address: of the reader's channels, or another one that they may read. */
function useBoard(id: string): { board: Board | null; gone: boolean } {
    const known = useView(
        (data) => [...data.work.boards.values()].find((board) => board.id === id) ?? null,
    );
    const ready = useView((data) => 0 < data.seq);
    const [read, setRead] = useState<Board | null>(null);
    const [gone, setGone] = useState(false);
    const wanted = known === null && ready;
    useEffect(() => {
        const board = idOf("boa", id);
        if (!wanted) return;
        if (!board) {
            setGone(true);
            return;
        }
        let alive = true;
        work.board(board).then(
            (found) => {
                if (alive) setRead(found);
            },
            (error) => {
                if (alive && error instanceof Refusal) setGone(true);
            },
        );
        return () => {
            alive = false;
        };
    }, [id, wanted]);
    return { board: known ?? read, gone: gone && known === null };
}

export function BoardPage({ id }: { id: string }) {
    const { board, gone } = useBoard(id);
    if (gone) {
        return (
            <Page title={text("boards.title")}>
                <Empty title={text("board.unknown")}>{text("board.unknown_hint")}</Empty>
            </Page>
        );
    }
    return board ? <Opened board={board} /> : <Skeleton rows={5} />;
}

function Opened({ board }: { board: Board }) {
    const window = useView((data) => data.work.open.get(board.id) ?? null);
    const movable = useView(
        (data) => data.memberships.has(board.channel) && board.archived_at === null,
    );
    const [error, setError] = useState<unknown>(null);
    const [archive, setArchive] = useState(false);
    const search = useSearch();
    const [, go] = useLocation();
    const phone = useMedia(PHONE);
    const wanted = new URLSearchParams(search).get("task") ?? "";
    const task = idOf("tsk", wanted);
    useTitle(board.name);
    useOpen(board.id, setError);

    const close = () => go(`/boards/${board.id}${searchOf(filtersOf(search))}`, { replace: true });
    if (task && phone) return <Redirect to={`/tasks/${task}`} replace />;
    return (
        <>
            <main id="main" aria-label={board.name} data-region tabIndex={-1}>
                <Head board={board} movable={movable} onArchive={() => setArchive(true)} />
                {window ? (
                    <BoardView board={board} window={window} movable={movable} />
                ) : error !== null ? (
                    <div className={styles["pad"]}>
                        <Empty title={text("board.not_loaded")}>{problemWords(error)}</Empty>
                    </div>
                ) : (
                    <Skeleton rows={5} />
                )}
            </main>
            {task && (
                <aside
                    className={styles["pane"]}
                    aria-label={text("task.one")}
                    data-region
                    tabIndex={-1}
                    onKeyDown={(event) => {
                        if (event.key === "Escape" && !event.defaultPrevented) close();
                    }}
                >
                    <TaskView key={task} id={task} onClose={close} {...taskParts} />
                </aside>
            )}
            {archive && <ArchiveDialog board={board.id} onClose={() => setArchive(false)} />}
        </>
    );
}

/** Reads the board, and again when the connection or the data was renewed. */
function useOpen(board: BoardId, onError: (error: unknown) => void): void {
    const missing = useView((data) => !data.work.open.has(board) && 0 < data.seq);
    const online = useView((data) => data.connection === "online");
    useEffect(() => {
        openBoard(board).catch(onError);
        return () => closeBoard(board);
    }, [board, onError]);
    useEffect(() => {
        if (missing && online) readBoardAgain(board).then(() => onError(null), onError);
    }, [board, missing, online, onError]);
}

function Head({
    board,
    movable,
    onArchive,
}: {
    board: Board;
    movable: boolean;
    onArchive: () => void;
}) {
    const view = useView((data) => ({
        channel: data.channels.get(board.channel)?.name ?? "",
        follows: data.me !== null && board.followers.includes(data.me),
    }));
    const [, go] = useLocation();
    const handleFollow = () => {
        work.followBoard(board.id, !view.follows).then(
            (data) => {
                store.dispatch({ type: "local.answer", data: { type: "board.updated", data } });
                say(text(view.follows ? "board.unfollowed" : "board.followed"));
            },
            (error) => say(problemWords(error), true),
        );
    };
    const icons: { key: string; icon: ReactNode; label: string; run: () => void; on?: boolean }[] =
        [
            {
                key: "follow",
                icon: view.follows ? <Bell size={16} /> : <BellOff size={16} />,
                label: text(view.follows ? "board.unfollow" : "board.follow"),
                run: handleFollow,
                on: view.follows,
            },
            {
                key: "updates",
                icon: <Newspaper size={16} />,
                label: text("board.updates"),
                run: () => go(`/boards/${board.id}/updates`),
            },
            {
                key: "archive",
                icon: <Archive size={16} />,
                label: text("board.archive_title"),
                run: onArchive,
            },
        ];
    return (
        <header className={styles["head"]}>
            <div className={styles["words"]}>
                <p className={styles["crumb"]}>
                    <Link href={`/channel/${board.channel}`}>{view.channel}</Link>
                </p>
                <h1 className="clip">{board.name}</h1>
                {board.purpose !== "" && <p className={styles["intro"]}>{board.purpose}</p>}
                {board.archived_at && <p className={styles["intro"]}>{text("board.archived")}</p>}
            </div>
            <div className={styles["actions"]}>
                {icons.map(({ key, icon, label, run, on }) => (
                    <Button
                        key={key}
                        look="bare"
                        icon={icon}
                        label={label}
                        {...(on === undefined ? {} : { "aria-pressed": on })}
                        onClick={run}
                    />
                ))}
                {movable && (
                    <>
                        <SettingsLink board={board.id} />
                        <Button
                            look="line"
                            icon={<Plus size={16} aria-hidden="true" />}
                            onClick={() => openOverlay({ kind: "new_task", board: board.id })}
                        >
                            {text("task.one")}
                            <span className="desk">
                                <Kbd>T</Kbd>
                            </span>
                        </Button>
                    </>
                )}
            </div>
        </header>
    );
}

function SettingsLink({ board }: { board: BoardId }) {
    const [, go] = useLocation();
    return (
        <Button
            look="bare"
            icon={<Settings2 size={16} />}
            label={text("board.settings")}
            onClick={() => go(`/boards/${board}/settings`)}
        />
    );
}

export function BoardSettingsPage({ id }: { id: string }) {
    const { board, gone } = useBoard(id);
    useTitle(text("board.settings"));
    if (gone) return <Redirect to="/boards" replace />;
    if (!board) return <Skeleton rows={5} />;
    if (!store.get().memberships.has(board.channel)) {
        return <Redirect to={`/boards/${board.id}`} replace />;
    }
    return (
        <Page
            title={text("board.settings_of", { name: board.name })}
            intro={<Link href={`/boards/${board.id}`}>{text("board.back")}</Link>}
        >
            <BoardSettings board={board} />
        </Page>
    );
}
