// What the lists of routes are made of: addresses, creating POSTs, paged lists.
import { newKey, request } from "./http";

/** A list as the server pages it. */
export interface Page<Item> {
    items: Item[];
    next_cursor?: string | null;
}

/** Keeps an address whole whatever an id holds. */
export function path(parts: TemplateStringsArray, ...values: string[]): string {
    return parts.reduce((line, part, i) => line + encodeURIComponent(values[i - 1] ?? "") + part);
}

/** A POST that creates and may be repeated. */
export function create<Answer>(route: string, body: unknown, key = newKey()): Promise<Answer> {
    return request<Answer>("POST", route, { body, idempotencyKey: key });
}

/** Reads all pages of a list. */
export async function all<Item>(route: string): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | null | undefined = null;
    do {
        const joint = route.includes("?") ? "&" : "?";
        const query: string = cursor ? `${joint}cursor=${encodeURIComponent(cursor)}` : "";
        const page: Page<Item> = await request<Page<Item>>("GET", route + query);
        items.push(...page.items);
        cursor = page.next_cursor;
    } while (cursor);
    return items;
}
