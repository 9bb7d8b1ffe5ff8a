// The message that ↑ in an empty composer edits.
import type { MessageId, TopicId } from "../../data/model";
import { store } from "../../data/store";
import { lastOwn } from "./model";

export function lastOwnMessage(topic: TopicId): MessageId | null {
    return lastOwn(store.get(), topic);
}
