// A list that does not re-sort while somebody points at it or has the focus in it: what is known
// keeps its place, what is new comes last.
import { useEffect, useRef } from "react";

export function useRestingOrder<Item extends { id: string }>(
    items: readonly Item[],
    resting: boolean,
): readonly Item[] {
    const order = useRef<string[]>([]);
    const known = new Map(order.current.map((id, index) => [id, index]));
    const rank = (item: Item) => known.get(item.id) ?? Number.MAX_SAFE_INTEGER;
    const shown = resting ? [...items].sort((a, b) => rank(a) - rank(b)) : items;
    useEffect(() => {
        order.current = shown.map((item) => item.id);
    });
    return shown;
}
