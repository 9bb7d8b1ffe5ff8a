// Moves the clock of a sample organisation; every client follows it.
import { store } from "../../data/store";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { readReach } from "../../transport/sync";
import { say } from "../../ui/Toasts";

export async function skipTo(atMs: number): Promise<void> {
    try {
        const data = await api.demoClock(new Date(atMs).toISOString());
        store.dispatch({ type: "local.answer", data: { type: "organisation.updated", data } });
        await readReach();
        say(text("demo.moved"));
    } catch (error) {
        say(problemWords(error), true);
    }
}
