// A column of a board: its name, how full it is, its cards; only those in sight are drawn.
import { useVirtualizer } from "@tanstack/react-virtual";
import { Archive, Ellipsis, ListChecks, Plus } from "lucide-react";
import { memo, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import type { Board, TaskId } from "../../../data/model";
import { text } from "../../../text/text";
import { MenuButton, type MenuItem } from "../../../ui/Menu";
import {
    type BoardCard,
    type ColumnCards,
    countWords,
    isOver,
    sameCards,
    usualWords,
} from "../model";
import { CardFace } from "./CardFace";
import styles from "./ColumnView.module.css";
import { QuickAdd } from "./QuickAdd";
import { useCardDrop } from "./useCardDrop";

/** Height of a card before it was measured, in pixels. */
const CARD_PX = 74;

/** Space between cards, in pixels. */
const GAP_PX = 8;

export interface CardsContext {
    /** Names of owners, by id. */
    names: ReadonlyMap<string, string>;
    nowMs: number;
    zone: string;
    movable: boolean;
    /** Whether any column has a line under its name. */
    tall: boolean;
    picked: ReadonlySet<TaskId>;
    hrefOf: (task: TaskId) => string;
}

interface ColumnViewProps {
    board: Board;
    entry: ColumnCards;
    cards: CardsContext;
    /** The card that has the keys, if it stands here. */
    active: TaskId | null;
    /** Rises when the focus is to go to the active card. */
    focusRound: number;
    /** Rises when a card is to be added here by keyboard. */
    addRound: number;
    onArchiveDone: () => void;
    onPickAll: () => void;
}

function sameColumn(a: ColumnViewProps, b: ColumnViewProps): boolean {
    return (
        a.board.id === b.board.id &&
        a.entry.column === b.entry.column &&
        a.entry.count === b.entry.count &&
        sameCards(a.entry.cards, b.entry.cards) &&
        a.cards === b.cards &&
        a.active === b.active &&
        a.addRound === b.addRound &&
        (a.active === null || a.focusRound === b.focusRound)
    );
}

export const ColumnView = memo(function ColumnView(props: ColumnViewProps) {
    const { board, entry, cards, active, focusRound, addRound } = props;
    const { column } = entry;
    const [adding, setAdding] = useState(false);
    const scroller = useRef<HTMLDivElement>(null);
    const frame = useRef<HTMLElement>(null);
    const dropAt = useCardDrop(frame, entry, cards.movable);

    useEffect(() => {
        if (0 < addRound) setAdding(true);
    }, [addRound]);

    const over = isOver(entry);
    const menu: MenuItem[] = [
        {
            id: "add",
            label: text("board.add_card"),
            icon: <Plus size={16} />,
            onAction: () => setAdding(true),
        },
        {
            id: "pick",
            label: text("board.pick_all"),
            icon: <ListChecks size={16} />,
            onAction: props.onPickAll,
        },
        ...(column.stage === "done"
            ? [
                  {
                      id: "archive",
                      label: text("board.archive_done"),
                      icon: <Archive size={16} />,
                      onAction: props.onArchiveDone,
                  },
              ]
            : []),
    ];
    const usual = usualWords(column);
    return (
        <section
            ref={frame}
            className={[
                styles["column"],
                dropAt === null ? "" : styles["over"],
                cards.tall ? styles["tall"] : "",
            ].join(" ")}
            aria-label={text("board.column", { name: column.name, count: countWords(entry) })}
            data-column={column.id}
        >
            <header className={styles["head"]}>
                <h2 className="clip">{column.name}</h2>
                <span className={`${styles["count"]} ${over ? styles["full"] : ""}`}>
                    {countWords(entry)}
                </span>
                {cards.movable && (
                    <MenuButton
                        label={text("board.column_menu", { name: column.name })}
                        small
                        icon={<Ellipsis size={16} />}
                        items={menu}
                    />
                )}
                <p className={styles["usual"]}>
                    {over ? text("board.too_many", { most: column.cards_max ?? 0 }) : usual}
                </p>
            </header>
            <Cards
                entries={entry.cards}
                cards={cards}
                scroller={scroller}
                active={active}
                focusRound={focusRound}
                dropAt={dropAt}
            >
                {adding && (
                    <QuickAdd board={board.id} column={column.id} onDone={() => setAdding(false)} />
                )}
            </Cards>
            {cards.movable && !adding && (
                <button type="button" className={styles["add"]} onClick={() => setAdding(true)}>
                    <Plus size={16} aria-hidden="true" />
                    {text("board.add_card")}
                    <span className="sr">{text("board.in", { name: column.name })}</span>
                </button>
            )}
        </section>
    );
}, sameColumn);

function Cards({
    entries,
    cards,
    scroller,
    active,
    focusRound,
    dropAt,
    children,
}: {
    entries: readonly BoardCard[];
    cards: CardsContext;
    scroller: RefObject<HTMLDivElement | null>;
    active: TaskId | null;
    focusRound: number;
    dropAt: number | null;
    /** What stands under the cards. */
    children: ReactNode;
}) {
    const rows = useVirtualizer({
        count: entries.length,
        getScrollElement: () => scroller.current,
        estimateSize: () => CARD_PX,
        getItemKey: (index) => entries[index]?.task.id ?? index,
        gap: GAP_PX,
        overscan: 6,
        paddingStart: 2,
        paddingEnd: 2,
    });
    const activeAt = active === null ? -1 : entries.findIndex(({ task }) => task.id === active);

    // biome-ignore lint/correctness/useExhaustiveDependencies: once for each round
    useEffect(() => {
        if (focusRound === 0 || activeAt < 0) return;
        rows.scrollToIndex(activeAt);
        // It is drawn by the next frame if it was out of sight.
        const focus = () =>
            scroller.current
                ?.querySelector<HTMLElement>(`[data-task="${active}"] a`)
                ?.focus({ preventScroll: false });
        focus();
        const frame = requestAnimationFrame(() => {
            if (!document.activeElement?.closest(`[data-task="${active}"]`)) focus();
        });
        return () => cancelAnimationFrame(frame);
    }, [focusRound, active]);

    return (
        <div ref={scroller} className={styles["cards"]} tabIndex={active === null ? 0 : -1}>
            <div className={styles["list"]} style={{ height: rows.getTotalSize() }}>
                {rows.getVirtualItems().map((row) => {
                    const entry = entries[row.index];
                    if (!entry) return null;
                    const { task } = entry;
                    const last = row.index === entries.length - 1;
                    const mark =
                        dropAt === row.index
                            ? styles["before"]
                            : last && dropAt === entries.length
                              ? styles["after"]
                              : "";
                    return (
                        <div
                            key={row.key}
                            ref={rows.measureElement}
                            data-index={row.index}
                            className={`${styles["row"]} ${mark}`}
                            style={{ transform: `translateY(${row.start}px)` }}
                        >
                            <CardFace
                                task={task}
                                owner={task.owner ? (cards.names.get(task.owner) ?? "") : ""}
                                waits={task.open_waits}
                                nowMs={cards.nowMs}
                                zone={cards.zone}
                                active={active === task.id}
                                picked={cards.picked.has(task.id)}
                                picking={0 < cards.picked.size}
                                movable={cards.movable}
                                href={cards.hrefOf(task.id)}
                            />
                        </div>
                    );
                })}
            </div>
            {children}
        </div>
    );
}
