// Cards that are dropped on a column, or on a lane of it: where between its cards they would go.
import {
    dropTargetForElements,
    monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useBoardActions } from "../actions";
import { type ColumnCards, type LaneOf, neighboursAt, staysPut } from "../model";

/** The attribute of what holds a card: its place among those that are drawn. */
export const INDEX = "data-index";

/** Takes cards that are dropped; the index where one would go while it is held over it, -1 where it stands. */
export function useCardDrop(
    frame: RefObject<HTMLElement | null>,
    entry: ColumnCards,
    movable: boolean,
    lane?: LaneOf,
): number | null {
    const [dropAt, setDropAt] = useState<number | null>(null);
    const actions = useBoardActions();
    const now = useRef({ entry, lane });
    now.current = { entry, lane };
    useEffect(() => {
        const box = frame.current;
        if (!box || !movable) return;
        return dropTargetForElements({
            element: box,
            canDrop: ({ source }) => typeof source.data["card"] === "string",
            onDrag: ({ location, source }) => {
                const { cards } = now.current.entry;
                const index = indexAt(box, location.current.input.clientY);
                const moved = cards.find(({ task }) => task.id === source.data["card"]);
                setDropAt(moved && staysPut(cards, index, moved.task.id) ? -1 : index);
            },
            onDragLeave: () => setDropAt(null),
            onDrop: ({ location, source }) => {
                setDropAt(null);
                const { cards, column } = now.current.entry;
                const index = indexAt(box, location.current.input.clientY);
                actions.drop(
                    String(source.data["card"]),
                    column.id,
                    (task) =>
                        staysPut(cards, index, task) ? null : neighboursAt(cards, index, task),
                    now.current.lane,
                );
            },
        });
    }, [frame, movable, actions]);
    return dropAt;
}

/** Whether a card is being dragged. */
export function useDragging(): boolean {
    const [dragging, setDragging] = useState(false);
    useEffect(
        () =>
            monitorForElements({
                canMonitor: ({ source }) => typeof source.data["card"] === "string",
                onDragStart: () => setDragging(true),
                onDrop: () => setDragging(false),
            }),
        [],
    );
    return dragging;
}

/** Before which card a height on the page is. */
function indexAt(box: HTMLElement, y: number): number {
    let index = 0;
    for (const row of box.querySelectorAll<HTMLElement>(`[${INDEX}]`)) {
        const { top, height } = row.getBoundingClientRect();
        const at = Number(row.getAttribute(INDEX));
        if (y < top + height / 2) return at;
        index = at + 1;
    }
    return index;
}
