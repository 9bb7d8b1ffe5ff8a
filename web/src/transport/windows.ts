// Loads the messages of topics into the data, each stretch once at a time.
import type { TopicId } from "../data/model";
import { store } from "../data/store";
import { api } from "./api";

/** Messages of one page. */
const PAGE = 50;

const loading = new Map<string, Promise<void>>();

function once(key: string, load: () => Promise<void>): Promise<void> {
    const running = loading.get(key);
    if (running) return running;
    const started = load().finally(() => loading.delete(key));
    loading.set(key, started);
    return started;
}

/** Makes sure that the newest messages of a topic are there, up to the newest one. */
export function ensureNewest(topic: TopicId): Promise<void> {
    return once(`new ${topic}`, async () => {
        const window = store.get().windows.get(topic);
        const last = window?.messages.at(-1)?.ordinal;
        const newest = store.get().topics.get(topic)?.last_ordinal;
        if (window?.atEnd && (newest === undefined || newest <= (last ?? 0))) return;
        const near = last !== undefined && newest !== undefined && newest - last <= PAGE;
        const range = near ? { after: last, limit: PAGE } : { limit: PAGE };
        const page = await api.messages(topic, range);
        store.dispatch({ type: "local.page", data: { topic, page } });
    });
}

/** Loads the page before the oldest message that is there. */
export function loadOlder(topic: TopicId): Promise<void> {
    return once(`old ${topic}`, async () => {
        const first = store.get().windows.get(topic)?.messages[0]?.ordinal;
        if (first === undefined) return;
        const page = await api.messages(topic, { before: first, limit: PAGE });
        store.dispatch({ type: "local.page", data: { topic, page } });
    });
}
