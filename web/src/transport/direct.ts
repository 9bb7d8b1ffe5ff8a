// The direct conversation with somebody: found, or made.
import type { PersonId, TopicId } from "../data/model";
import { store } from "../data/store";
import { api } from "./api";

/** The newest topic of the conversation with these people; it is in the data then. */
export async function conversationWith(people: PersonId[]): Promise<TopicId> {
    const { channel, topic } = await api.direct(people);
    const data = store.get();
    if (!data.channels.has(channel.id)) store.dispatch({ type: "local.channel", data: channel });
    if (!data.topics.has(topic.id)) store.dispatch({ type: "local.topic", data: topic });
    return topic.id;
}
