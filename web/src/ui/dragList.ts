// Cards that are dragged between lists: each list says before which of its cards one would come.
import {
    draggable,
    dropTargetForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { type RefObject, useEffect, useRef } from "react";

/** The attribute that names a card in its list. */
export const DRAG_KEY = "data-drag-key";

/** What is dragged: a key within a kind of lists. */
interface Dragged {
    kind: string;
    key: string;
}

function draggedIn(data: Record<string | symbol, unknown>, kind: string): string | null {
    const { kind: found, key } = data;
    return found === kind && typeof key === "string" ? key : null;
}

/** Makes an element a card that can be dragged. */
export function useDragCard(
    element: RefObject<HTMLElement | null>,
    { kind, key, active }: Dragged & { active: boolean },
    onDragging: (dragging: boolean) => void,
): void {
    const tell = useRef(onDragging);
    tell.current = onDragging;
    useEffect(() => {
        if (!element.current || !active) return;
        return draggable({
            element: element.current,
            getInitialData: () => ({ kind, key }),
            onDragStart: () => tell.current(true),
            onDrop: () => tell.current(false),
        });
    }, [element, kind, key, active]);
}

/** What a list does with what is over it. */
export interface DropList {
    kind: string;
    active: boolean;
    /** Where a card would come: before one of the list, or at its end; `undefined` while none is over it. */
    onOver: (before: string | null | undefined) => void;
    onDrop: (key: string, before: string | null) => void;
}

/** Makes an element a list that cards are dropped into. */
export function useDropList(element: RefObject<HTMLElement | null>, list: DropList): void {
    const now = useRef(list);
    now.current = list;
    const { kind, active } = list;
    useEffect(() => {
        const box = element.current;
        if (!box || !active) return;
        return dropTargetForElements({
            element: box,
            canDrop: ({ source }) => draggedIn(source.data, kind) !== null,
            onDrag: ({ source, location }) => {
                const key = draggedIn(source.data, kind);
                now.current.onOver(beforeWhich(box, key, location.current.input.clientY));
            },
            onDragLeave: () => now.current.onOver(undefined),
            onDrop: ({ source, location }) => {
                now.current.onOver(undefined);
                const key = draggedIn(source.data, kind);
                if (key === null) return;
                now.current.onDrop(key, beforeWhich(box, key, location.current.input.clientY));
            },
        });
    }, [element, kind, active]);
}

/** The first card whose middle lies below the pointer, without the dragged one. */
function beforeWhich(box: HTMLElement, dragged: string | null, y: number): string | null {
    for (const card of box.querySelectorAll<HTMLElement>(`[${DRAG_KEY}]`)) {
        const key = card.getAttribute(DRAG_KEY);
        if (key === dragged) continue;
        const { top, height } = card.getBoundingClientRect();
        if (y < top + height / 2) return key;
    }
    return null;
}
