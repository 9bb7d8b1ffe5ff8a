// Which of the server's push subscriptions is the one of a person in this browser.
import type { PersonId } from "../data/model";

const PREFIX = "meanwhile.push.";

/** The id of the subscription that somebody turned on here; `null` if they did not. */
export function pushMark(person: PersonId | null): string | null {
    try {
        return person && localStorage.getItem(PREFIX + person);
    } catch {
        return null;
    }
}

/** Remembers it; `null` forgets it. */
export function markPush(person: PersonId | null, id: string | null): void {
    if (!person) return;
    try {
        if (id === null) localStorage.removeItem(PREFIX + person);
        else localStorage.setItem(PREFIX + person, id);
    } catch {
        // Then it only looks as if it were another browser.
    }
}
