// A list that is read page by page when it is shown, and kept nowhere else.
import { useState } from "react";
import { useLoaded } from "./useLoaded";

/** One page of it. */
export interface PageOf<Item> {
    items: Item[];
    next_cursor?: string | null;
}

export interface Paged<Item> {
    /** What is read of it; `null` before the first page is there. */
    items: Item[] | null;
    error: unknown;
    /** Reads the next page; `null` behind the last one. */
    more: (() => Promise<void>) | null;
}

/** Begins anew when `key` changes; what was read stays until the first page is there. */
export function usePaged<Item>(
    key: string,
    load: (cursor?: string) => Promise<PageOf<Item>>,
): Paged<Item> {
    const { value: first, error } = useLoaded(key, () => load());
    const [rest, setRest] = useState<{ of: PageOf<Item>; page: PageOf<Item> } | null>(null);
    // Pages behind another first page count no more.
    const behind = rest !== null && rest.of === first ? rest.page : null;
    const next = (behind ?? first)?.next_cursor ?? null;
    const more = async (cursor: string) => {
        const page = await load(cursor);
        if (!first) return;
        const items = [...(behind?.items ?? []), ...page.items];
        setRest({ of: first, page: { items, next_cursor: page.next_cursor ?? null } });
    };
    return {
        items: first && [...first.items, ...(behind?.items ?? [])],
        error,
        more: next === null ? null : () => more(next),
    };
}
