// What stays on the device: the data and the outbox in IndexedDB. Works without it, only slower.
import { KEPT_SHAPE, type Kept, type OutboxEntry } from "../data/state";

const NAME = "meanwhile";
const VERSION = 1;

let opened: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
    opened ??= new Promise((resolve, reject) => {
        const request = indexedDB.open(NAME, VERSION);
        request.onupgradeneeded = () => {
            request.result.createObjectStore("data");
            request.result.createObjectStore("outbox");
        };
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
        request.onblocked = () => reject(new Error("blocked"));
    });
    return opened;
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

async function table(name: "data" | "outbox", mode: IDBTransactionMode): Promise<IDBObjectStore> {
    return (await database()).transaction(name, mode).objectStore(name);
}

/** The data of the last visit; `null` if there is none. */
export async function readKept(): Promise<Kept | null> {
    try {
        const kept = (await done((await table("data", "readonly")).get("kept"))) as
            | Kept
            | undefined;
        return kept?.me && kept.shape === KEPT_SHAPE ? kept : null;
    } catch {
        return null;
    }
}

/** Keeps the data for the next visit. */
export async function writeKept(kept: Kept): Promise<void> {
    try {
        await done((await table("data", "readwrite")).put(kept, "kept"));
    } catch {
        // A full or forbidden disk costs the quick start, nothing else.
    }
}

/** Messages that were written and not yet acknowledged, oldest first. */
export async function readOutbox(): Promise<OutboxEntry[]> {
    try {
        const entries = (await done((await table("outbox", "readonly")).getAll())) as OutboxEntry[];
        return entries.sort((a, b) => a.writtenAtMs - b.writtenAtMs);
    } catch {
        return [];
    }
}

/** Keeps one message until it is acknowledged. */
export async function writeOutbox(entry: OutboxEntry): Promise<void> {
    try {
        await done((await table("outbox", "readwrite")).put(entry, entry.key));
    } catch {
        // It still goes out while this page is open.
    }
}

/** Forgets a message of the outbox. */
export async function removeOutbox(key: string): Promise<void> {
    try {
        await done((await table("outbox", "readwrite")).delete(key));
    } catch {
        // Sent again with the same key, the server answers the same.
    }
}

/** Forgets everything, after signing out. */
export async function clearDisk(): Promise<void> {
    try {
        await done((await table("data", "readwrite")).clear());
        await done((await table("outbox", "readwrite")).clear());
    } catch {
        // Nothing was kept then.
    }
}
