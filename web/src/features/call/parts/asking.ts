// Of which huddle the outcome is being asked for in the card, so that its residue does not ask as well.
import type { SessionId } from "../../../data/model";

let asked: SessionId | null = null;
const listeners = new Set<() => void>();

export function askedNow(): SessionId | null {
    return asked;
}

export function setAsked(session: SessionId | null): void {
    asked = session;
    for (const listener of listeners) listener();
}

/** Calls `listener` after each change; returns how to stop it. */
export function onAsked(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}
