// The keys of a board: arrows go from card to card, brackets move one, space asks where to.
import type { KeyboardEvent } from "react";
import type { ColumnId, TaskId } from "../../../data/model";
import type { BoardActions } from "../actions";
import { type ColumnCards, type LaneCards, neighbourOf, neighboursAt, type Step } from "../model";

const STEPS: ReadonlyMap<string, Step> = new Map([
    ["ArrowUp", "up"],
    ["ArrowDown", "down"],
    ["ArrowLeft", "left"],
    ["ArrowRight", "right"],
    ["Home", "first"],
    ["End", "last"],
]);

interface Keys {
    /** With their cards in the order in which they are seen. */
    columns: readonly ColumnCards[];
    /** Lanes, if the board is cut into such: a card stays in its own by these keys. */
    lanes: readonly LaneCards[] | null;
    active: TaskId | null;
    actions: BoardActions;
    movable: boolean;
    picking: boolean;
    onFocus: (task: TaskId) => void;
    onAdd: (column: ColumnId) => void;
    onClear: () => void;
}

/** Whether the keys are meant for the cards: not in a box, not in a menu. */
function onCards(event: KeyboardEvent): boolean {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
    if (!(target instanceof HTMLElement)) return false;
    return !target.closest("input:not([type=checkbox]), textarea, select, [role=menu], button");
}

export function useBoardKeys(keys: Keys): (event: KeyboardEvent) => void {
    return (event) => {
        if (!onCards(event)) return;
        const { target } = event;
        const card =
            target instanceof HTMLElement ? target.closest<HTMLElement>("[data-task]") : null;
        const here = keys.columns
            .flatMap((one) => one.cards)
            .find(({ task }) => task.id === card?.dataset["task"])?.task.id;
        const step = STEPS.get(event.key);
        if (step && !event.shiftKey) {
            const next = neighbourOf(keys.columns, here ?? null, step);
            if (next) {
                event.preventDefault();
                keys.onFocus(next);
            }
            return;
        }
        if (event.key === "Escape" && keys.picking) {
            event.preventDefault();
            keys.onClear();
            return;
        }
        if (!here) return;
        if (handleCard(keys, here, event)) event.preventDefault();
    };
}

function holds(columns: readonly ColumnCards[], task: TaskId): boolean {
    return columns.some((one) => one.cards.some((card) => card.task.id === task));
}

/** What a key does with the card that has the focus; whether it did anything. */
function handleCard(keys: Keys, task: TaskId, event: KeyboardEvent): boolean {
    const { columns, actions, movable } = keys;
    if (event.key === "x") {
        actions.pick(task);
        return true;
    }
    if (!movable) return false;
    const row = keys.lanes?.find((lane) => holds(lane.columns, task))?.columns ?? columns;
    switch (event.key) {
        case " ":
        case "m":
            actions.askMove(task);
            return true;
        case "[":
        case "]": {
            const at = row.findIndex((one) => holds([one], task));
            const next = row[at + (event.key === "[" ? -1 : 1)];
            if (!next) return true;
            const [top] = next.cards;
            actions.move(task, next.column.id, top ? { before: top.task.id } : {});
            keys.onFocus(task);
            return true;
        }
        case "ArrowUp":
        case "ArrowDown": {
            if (!event.shiftKey) return false;
            const own = row.find((one) => holds([one], task));
            if (!own) return false;
            const at = own.cards.findIndex((c) => c.task.id === task);
            const index = event.key === "ArrowUp" ? at - 1 : at + 2;
            if (index < 0 || own.cards.length < index) return true;
            actions.move(task, own.column.id, neighboursAt(own.cards, index, task));
            keys.onFocus(task);
            return true;
        }
        case "a": {
            const own = columns.find((one) => one.cards.some((c) => c.task.id === task));
            if (own) keys.onAdd(own.column.id);
            return true;
        }
        default:
            return false;
    }
}
