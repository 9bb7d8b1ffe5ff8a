// "Move to …": where a card goes, by press or by number.
import { type KeyboardEvent, useState } from "react";
import type { Board, ColumnId, TaskId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { Choice } from "../../../ui/Choice";
import { Dialog } from "../../../ui/Dialog";
import { SelectField } from "../../../ui/Field";
import { Kbd } from "../../../ui/Kbd";
import {
    type ColumnCards,
    countWords,
    isOver,
    type LaneCards,
    type LaneOf,
    type Neighbours,
} from "../model";
import styles from "./MoveDialog.module.css";

export function MoveDialog({
    board,
    columns,
    lanes,
    task,
    onMove,
    onClose,
}: {
    board: Board;
    columns: readonly ColumnCards[];
    /** The lanes that the board is cut into; one of them is chosen, too. */
    lanes: readonly LaneCards[] | null;
    task: TaskId;
    onMove: (column: ColumnId, place: Neighbours, lane?: LaneOf) => void;
    onClose: () => void;
}) {
    const title = useView((data) => data.work.tasks.get(task)?.title ?? "");
    const [end, setEnd] = useState<"top" | "foot">("top");
    const home = lanes?.find((lane) =>
        lane.columns.some((one) => one.cards.some((c) => c.task.id === task)),
    );
    const [laneKey, setLaneKey] = useState(home?.key ?? "");
    const lane = lanes?.find((one) => one.key === laneKey);
    const at = columns.find((one) => one.cards.some((c) => c.task.id === task))?.column.id;

    const choose = (column: ColumnId) => {
        const rest = (lane?.columns ?? columns)
            .find((one) => one.column.id === column)
            ?.cards.filter((c) => c.task.id !== task);
        const first = rest?.[0]?.task.id;
        const last = rest?.at(-1)?.task.id;
        if (end === "top") onMove(column, first ? { before: first } : {}, lane?.of);
        else onMove(column, last ? { after: last } : {}, lane?.of);
    };
    const handleKeyDown = (event: KeyboardEvent) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const column = /^[1-9]$/.test(event.key) ? board.columns[Number(event.key) - 1] : undefined;
        if (column) {
            event.preventDefault();
            choose(column.id);
        }
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            const buttons = [
                ...event.currentTarget.querySelectorAll<HTMLButtonElement>("[data-column]"),
            ];
            const now = buttons.findIndex((button) => button.matches(":focus"));
            if (now < 0) return;
            event.preventDefault();
            const by = event.key === "ArrowDown" ? 1 : -1;
            buttons.at((now + by + buttons.length) % buttons.length)?.focus();
        }
    };
    return (
        <Dialog title={text("board.move_title", { title })} onClose={onClose}>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: numbers choose among its buttons */}
            <div className={styles["move"]} onKeyDown={handleKeyDown}>
                {lanes && (
                    <div className={styles["lane"]}>
                        <SelectField
                            label={text("board.move_lane")}
                            value={laneKey}
                            onChange={(event) => setLaneKey(event.target.value)}
                        >
                            {lanes.map((one) => (
                                <option key={one.key} value={one.key}>
                                    {one.name}
                                </option>
                            ))}
                        </SelectField>
                    </div>
                )}
                {columns.map((entry, index) => (
                    <button
                        key={entry.column.id}
                        type="button"
                        data-column={entry.column.id}
                        className={styles["choice"]}
                        aria-current={entry.column.id === at ? "true" : undefined}
                        // biome-ignore lint/a11y/noAutofocus: the first thing to do in its dialog
                        autoFocus={entry.column.id === at}
                        onClick={() => choose(entry.column.id)}
                    >
                        <span className="clip">{entry.column.name}</span>
                        <small>
                            {entry.column.id === at ? text("board.here") : countWords(entry)}
                            {isOver(entry) && ` · ${text("board.full")}`}
                        </small>
                        {index < 9 && <Kbd>{String(index + 1)}</Kbd>}
                    </button>
                ))}
                <Choice
                    label={text("board.move_end")}
                    value={end}
                    options={[
                        { value: "top", label: text("board.move_top") },
                        { value: "foot", label: text("board.move_foot") },
                    ]}
                    onChange={setEnd}
                />
            </div>
        </Dialog>
    );
}
