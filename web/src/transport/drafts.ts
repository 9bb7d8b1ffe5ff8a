// Drafts: what is half written stays in this browser, one for each place.
import type { PersonId } from "../data/model";

/** A half-written message; mentions by the name that stands in the text. */
export interface Draft {
    text: string;
    mentions: { name: string; person: PersonId }[];
}

const PREFIX = "meanwhile.draft.";

/** The draft of a place. */
export function readDraft(place: string): Draft {
    try {
        const kept = localStorage.getItem(PREFIX + place);
        if (kept) return JSON.parse(kept) as Draft;
    } catch {
        // No storage, no draft.
    }
    return { text: "", mentions: [] };
}

/** Keeps the draft of a place; an empty one is forgotten. */
export function writeDraft(place: string, draft: Draft): void {
    try {
        if (draft.text.trim() === "") localStorage.removeItem(PREFIX + place);
        else localStorage.setItem(PREFIX + place, JSON.stringify(draft));
    } catch {
        // Written anew next time.
    }
}
