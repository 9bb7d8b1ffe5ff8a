// The tasks of a board as a list: column by column, only the rows in sight are drawn.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { priorityWord, taskDueMark } from "../../../data/taskWords";
import { text } from "../../../text/text";
import { Empty } from "../../../ui/Empty";
import { Initials } from "../../../ui/Initials";
import { Mark } from "../../../ui/Mark";
import { useBoardActions } from "../actions";
import { type BoardCard, type ColumnCards, countWords } from "../model";
import type { CardsContext } from "./ColumnView";
import styles from "./ListView.module.css";

type Row = { kind: "head"; entry: ColumnCards } | { kind: "card"; card: BoardCard };

const HEAD_PX = 52;
const ROW_PX = 44;

export function ListView({
    columns,
    cards,
}: {
    columns: readonly ColumnCards[];
    cards: CardsContext;
}) {
    const scroller = useRef<HTMLDivElement>(null);
    const rows = useMemo(
        (): Row[] =>
            columns
                .filter((entry) => 0 < entry.cards.length)
                .flatMap((entry) => [
                    { kind: "head" as const, entry },
                    ...entry.cards.map((card) => ({ kind: "card" as const, card })),
                ]),
        [columns],
    );
    const list = useVirtualizer({
        count: rows.length,
        getScrollElement: () => scroller.current,
        estimateSize: (index) => (rows[index]?.kind === "head" ? HEAD_PX : ROW_PX),
        overscan: 12,
    });
    return (
        <section
            ref={scroller}
            className={styles["scroll"]}
            aria-label={text("board.view_list")}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the keys
            tabIndex={0}
        >
            {rows.length === 0 && (
                <Empty title={text("board.no_cards")}>{text("board.no_cards_hint")}</Empty>
            )}
            <div className={styles["list"]} style={{ height: list.getTotalSize() }}>
                {list.getVirtualItems().map((item) => {
                    const row = rows[item.index];
                    if (!row) return null;
                    const place = {
                        transform: `translateY(${item.start}px)`,
                        height: item.size,
                    };
                    return row.kind === "head" ? (
                        <h2 key={row.entry.column.id} className={styles["head"]} style={place}>
                            {row.entry.column.name} <small>{countWords(row.entry)}</small>
                        </h2>
                    ) : (
                        <div key={row.card.task.id} className={styles["place"]} style={place}>
                            <Line card={row.card} cards={cards} />
                        </div>
                    );
                })}
            </div>
        </section>
    );
}

function Line({ card, cards }: { card: BoardCard; cards: CardsContext }) {
    const { task } = card;
    const actions = useBoardActions();
    const owner = task.owner ? (cards.names.get(task.owner) ?? "") : "";
    const due = taskDueMark(task, cards.nowMs, cards.zone);
    return (
        <div className={`${styles["row"]} ${task.finished_at ? styles["done"] : ""}`}>
            {cards.movable && (
                <input
                    type="checkbox"
                    checked={cards.picked.has(task.id)}
                    aria-label={text("board.pick", { title: task.title })}
                    onChange={() => actions.pick(task.id)}
                />
            )}
            <a
                className="clip"
                href={cards.hrefOf(task.id)}
                onClick={(event) => {
                    if (event.ctrlKey || event.metaKey) return;
                    event.preventDefault();
                    actions.open(task.id);
                }}
            >
                {task.title}
            </a>
            <span className={styles["labels"]}>{task.labels.join(", ")}</span>
            <span className={styles["priority"]}>
                {task.priority === "normal" ? "" : priorityWord(task.priority)}
            </span>
            <span className={styles["due"]}>{due && <Mark {...due} />}</span>
            <span className={styles["owner"]}>
                {owner === "" ? (
                    <span className={styles["nobody"]}>{text("board.nobody")}</span>
                ) : (
                    <>
                        <Initials name={owner} size={24} />
                        <span className="clip">{owner}</span>
                    </>
                )}
            </span>
        </div>
    );
}
