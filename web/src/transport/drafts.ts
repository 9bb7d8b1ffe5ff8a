// Drafts: what is half written stays in this browser, one for each place.
import type { GroupId, LaterChoice, PersonId } from "../data/model";

/** A half-written message; mentions by the name that stands in the text. */
export interface Draft {
    text: string;
    mentions: { name: string; person: PersonId }[];
    /** Mentioned groups; `everyone` asks all of them, instead of any one. */
    groups: { name: string; group: GroupId; everyone: boolean }[];
    /** When it is to go out; `null` for at once. */
    later: LaterChoice | null;
}

/** Nothing written. */
export const NO_DRAFT: Draft = { text: "", mentions: [], groups: [], later: null };

const PREFIX = "meanwhile.draft.";

const listeners = new Set<(place: string) => void>();

/** The draft of a place. */
export function readDraft(place: string): Draft {
    try {
        const kept = localStorage.getItem(PREFIX + place);
        // What an earlier version kept lacks some of it.
        if (kept) return { ...NO_DRAFT, ...(JSON.parse(kept) as Partial<Draft>) };
    } catch {
        // No storage, no draft.
    }
    return NO_DRAFT;
}

/** Keeps the draft of a place; an empty one is forgotten. */
export function writeDraft(place: string, draft: Draft): void {
    try {
        const empty = draft.text.trim() === "" && draft.later === null;
        if (empty) localStorage.removeItem(PREFIX + place);
        else localStorage.setItem(PREFIX + place, JSON.stringify(draft));
    } catch {
        // Written anew next time.
    }
}

/** What another part of the page puts into a draft. */
export interface DraftOffer {
    words?: string;
    later?: LaterChoice;
    /** Asks somebody, where the place does not do so by itself. */
    mention?: { name: string; person: PersonId };
}

/** Puts words, a time or a mention into the draft of a place, also while its composer is open. */
export function offerDraft(place: string, { words = "", later, mention }: DraftOffer): void {
    const draft = readDraft(place);
    const asks = mention && !draft.mentions.some((known) => known.person === mention.person);
    const said = asks ? `@${mention.name} ${words}` : words;
    const parts = [draft.text.trim(), said].filter((part) => part !== "");
    writeDraft(place, {
        ...draft,
        text: parts.join(" "),
        mentions: asks ? [...draft.mentions, mention] : draft.mentions,
        later: later ?? draft.later,
    });
    for (const listener of listeners) listener(place);
}

/** Calls `listener` when something was put into the draft of a place; returns how to stop it. */
export function onDraftOffered(listener: (place: string) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

/** Words half written elsewhere than in a topic; empty if there are none. */
export function readWords(place: string): string {
    return readDraft(place).text;
}

/** Keeps such words; none are forgotten. */
export function writeWords(place: string, words: string): void {
    writeDraft(place, { ...NO_DRAFT, text: words });
}
