// A board as it is worked on: columns of cards, or the same tasks as a list, a calendar, a timeline.
import { useEffect, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { Board, ColumnId, PersonId, TaskId } from "../../data/model";
import { myZone } from "../../data/select";
import { useView } from "../../data/useView";
import type { BoardWindow } from "../../data/work";
import { text } from "../../text/text";
import { work } from "../../transport/apiWork";
import { problemWords } from "../../transport/http";
import { useDragScroll } from "../../ui/dragScroll";
import { Empty } from "../../ui/Empty";
import { say } from "../../ui/Toasts";
import { PHONE, useMedia } from "../../ui/useMedia";
import { type BoardActions, BoardContext } from "./actions";
import styles from "./BoardView.module.css";
import { type Filters, filtersOf, isFiltered, searchOf } from "./filters";
import {
    allLanes,
    columnsAsShown,
    columnsOf,
    isOver,
    lanesOf,
    usualWords,
    wantedBy,
} from "./model";
import { BulkBar } from "./parts/BulkBar";
import { CalendarView } from "./parts/CalendarView";
import { type CardsContext, ColumnView } from "./parts/ColumnView";
import { IterationBar } from "./parts/IterationBar";
import { LanesView } from "./parts/LanesView";
import { ListView } from "./parts/ListView";
import { MoveDialog } from "./parts/MoveDialog";
import { TimelineView } from "./parts/TimelineView";
import { Toolbar } from "./parts/Toolbar";
import { useBoardKeys } from "./parts/useBoardKeys";
import { useMembers } from "./parts/useMembers";
import { useMove } from "./parts/useMove";

const MINUTE_MS = 60_000;

const NOBODY: ReadonlySet<TaskId> = new Set();

export function BoardView({
    board,
    window,
    movable,
}: {
    board: Board;
    window: BoardWindow;
    /** Whether the reader may change it. */
    movable: boolean;
}) {
    const search = useSearch();
    const [, go] = useLocation();
    const phone = useMedia(PHONE);
    const filters = useMemo(() => filtersOf(search), [search]);
    const tasks = useView((data) => data.work.tasks);
    const people = useView((data) => data.people);
    const me = useView((data) => data.me);
    const zone = useView(myZone);
    const nowMs = useView((_, now) => Math.floor(now / MINUTE_MS) * MINUTE_MS);
    const [picked, setPicked] = useState<ReadonlySet<TaskId>>(NOBODY);
    const [moving, setMoving] = useState<TaskId | null>(null);
    const [active, setActive] = useState<TaskId | null>(null);
    const [focusRound, setFocusRound] = useState(0);
    const [adding, setAdding] = useState<{ column: ColumnId; round: number } | null>(null);
    const [said, setSaid] = useState("");

    const columns = useMemo(() => {
        const wanted = wantedBy(filters, { me }, nowMs, zone);
        return columnsOf(
            board,
            window,
            tasks,
            (task, card) =>
                wanted(task) && (!filters.iteration || card.iteration === board.iteration),
        );
    }, [board, window, tasks, filters, me, nowMs, zone]);
    useDragScroll();
    const latest = useRef({ columns, search });
    latest.current = { columns, search };

    const cards = useMemo(
        (): CardsContext => ({
            names: new Map([...people.values()].map((person) => [person.id, person.name])),
            nowMs,
            zone,
            movable,
            tall: columns.some((entry) => isOver(entry) || usualWords(entry.column) !== ""),
            picked,
            hrefOf: (task) => `/tasks/${task}`,
        }),
        [people, nowMs, zone, movable, columns, picked],
    );
    const context = useSteady(cards);

    const setFilters = (next: Filters) =>
        go(`/boards/${board.id}${searchOf(next, new URLSearchParams(search).get("task"))}`, {
            replace: true,
        });

    const move = useMove(board, latest, setSaid);

    const actions = useMemo(
        (): BoardActions => ({
            open: (task) => {
                if (phone) go(`/tasks/${task}`);
                else {
                    const now = filtersOf(latest.current.search);
                    go(`/boards/${board.id}${searchOf(now, task)}`);
                }
            },
            move,
            drop: (card, column, place, lane) => {
                const found = latest.current.columns
                    .flatMap((one) => one.cards)
                    .find((one) => one.task.id === card);
                const where = found ? place(found.task.id) : null;
                if (found && where) move(found.task.id, column, where, lane);
            },
            askMove: setMoving,
            pick: (task) =>
                setPicked((before) => {
                    const next = new Set(before);
                    if (!next.delete(task)) next.add(task);
                    return next;
                }),
            reach: setActive,
        }),
        [board.id, go, move, phone],
    );

    const cut = filters.view === "board" ? filters.lanes : null;
    const members = useMembers(cut === "owner" ? board.channel : null);
    const [lanes, everyLane] = useMemo(() => {
        if (!cut) return [null, null];
        const every = allLanes(cut, members);
        const name = (id: PersonId) => nameOfMap(people, id);
        // A lane that a filter empties is not said to be empty.
        const always = cut === "priority" && !isFiltered(filters) ? every : [];
        return [
            lanesOf(columns, cut, name, { always, below: [] }),
            lanesOf(columns, cut, name, { always, below: every }),
        ];
    }, [columns, cut, filters, members, people]);
    const handleKeyDown = useBoardKeys({
        columns: lanes ? columnsAsShown(columns, lanes) : columns,
        lanes,
        active,
        actions,
        movable,
        onFocus: (task) => {
            setActive(task);
            setFocusRound((round) => round + 1);
        },
        onAdd: (column) => setAdding({ column, round: (adding?.round ?? 0) + 1 }),
        onClear: () => setPicked(NOBODY),
        picking: 0 < picked.size,
    });

    const handleArchiveDone = (column: ColumnId) => {
        work.archiveDone(board.id, column).then(
            () => say(text("board.archived_done")),
            (error) => say(problemWords(error), true),
        );
    };

    // What is gone can no longer be chosen.
    useEffect(() => {
        setPicked((before) => {
            const kept = [...before].filter((id) => window.cards.has(id));
            return kept.length === before.size ? before : new Set(kept);
        });
    }, [window]);

    const shown = columns.reduce((sum, one) => sum + one.cards.length, 0);
    const empty = window.cards.size === 0;
    const first = columns.find((one) => 0 < one.cards.length)?.cards[0]?.task.id ?? null;
    const reached =
        active && columns.some((one) => one.cards.some((c) => c.task.id === active))
            ? active
            : first;
    const activeIn = (column: ColumnId) =>
        columns.find((one) => one.column.id === column)?.cards.some((c) => c.task.id === reached)
            ? reached
            : null;

    return (
        <BoardContext value={actions}>
            <Toolbar board={board} window={window} filters={filters} onChange={setFilters} />
            <IterationBar
                board={board}
                window={window}
                movable={movable}
                filtered={filters.iteration}
                onFilter={(iteration) => setFilters({ ...filters, iteration })}
            />
            <p className="sr" role="status">
                {said}
            </p>
            {isFiltered(filters) && shown === 0 && !empty && (
                <div className={styles["none"]}>
                    <Empty title={text("board.none_fits")}>{text("board.none_fits_hint")}</Empty>
                </div>
            )}
            {filters.view === "board" && lanes === null && (
                // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of its cards
                <div className={styles["columns"]} onKeyDown={handleKeyDown}>
                    {columns.map((entry) => (
                        <ColumnView
                            key={entry.column.id}
                            board={board}
                            entry={entry}
                            cards={context}
                            active={activeIn(entry.column.id)}
                            focusRound={focusRound}
                            addRound={adding?.column === entry.column.id ? adding.round : 0}
                            onArchiveDone={() => handleArchiveDone(entry.column.id)}
                            onPickAll={() =>
                                setPicked(
                                    (before) =>
                                        new Set([...before, ...entry.cards.map((c) => c.task.id)]),
                                )
                            }
                        />
                    ))}
                </div>
            )}
            {lanes && (
                // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of its cards
                <div className={styles["scroll"]} onKeyDown={handleKeyDown}>
                    <LanesView
                        lanes={lanes}
                        allLanes={everyLane}
                        columns={columns}
                        cards={context}
                        active={reached}
                        focusRound={focusRound}
                    />
                </div>
            )}
            {filters.view === "list" && <ListView columns={columns} cards={context} />}
            {filters.view === "calendar" && <CalendarView columns={columns} cards={context} />}
            {filters.view === "timeline" && <TimelineView columns={columns} cards={context} />}
            {0 < picked.size && (
                <BulkBar
                    board={board}
                    window={window}
                    picked={picked}
                    onClear={() => setPicked(NOBODY)}
                />
            )}
            {moving && (
                <MoveDialog
                    board={board}
                    columns={columns}
                    lanes={everyLane}
                    task={moving}
                    onMove={(column, place, lane) => {
                        move(moving, column, place, lane);
                        setMoving(null);
                        setActive(moving);
                        setFocusRound((round) => round + 1);
                    }}
                    onClose={() => setMoving(null)}
                />
            )}
        </BoardContext>
    );
}

function nameOfMap(people: ReadonlyMap<string, { name: string }>, id: string): string {
    return people.get(id)?.name ?? text("person.unknown");
}

/** The same context while nothing in it that cards show has changed: a move redraws two columns, not all. */
function useSteady(next: CardsContext): CardsContext {
    const kept = useRef(next);
    const last = kept.current;
    const same =
        last.nowMs === next.nowMs &&
        last.zone === next.zone &&
        last.movable === next.movable &&
        last.tall === next.tall &&
        last.picked === next.picked &&
        sameNames(last.names, next.names);
    if (!same) kept.current = next;
    return kept.current;
}

function sameNames(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
    if (a.size !== b.size) return false;
    for (const [key, value] of a) if (b.get(key) !== value) return false;
    return true;
}
