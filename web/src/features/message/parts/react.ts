// Gives a reaction, or takes it back.
import type { Message } from "../../../data/model";
import { store } from "../../../data/store";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { say } from "../../../ui/Toasts";

export function react(message: Message, emoji: string): void {
    const { me } = store.get();
    const given = message.reactions.some(
        (reaction) => reaction.emoji === emoji && me !== null && reaction.people.includes(me),
    );
    const work = given ? api.unreact(message.id, emoji) : api.react(message.id, emoji);
    work.then(
        (changed) => store.dispatch({ type: "local.message", data: changed }),
        (error) => say(problemWords(error), true),
    );
}
