// While something is dragged near an edge of what scrolls, that scrolls by itself.
import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useEffect } from "react";

/** How near to an edge it begins, in pixels; less in what is small. */
const EDGE_PX = 72;

/** How fast it is at the very edge, in pixels per second. */
const SPEED_PX = 1_100;

/** Longest step of time that counts: after a pause nothing jumps. */
const STEP_MS = 50;

type Axis = "x" | "y";

/** How hard a pointer pushes against the edges of a span: from -1 at its start to 1 at its end. */
export function pushAt(at: number, from: number, to: number): number {
    const edge = Math.min(EDGE_PX, (to - from) / 4);
    if (edge <= 0 || at < from - edge || to + edge < at) return 0;
    if (at < from + edge) return Math.max(-1, (at - from - edge) / edge);
    if (to - edge < at) return Math.min(1, (at - to + edge) / edge);
    return 0;
}

/** Whether an element can go further that way. */
function goesOn(box: Element, axis: Axis, push: number): boolean {
    const [at, size, all] =
        axis === "x"
            ? [box.scrollLeft, box.clientWidth, box.scrollWidth]
            : [box.scrollTop, box.clientHeight, box.scrollHeight];
    if (push < 0 ? at <= 0 : all - size - 1 <= at) return false;
    const style = getComputedStyle(box);
    return /auto|scroll/.test(axis === "x" ? style.overflowX : style.overflowY);
}

/** The innermost element around a point that scrolls along an axis and is pushed there, and how hard. */
function pushed(x: number, y: number, axis: Axis): { box: HTMLElement; push: number } | null {
    let box = document.elementFromPoint(x, y);
    for (; box; box = box.parentElement) {
        if (!(box instanceof HTMLElement)) continue;
        const { left, right, top, bottom } = box.getBoundingClientRect();
        const push = axis === "x" ? pushAt(x, left, right) : pushAt(y, top, bottom);
        if (push !== 0 && goesOn(box, axis, push)) return { box, push };
    }
    return null;
}

/** Scrolls under what is dragged, on any page that is shown meanwhile. */
export function useDragScroll(): void {
    useEffect(() => {
        const still = new Map<HTMLElement, string>();
        let point: { clientX: number; clientY: number } | null = null;
        let frame = 0;
        let lastMs = 0;
        const scroll = (nowMs: number) => {
            const seconds = Math.min(STEP_MS, nowMs - lastMs) / 1_000;
            lastMs = nowMs;
            for (const axis of ["x", "y"] as const) {
                const found = point && pushed(point.clientX, point.clientY, axis);
                if (!found) continue;
                const { box, push } = found;
                // What snaps to its parts would go back after each step.
                if (!still.has(box)) {
                    still.set(box, box.style.scrollSnapType);
                    box.style.scrollSnapType = "none";
                }
                const by = push * SPEED_PX * seconds;
                box.scrollBy({ [axis === "x" ? "left" : "top"]: by, behavior: "instant" });
            }
            frame = requestAnimationFrame(scroll);
        };
        const end = () => {
            cancelAnimationFrame(frame);
            for (const [box, snaps] of still) box.style.scrollSnapType = snaps;
            still.clear();
            point = null;
        };
        const stop = monitorForElements({
            onDragStart: ({ location }) => {
                point = location.current.input;
                lastMs = performance.now();
                frame = requestAnimationFrame(scroll);
            },
            onDrag: ({ location }) => {
                point = location.current.input;
            },
            onDrop: end,
        });
        return () => {
            stop();
            end();
        };
    }, []);
}
