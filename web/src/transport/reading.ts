// Tells the server how far a topic was read; the page shows it at once.
import type { TopicId } from "../data/model";
import { store } from "../data/store";
import { api } from "./api";

/** How long a message must be in sight before it counts as read, in milliseconds. */
const SEEN_MS = 400;

const timers = new Map<TopicId, ReturnType<typeof setTimeout>>();

/** Marks a topic read up to a message, unless it is already. */
export function markRead(topic: TopicId, ordinal: number): void {
    const place = store.get().places.get(topic);
    if (!place || ordinal <= place.read_ordinal) return;
    clearTimeout(timers.get(topic));
    timers.set(
        topic,
        setTimeout(() => void setRead(topic, ordinal).catch(() => {}), SEEN_MS),
    );
}

/** Sets the read position, also back: everything after it is unread again. */
export async function setRead(topic: TopicId, ordinal: number): Promise<void> {
    clearTimeout(timers.get(topic));
    const place = store.get().places.get(topic);
    if (!place) return;
    store.dispatch({ type: "local.place", data: { ...place, read_ordinal: ordinal } });
    const settled = await api.read(topic, ordinal);
    store.dispatch({ type: "local.place", data: settled });
}
