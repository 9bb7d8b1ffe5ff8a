// Holds the data and tells who watches when it changed.
import { apply } from "./apply";
import type { EventFrame } from "./model";
import { type Data, EMPTY, type LocalEvent } from "./state";

/** A place where the data stands and changes by events alone. */
export interface Store {
    get: () => Data;
    /** The server's time, in milliseconds. */
    nowMs: () => number;
    dispatch: (event: EventFrame | LocalEvent) => void;
    /** Calls `listener` after each change; returns how to stop it. */
    subscribe: (listener: () => void) => () => void;
}

/** Makes an empty store. */
export function createStore(): Store {
    let data = EMPTY;
    const listeners = new Set<() => void>();
    return {
        get: () => data,
        nowMs: () => Date.now() + data.skewMs,
        dispatch: (event) => {
            const next = apply(data, event);
            if (next === data) return;
            data = next;
            for (const listener of listeners) listener();
        },
        subscribe: (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
    };
}

/** The store of this page. */
export const store = createStore();
