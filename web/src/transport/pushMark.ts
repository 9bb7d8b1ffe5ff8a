// Which of the server's push subscriptions is the one of this browser.

const KEY = "meanwhile.push";

/** The id of this browser's subscription; `null` if it has none. */
export function pushMark(): string | null {
    try {
        return localStorage.getItem(KEY);
    } catch {
        return null;
    }
}

/** Remembers it; `null` forgets it. */
export function markPush(id: string | null): void {
    try {
        if (id === null) localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, id);
    } catch {
        // Then it only looks as if it were another browser.
    }
}
