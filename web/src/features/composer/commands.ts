// What a message may begin with instead of words: "/poll Which pump?" asks a poll.
import type { TopicId } from "../../data/model";
import { type Overlay, openOverlay } from "../../data/overlay";
import { store } from "../../data/store";

type Opens = (topic: TopicId, words: string) => Overlay;

/** What each command opens, with the words after it. */
const OPENS = {
    task: (topic, words) => {
        const channel = store.get().topics.get(topic)?.channel;
        return { kind: "new_task", title: words, ...(channel ? { channel } : {}) };
    },
    poll: (topic, words) => ({ kind: "new_poll", topic, words }),
    decide: (topic, words) => ({ kind: "decide", topic, words }),
    blocker: (topic, words) => ({ kind: "raise_blocker", topic, words }),
} as const satisfies Record<string, Opens>;

export type Command = keyof typeof OPENS;

export const COMMANDS: readonly Command[] = ["task", "poll", "decide", "blocker"];

/** The command that a draft is, with the words after it; `null` of ordinary words. */
export function commandIn(draft: string): { command: Command; words: string } | null {
    const found = /^\/([a-z]+)(?:\s+([\s\S]*))?$/.exec(draft.trim());
    const command = COMMANDS.find((one) => one === found?.[1]);
    return command ? { command, words: found?.[2]?.trim() ?? "" } : null;
}

/** The commands that may be meant while one begins with a slash; none of ordinary words. */
export function commandsFor(draft: string): readonly Command[] {
    const found = /^\/([a-z]*)/.exec(draft);
    if (!found || draft.includes("\n")) return [];
    const [, typed = ""] = found;
    const whole = draft.length === typed.length + 1;
    return COMMANDS.filter((one) => (whole ? one.startsWith(typed) : one === typed));
}

/** Opens what a command means in a topic. */
export function runCommand(command: Command, topic: TopicId, words: string): void {
    openOverlay(OPENS[command](topic, words));
}
