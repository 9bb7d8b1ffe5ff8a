// One block of the week: chosen by press, moved by drag or arrows, resized by its grips.

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { shortDate } from "../../../text/dates";
import { text } from "../../../text/text";
import type { Day } from "../../../text/week";
import { type Change, isMovable, STEP_MINUTES } from "../draft";
import { type Block, stretchWords } from "../week";
import styles from "./WeekGrid.module.css";

interface Drag {
    change: Change;
    /** Where the pointer went down. */
    fromY: number;
    minutesPerPx: number;
    /** What was told last, in minutes. */
    told: number;
}

/** What the block is, in one word or its own words. */
export function blockName(block: Block): string {
    switch (block.kind) {
        case "work":
            return text("week.work");
        case "focus":
            return text("week.focus");
        case "off":
            return block.words === "" ? text("week.off") : block.words;
        case "holiday":
            return block.words;
        case "silent":
            return text("state.do_not_disturb");
    }
}

export function WeekBlock({
    block,
    day,
    dateKey,
    assumed,
    chosen,
    top,
    bottom,
    minutesPerPx,
    onChoose,
    onDragStart,
    onDrag,
    onNudge,
    onRemove,
}: {
    block: Block;
    day: Day;
    dateKey: string;
    assumed: boolean;
    chosen: boolean;
    /** Where it begins and ends, in percent of the lane. */
    top: number;
    bottom: number;
    minutesPerPx: () => number;
    onChoose: () => void;
    onDragStart: () => void;
    onDrag: (change: Change, by: number) => void;
    onNudge: (change: Change, by: number) => void;
    onRemove: () => void;
}) {
    const drag = useRef<Drag | null>(null);
    const movable = isMovable(block.source);
    const when = block.weekly
        ? text("week.every", { day: text(`day.${day}`) })
        : text("week.only", { date: shortDate(dateKey) });
    const clock = stretchWords([block]);

    const handlePointerDown = (event: PointerEvent<HTMLButtonElement>) => {
        // A finger scrolls; on touch screens the times beside the week are changed.
        if (!movable || event.pointerType === "touch" || event.button !== 0) return;
        const grip = event.target instanceof HTMLElement ? event.target.dataset["grip"] : undefined;
        const change: Change = grip === "start" || grip === "end" ? grip : "move";
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { change, fromY: event.clientY, minutesPerPx: minutesPerPx(), told: 0 };
        onDragStart();
    };
    const handlePointerMove = (event: PointerEvent<HTMLButtonElement>) => {
        const running = drag.current;
        if (!running) return;
        const minutes = (event.clientY - running.fromY) * running.minutesPerPx;
        const by = Math.round(minutes / STEP_MINUTES) * STEP_MINUTES;
        if (by === running.told) return;
        running.told = by;
        onDrag(running.change, by);
    };
    const handlePointerUp = () => {
        drag.current = null;
    };
    const handleKeyDown = (event: KeyboardEvent) => {
        if (!movable || event.altKey || event.metaKey) return;
        const down = event.key === "ArrowDown";
        if (down || event.key === "ArrowUp") {
            const change: Change = event.shiftKey ? "end" : event.ctrlKey ? "start" : "move";
            onNudge(change, down ? STEP_MINUTES : -STEP_MINUTES);
        } else if (event.key === "Delete" || event.key === "Backspace") {
            onRemove();
        } else return;
        event.preventDefault();
    };
    const classes = [styles["block"], styles[block.kind]];
    if (chosen) classes.push(styles["chosen"]);
    if (assumed && block.kind === "work") classes.push(styles["assumed"]);
    return (
        <button
            type="button"
            className={classes.join(" ")}
            style={{ top: `${top}%`, height: `${bottom - top}%` }}
            aria-pressed={chosen}
            aria-label={text("week.block", { name: blockName(block), when, clock })}
            onPointerDown={handlePointerDown}
            onPointerMove={handlePointerMove}
            onPointerUp={handlePointerUp}
            onPointerCancel={handlePointerUp}
            onClick={(event) => {
                event.stopPropagation();
                onChoose();
            }}
            onKeyDown={handleKeyDown}
        >
            {block.kind !== "work" && (
                <span className={styles["words"]}>
                    {blockName(block)} <small className="desk">{clock}</small>
                </span>
            )}
            {movable && chosen && block.begins && (
                <i data-grip="start" className={styles["grip"]} />
            )}
            {movable && chosen && block.ends && <i data-grip="end" className={styles["grip"]} />}
        </button>
    );
}
