// What can be done with a row by one key, and what that is called there.
import { text } from "../../text/text";
import type { InboxItem } from "./model";

export type Command =
    | "open"
    | "reply"
    | "later"
    | "delegate"
    | "done"
    | "why"
    | "call"
    | "withdraw";

/** The key of each; those without one stand in the row's menu alone. */
export const KEY_OF: Partial<Record<Command, string>> = {
    open: "↵",
    reply: "R",
    later: "L",
    delegate: "D",
    done: "E",
    why: "W",
};

/** The command of a pressed key. */
export function commandOfKey(key: string): Command | null {
    switch (key) {
        case "r":
            return "reply";
        case "l":
            return "later";
        case "d":
            return "delegate";
        case "e":
            return "done";
        case "w":
            return "why";
        default:
            return null;
    }
}

/** What can be done with a row, in the order of its keys. */
export function commandsOf(item: InboxItem): Command[] {
    switch (item.kind) {
        case "waiting":
            return ["open", "reply", "later", "delegate", "done", "why"];
        case "others":
            return item.asked === null
                ? ["open", "withdraw", "why"]
                : ["open", "later", "delegate", "why", "call", "withdraw"];
        case "notice": {
            const overdue = item.acts.some((act) => act.act === "more_time");
            const again = item.acts.some((act) => act.act === "again");
            return [
                ...(item.href === "" ? [] : (["open"] as const)),
                ...(overdue || again ? (["later"] as const) : []),
                ...(overdue ? (["delegate"] as const) : []),
                ...(item.held === "" ? (["done"] as const) : []),
                "why",
            ];
        }
        case "new":
            return ["open", "reply", "later", "done", ...(item.held ? (["why"] as const) : [])];
    }
}

/** What a command is called on a row. */
export function commandWord(item: InboxItem, command: Command): string {
    switch (command) {
        case "open":
            return text("inbox.open");
        case "reply":
            return text("request.reply");
        case "later":
            if (item.kind === "new") return text("later.remind");
            return item.kind === "waiting" || item.kind === "notice"
                ? text("inbox.later")
                : text("request.more_time");
        case "delegate":
            return item.kind === "waiting" ? text("request.delegate") : text("request.ask_else");
        case "done":
            if (item.kind === "new") return text("inbox.mark_read");
            return item.kind === "waiting" ? text("request.acknowledge") : text("inbox.done_with");
        case "why":
            return text("attention.why");
        case "call":
            return text("inbox.call", { name: item.kind === "others" ? item.name : "" });
        case "withdraw":
            return text("inbox.withdraw");
    }
}
