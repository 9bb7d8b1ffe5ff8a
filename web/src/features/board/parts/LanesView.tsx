// A board cut into lanes: one for each owner or priority, with the same columns.
import { useEffect, useRef, useState } from "react";
import type { TaskId } from "../../../data/model";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { type ColumnCards, countWords, isOver, type LaneCards, usualWords } from "../model";
import { CardFace } from "./CardFace";
import type { CardsContext } from "./ColumnView";
import styles from "./LanesView.module.css";
import { INDEX, useCardDrop, useDragging } from "./useCardDrop";

/** Most cards of one cell that are drawn at first. */
const CELL_MAX = 20;

/** How narrow a column may be before one scrolls, and the space between two, in pixels. */
const COLUMN_PX = 200;
const GAP_PX = 16;

interface LanesProps {
    lanes: readonly LaneCards[];
    /** Those that a card may be dragged into: empty ones, too. */
    allLanes: readonly LaneCards[];
    columns: readonly ColumnCards[];
    cards: CardsContext;
    active: TaskId | null;
    focusRound: number;
}

export function LanesView({ lanes, allLanes, columns, cards, active, focusRound }: LanesProps) {
    const frame = useRef<HTMLDivElement>(null);
    const shown = useDragging() ? allLanes : lanes;
    useEffect(() => {
        if (0 < focusRound && active)
            frame.current?.querySelector<HTMLElement>(`[data-task="${active}"] a`)?.focus();
    }, [focusRound, active]);
    const count = columns.length;
    const grid = { gridTemplateColumns: `repeat(${count}, minmax(${COLUMN_PX}px, 320px))` };
    const minWidth = count * (COLUMN_PX + GAP_PX) - GAP_PX;
    return (
        <div ref={frame} style={{ minWidth }}>
            <div className={styles["heads"]} style={grid}>
                {columns.map((entry) => (
                    <header key={entry.column.id} className={styles["head"]}>
                        <h2 className="clip">{entry.column.name}</h2>
                        <span className={isOver(entry) ? styles["full"] : ""}>
                            {countWords(entry)}
                        </span>
                        <p>{usualWords(entry.column)}</p>
                    </header>
                ))}
            </div>
            {shown.map((lane) => (
                <section
                    key={lane.key}
                    aria-label={lane.name}
                    className={lane.count === 0 ? styles["empty"] : ""}
                >
                    <h3 className={styles["lane"]}>
                        {lane.name} <small>{lane.count}</small>
                    </h3>
                    <div className={styles["cells"]} style={grid}>
                        {lane.columns.map((cell) => (
                            <Cell
                                key={cell.column.id}
                                lane={lane}
                                cell={cell}
                                cards={cards}
                                active={active}
                            />
                        ))}
                    </div>
                </section>
            ))}
        </div>
    );
}

function Cell({
    lane,
    cell,
    cards,
    active,
}: {
    lane: LaneCards;
    cell: ColumnCards;
    cards: CardsContext;
    active: TaskId | null;
}) {
    const [all, setAll] = useState(false);
    const frame = useRef<HTMLElement>(null);
    const dropAt = useCardDrop(frame, cell, cards.movable, lane.of);
    const shown = all ? cell.cards : cell.cards.slice(0, CELL_MAX);
    return (
        <section
            ref={frame}
            className={`${styles["cell"]} ${dropAt === null ? "" : styles["over"]}`}
            aria-label={text("board.cell", { lane: lane.name, column: cell.column.name })}
        >
            {shown.map(({ task }, index) => (
                <div
                    key={task.id}
                    {...{ [INDEX]: index }}
                    className={`${styles["row"]} ${markOf(index, shown.length, dropAt)}`}
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
            ))}
            {shown.length < cell.cards.length && (
                <Button look="bare" small onClick={() => setAll(true)}>
                    {text("board.show_more", { count: cell.cards.length - shown.length })}
                </Button>
            )}
        </section>
    );
}

/** The line where a card would go. */
function markOf(index: number, count: number, dropAt: number | null): string {
    if (dropAt === index) return styles["before"] ?? "";
    return index === count - 1 && dropAt === count ? (styles["after"] ?? "") : "";
}
