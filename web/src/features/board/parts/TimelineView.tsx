// The tasks of a board on the line of days: from when until when each is worked on.
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { isOpenTask } from "../../../data/taskWords";
import { addDays, fullDate, shortDate } from "../../../text/dates";
import { text } from "../../../text/text";
import { dayKey } from "../../../text/time";
import { Button } from "../../../ui/Button";
import { Empty } from "../../../ui/Empty";
import { useBoardActions } from "../actions";
import type { ColumnCards } from "../model";
import { daysFrom, mondayOf, spanOf } from "../spans";
import type { CardsContext } from "./ColumnView";
import styles from "./TimelineView.module.css";

/** Weeks in sight, and how many come before today. */
const WEEKS = 8;
const WEEKS_BEFORE = 1;

/** Most rows that are drawn; filters find the others. */
const ROWS_MAX = 200;

/** Bars of fewer days are too short for a title, which stands beside them then. */
const SHORT_DAYS = 15;

function titleSide(left: number, days: number): string {
    if (SHORT_DAYS <= days) return "";
    return (0.66 < left ? styles["before"] : styles["after"]) ?? "";
}

export function TimelineView({
    columns,
    cards,
}: {
    columns: readonly ColumnCards[];
    cards: CardsContext;
}) {
    const today = dayKey(cards.nowMs, cards.zone);
    const actions = useBoardActions();
    const [from, setFrom] = useState(addDays(mondayOf(today), -7 * WEEKS_BEFORE));
    const days = WEEKS * 7;
    const until = addDays(from, days);
    const rows = useMemo(() => {
        const all = columns.flatMap((entry) =>
            entry.cards.flatMap(({ task }) => {
                const span = spanOf(task, cards.zone);
                return span ? [{ task, span, column: entry.column.name }] : [];
            }),
        );
        return all.sort(
            (a, b) =>
                a.span.first.localeCompare(b.span.first) || a.span.last.localeCompare(b.span.last),
        );
    }, [columns, cards.zone]);
    const shown = rows.filter(({ span }) => span.first < until && from <= span.last);
    const share = (day: string) => `${(daysFrom(from, day) / days) * 100}%`;
    const weeks = Array.from({ length: WEEKS }, (_, index) => addDays(from, index * 7));
    return (
        <section
            className={styles["scroll"]}
            aria-label={text("board.view_timeline")}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the keys
            tabIndex={0}
        >
            <header className={styles["head"]}>
                <h2 aria-live="polite">
                    {text("board.span", {
                        from: shortDate(from),
                        until: shortDate(addDays(until, -1)),
                    })}
                </h2>
                <Button
                    look="bare"
                    small
                    icon={<ChevronLeft size={16} />}
                    label={text("board.weeks_before")}
                    onClick={() => setFrom(addDays(from, -28))}
                />
                <Button
                    look="bare"
                    small
                    icon={<ChevronRight size={16} />}
                    label={text("board.weeks_after")}
                    onClick={() => setFrom(addDays(from, 28))}
                />
                {ROWS_MAX < shown.length && (
                    <p className={styles["rest"]}>
                        {text("board.show_rest", { count: shown.length - ROWS_MAX })}
                    </p>
                )}
            </header>
            {shown.length === 0 ? (
                <Empty title={text("board.no_dates")}>{text("board.no_dates_hint")}</Empty>
            ) : (
                <div className={styles["lines"]}>
                    <div className={styles["weeks"]} aria-hidden="true">
                        {weeks.map((week) => (
                            <span key={week} style={{ left: share(week) }}>
                                {shortDate(week)}
                            </span>
                        ))}
                        {from <= today && today < until && (
                            <i className={styles["now"]} style={{ left: share(today) }} />
                        )}
                    </div>
                    <ul>
                        {shown.slice(0, ROWS_MAX).map(({ task, span, column }) => {
                            const first = [span.first, from].sort().at(-1) ?? from;
                            const last = until <= span.last ? addDays(until, -1) : span.last;
                            const late = isOpenTask(task) && task.due !== null && span.last < today;
                            const left = daysFrom(from, first) / days;
                            return (
                                <li key={task.id} className={styles["row"]}>
                                    <a
                                        className={`${styles["bar"]} ${isOpenTask(task) ? "" : styles["done"]} ${late ? styles["late"] : ""}`}
                                        style={{
                                            left: `${left * 100}%`,
                                            width: `${((daysFrom(first, last) + 1) / days) * 100}%`,
                                        }}
                                        href={cards.hrefOf(task.id)}
                                        aria-label={text("board.bar", {
                                            title: task.title,
                                            column,
                                            from: fullDate(span.first),
                                            until: fullDate(span.last),
                                        })}
                                        onClick={(event) => {
                                            if (event.ctrlKey || event.metaKey) return;
                                            event.preventDefault();
                                            actions.open(task.id);
                                        }}
                                    >
                                        <span
                                            className={titleSide(left, daysFrom(first, last) + 1)}
                                        >
                                            {task.title}
                                        </span>
                                    </a>
                                </li>
                            );
                        })}
                    </ul>
                </div>
            )}
        </section>
    );
}
