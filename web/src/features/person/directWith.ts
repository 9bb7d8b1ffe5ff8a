// Opens the direct conversation with somebody.
import type { PersonId } from "../../data/model";
import { store } from "../../data/store";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { say } from "../../ui/Toasts";

/** Finds or makes the conversation and goes to it. */
export async function directWith(people: PersonId[], go: (path: string) => void): Promise<void> {
    try {
        const { channel, topic } = await api.direct(people);
        const data = store.get();
        if (!data.channels.has(channel.id))
            store.dispatch({ type: "local.channel", data: channel });
        if (!data.topics.has(topic.id)) store.dispatch({ type: "local.topic", data: topic });
        go(`/topic/${topic.id}`);
    } catch (error) {
        say(problemWords(error), true);
    }
}
