// Sends what was written: in order for each topic, once, and again when the server is back.
import type { Message, PostMessage, StoredFile, TopicId } from "../data/model";
import type { OutboxEntry } from "../data/state";
import { store } from "../data/store";
import { api } from "./api";
import { readOutbox, removeOutbox, writeOutbox } from "./disk";
import { newKey, problemWords, Refusal } from "./http";

/** Refusals that pass by themselves. */
const PASSING = new Set(["too_many", "overloaded", "storage_unavailable", "internal"]);

/** Wait after a refusal that passes, in milliseconds. */
const RETRY_MS = 3_000;

const running = new Set<TopicId>();

/** Puts a message into the outbox; it is sent as soon as that is possible. */
export function send(topic: TopicId, post: PostMessage, files: readonly StoredFile[]): void {
    const entry: OutboxEntry = {
        key: newKey(),
        topic,
        post,
        files,
        writtenAtMs: Date.now(),
        state: "waiting",
        problem: null,
    };
    store.dispatch({ type: "local.outbox_added", data: entry });
    void writeOutbox(entry).then(() => flush());
}

/** Tries a failed message again. */
export function retry(key: string): void {
    change(key, "waiting", null);
    flush();
}

/** Gives up a message that was not sent. */
export function discard(key: string): void {
    store.dispatch({ type: "local.outbox_removed", data: { key } });
    void removeOutbox(key);
}

/** Takes up what an earlier visit left. */
export async function restoreOutbox(): Promise<void> {
    const entries = await readOutbox();
    const known = new Set(store.get().outbox.map((entry) => entry.key));
    const left = entries
        .filter((entry) => !known.has(entry.key))
        .map((entry): OutboxEntry => ({ ...entry, state: "waiting", problem: null }));
    store.dispatch({ type: "local.outbox_restored", data: [...left, ...store.get().outbox] });
}

/** Sends all that waits. */
export function flush(): void {
    const topics = new Set(store.get().outbox.map((entry) => entry.topic));
    for (const topic of topics) if (!running.has(topic)) void flushTopic(topic);
}

async function flushTopic(topic: TopicId): Promise<void> {
    running.add(topic);
    try {
        for (;;) {
            const entry = store
                .get()
                .outbox.find((other) => other.topic === topic && other.state !== "failed");
            if (!entry || !(await sendOne(entry))) return;
        }
    } finally {
        running.delete(topic);
    }
}

/** Sends one message; `false` means: not now. */
async function sendOne(entry: OutboxEntry): Promise<boolean> {
    change(entry.key, "sending", null);
    let message: Message;
    try {
        message = await api.post(entry.topic, entry.post, entry.key);
    } catch (error) {
        if (!(error instanceof Refusal)) {
            change(entry.key, "waiting", null);
            return false; // sent again when the connection is back
        }
        if (PASSING.has(error.problem.code)) {
            change(entry.key, "waiting", null);
            setTimeout(flush, RETRY_MS);
            return false;
        }
        change(entry.key, "failed", problemWords(error));
        return true;
    }
    store.dispatch({ type: "local.message", data: message });
    store.dispatch({ type: "local.outbox_removed", data: { key: entry.key } });
    await removeOutbox(entry.key);
    return true;
}

function change(key: string, state: OutboxEntry["state"], problem: string | null): void {
    store.dispatch({ type: "local.outbox_changed", data: { key, state, problem } });
}
