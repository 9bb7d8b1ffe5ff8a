// The week as seven columns of hours, with blocks that are chosen, moved and resized.

import { useRef } from "react";
import { shortDate } from "../../../text/dates";
import { text } from "../../../text/text";
import { DAY_MINUTES, type Day, minuteWords } from "../../../text/week";
import type { BlockSource, Change } from "../draft";
import { type Block, hoursShown, type Stretch, type WeekDate } from "../week";
import { WeekBlock } from "./WeekBlock";
import styles from "./WeekGrid.module.css";

/** Hours between two marks at the side. */
const MARK_HOURS = 2;

export interface DayColumn {
    date: WeekDate;
    blocks: Block[];
}

export interface WeekGridProps {
    days: readonly DayColumn[];
    /** Whether the working hours are only assumed. */
    assumed: boolean;
    /** The minute of today that it is. */
    nowMinute: number;
    day: Day;
    /** The chosen block. */
    chosen: string | null;
    onDay: (day: Day) => void;
    onChoose: (block: Block, day: Day) => void;
    onDragStart: () => void;
    /** Moves or resizes a block by some minutes from where the drag began. */
    onDrag: (source: BlockSource, change: Change, by: number) => void;
    /** Moves or resizes a block by some minutes from where it is. */
    onNudge: (source: BlockSource, change: Change, by: number) => void;
    onRemove: (source: BlockSource) => void;
}

/** The share of a minute in the hours that are shown, in percent. */
function share(minute: number, hours: Stretch): number {
    return ((minute - hours.from) / (hours.until - hours.from)) * 100;
}

export function WeekGrid(props: WeekGridProps) {
    const { days, day, nowMinute } = props;
    const hours = hoursShown(days.map(({ blocks }) => blocks));
    const marks: number[] = [];
    for (let minute = hours.from; minute <= hours.until; minute += 60) {
        if (minute % (MARK_HOURS * 60) === 0) marks.push(minute);
    }
    return (
        <div className={styles["wrap"]}>
            <div className={styles["week"]}>
                <div className={styles["hours"]} aria-hidden="true">
                    {marks.map((minute) => (
                        <span key={minute} style={{ top: `${share(minute, hours)}%` }}>
                            {minute === DAY_MINUTES ? "24" : minuteWords(minute).slice(0, 2)}
                        </span>
                    ))}
                </div>
                {days.map((column) => (
                    <Column
                        key={column.date.day}
                        {...props}
                        column={column}
                        hours={hours}
                        current={column.date.day === day}
                        now={column.date.today ? share(nowMinute, hours) : null}
                    />
                ))}
            </div>
        </div>
    );
}

function Column({
    column,
    hours,
    current,
    now,
    assumed,
    chosen,
    onDay,
    onChoose,
    onDragStart,
    onDrag,
    onNudge,
    onRemove,
}: WeekGridProps & { column: DayColumn; hours: Stretch; current: boolean; now: number | null }) {
    const lane = useRef<HTMLDivElement>(null);
    const { date, blocks } = column;
    const minutesPerPx = () => {
        const height = lane.current?.getBoundingClientRect().height ?? 0;
        return height === 0 ? 0 : (hours.until - hours.from) / height;
    };
    return (
        <div className={`${styles["column"]} ${current ? styles["current"] : ""}`}>
            <button
                type="button"
                className={`${styles["head"]} ${date.today ? styles["today"] : ""}`}
                aria-pressed={current}
                onClick={() => onDay(date.day)}
            >
                <b>{text(`day_short.${date.day}`)}</b>
                <span>{shortDate(date.key)}</span>
                {date.today && <span className="sr">{text("week.today")}</span>}
            </button>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the button above does the same */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button above does the same */}
            <div ref={lane} className={styles["lane"]} onClick={() => onDay(date.day)}>
                {blocks.map((block) => (
                    <WeekBlock
                        key={block.key}
                        block={block}
                        day={date.day}
                        dateKey={date.key}
                        assumed={assumed}
                        chosen={block.key === chosen}
                        top={Math.max(0, share(block.from, hours))}
                        bottom={Math.min(100, share(block.until, hours))}
                        minutesPerPx={minutesPerPx}
                        onChoose={() => onChoose(block, date.day)}
                        onDragStart={onDragStart}
                        onDrag={(change, by) => onDrag(block.source, change, by)}
                        onNudge={(change, by) => onNudge(block.source, change, by)}
                        onRemove={() => onRemove(block.source)}
                    />
                ))}
                {now !== null && 0 <= now && now <= 100 && (
                    <i className={styles["now"]} style={{ top: `${now}%` }} aria-hidden="true" />
                )}
            </div>
        </div>
    );
}
