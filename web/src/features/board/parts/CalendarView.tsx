// The tasks of a board by the day they are due, a month at a time.
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { dueDay, isOpenTask } from "../../../data/taskWords";
import { longDate } from "../../../text/dates";
import { text } from "../../../text/text";
import { dayKey } from "../../../text/time";
import { DAYS } from "../../../text/week";
import { Button } from "../../../ui/Button";
import { useBoardActions } from "../actions";
import type { BoardCard, ColumnCards } from "../model";
import { byDay, monthName, monthOf, monthWeeks, otherMonth } from "../spans";
import styles from "./CalendarView.module.css";
import type { CardsContext } from "./ColumnView";

/** Most tasks of a day before the rest are counted. */
const DAY_MAX = 4;

export function CalendarView({
    columns,
    cards,
}: {
    columns: readonly ColumnCards[];
    cards: CardsContext;
}) {
    const today = dayKey(cards.nowMs, cards.zone);
    const [month, setMonth] = useState(monthOf(today));
    const [wide, setWide] = useState<string | null>(null);
    const days = useMemo(() => {
        const due = columns.flatMap((entry) => entry.cards).filter(({ task }) => task.due !== null);
        return byDay(due, ({ task }) => (task.due ? dueDay(task.due, cards.zone) : ""));
    }, [columns, cards.zone]);
    const undated = columns
        .flatMap((entry) => entry.cards)
        .filter(({ task }) => task.due === null && isOpenTask(task)).length;
    const weeks = monthWeeks(month);
    return (
        <section
            className={styles["scroll"]}
            aria-label={text("board.view_calendar")}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the keys
            tabIndex={0}
        >
            <header className={styles["head"]}>
                <h2 aria-live="polite">{monthName(month)}</h2>
                <Button
                    look="bare"
                    small
                    icon={<ChevronLeft size={16} />}
                    label={text("board.month_before")}
                    onClick={() => setMonth(otherMonth(month, -1))}
                />
                <Button
                    look="bare"
                    small
                    icon={<ChevronRight size={16} />}
                    label={text("board.month_after")}
                    onClick={() => setMonth(otherMonth(month, 1))}
                />
                {month !== monthOf(today) && (
                    <Button look="bare" small onClick={() => setMonth(monthOf(today))}>
                        {text("board.month_now")}
                    </Button>
                )}
                {0 < undated && (
                    <p className={styles["undated"]}>{text("board.undated", { count: undated })}</p>
                )}
            </header>
            <div className={styles["month"]}>
                {DAYS.map((day) => (
                    <span key={day} className={styles["name"]} aria-hidden="true">
                        {text(`day.${day}`).slice(0, 3)}
                    </span>
                ))}
                {weeks.flat().map((day) => {
                    const due = days.get(day) ?? [];
                    const classes = [
                        styles["day"],
                        day === today ? styles["today"] : "",
                        monthOf(day) === month ? "" : styles["other"],
                        due.length === 0 ? styles["free"] : "",
                    ];
                    return (
                        <section key={day} className={classes.join(" ")} aria-label={longDate(day)}>
                            <span className={styles["date"]} aria-hidden="true">
                                {Number(day.slice(8))}
                                <b className="phone">{longDate(day)}</b>
                            </span>
                            {(wide === day ? due : due.slice(0, DAY_MAX)).map((entry) => (
                                <Entry
                                    key={entry.task.id}
                                    entry={entry}
                                    cards={cards}
                                    late={day < today}
                                />
                            ))}
                            {DAY_MAX < due.length && wide !== day && (
                                <Button look="bare" small onClick={() => setWide(day)}>
                                    {text("board.show_more", { count: due.length - DAY_MAX })}
                                </Button>
                            )}
                        </section>
                    );
                })}
            </div>
        </section>
    );
}

function Entry({ entry, cards, late }: { entry: BoardCard; cards: CardsContext; late: boolean }) {
    const actions = useBoardActions();
    const { task } = entry;
    const open = isOpenTask(task);
    return (
        <a
            className={`${styles["entry"]} ${open ? "" : styles["done"]} ${open && late ? "step-now" : ""} clip`}
            href={cards.hrefOf(task.id)}
            title={task.title}
            onClick={(event) => {
                if (event.ctrlKey || event.metaKey) return;
                event.preventDefault();
                actions.open(task.id);
            }}
        >
            {open && late && <span className="sr">{text("due.overdue")} </span>}
            {task.title}
        </a>
    );
}
