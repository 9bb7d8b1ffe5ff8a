// The quick ways to be undisturbed: sent, shown at once, and said.
import type { Availability, FocusChoice } from "../../data/model";
import { myZone } from "../../data/select";
import { store } from "../../data/store";
import { text } from "../../text/text";
import { shortTime } from "../../text/time";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { say } from "../../ui/Toasts";
import { isQuiet, quietUntilMs } from "./model";

async function change(answer: Promise<Availability>, words: (time: string) => string) {
    try {
        const availability = await answer;
        store.dispatch({ type: "local.availability", data: availability });
        const nowMs = store.nowMs();
        const untilMs = quietUntilMs(availability, nowMs);
        say(words(untilMs === null ? "" : shortTime(untilMs, nowMs, myZone(store.get()))));
    } catch (error) {
        say(problemWords(error), true);
    }
}

/** Focus from now on. */
export function focusNow(choice: FocusChoice): Promise<void> {
    return change(api.focus(choice), (time) => text("quiet.focus_on", { time }));
}

/** Do not disturb from now on. */
export function silentNow(choice: FocusChoice): Promise<void> {
    return change(api.doNotDisturb(choice), (time) => text("quiet.silent_on", { time }));
}

/** Ends both, as far as they were begun by one click. */
export async function endQuiet(): Promise<void> {
    const data = store.get();
    const own = data.me ? data.availability.get(data.me) : undefined;
    const nowMs = store.nowMs();
    if (!own || !isQuiet(own, nowMs)) return;
    if (nowMs < Date.parse(own.do_not_disturb_until ?? "")) {
        await change(api.endDoNotDisturb(), () => text("quiet.ended"));
    }
    if (isQuiet({ ...own, do_not_disturb_until: null }, nowMs)) {
        await change(api.endFocus(), () => text("quiet.ended"));
    }
}
