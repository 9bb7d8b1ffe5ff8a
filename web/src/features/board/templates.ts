// Kinds of boards to begin with, in words.
import type { BoardTemplate, Stage } from "../../data/model";
import { text } from "../../text/text";

/** The kinds that come with Meanwhile and have a word here. */
const KINDS = ["kanban", "iteration", "bug_triage", "hiring", "onboarding", "content"] as const;

/** What a kind is called; an own one is called as it was named. */
export function templateName({ key, board }: Pick<BoardTemplate, "key" | "board">): string {
    if (board !== null) return key;
    const kind = KINDS.find((one) => one === key);
    if (kind) return text(`board.template_${kind}`);
    const word = key.replaceAll("_", " ");
    return word.charAt(0).toUpperCase() + word.slice(1);
}

/** "To do · Doing · Done". */
export function columnNames(columns: readonly { name: string; stage: Stage }[]): string {
    return columns.map((column) => column.name).join(" · ");
}
