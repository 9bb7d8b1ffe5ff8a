// An answer while it is written: what may be said to each kind of question, and what it begins with.
import type { Prefill, PrefillTask, Question, Said } from "../../data/model";
import { measured } from "../../text/numbers";
import { text } from "../../text/text";

/** Moods from bad to great. */
export const MOODS = [1, 2, 3, 4, 5] as const;

export type MoodLevel = (typeof MOODS)[number];

/** "good". */
export function moodWord(mood: number): string {
    const level = MOODS.find((one) => one === Math.round(mood)) ?? 3;
    return text(`mood.${level}`);
}

/** Nothing said to any question. */
export function nothingSaid(questions: readonly Question[]): Said[] {
    return questions.map(() => "nothing");
}

/** What was said, with a place for every question. */
export function fitted(questions: readonly Question[], said: readonly Said[]): Said[] {
    return questions.map((question, at) => {
        const one = said[at];
        return one !== undefined && fits(question, one) ? one : "nothing";
    });
}

/** Whether something can be said to a question. */
function fits(question: Question, said: Said): boolean {
    if (said === "nothing") return true;
    if ("text" in said) return question.kind === "text";
    if ("number" in said) return question.kind === "number";
    if ("mood" in said) return question.kind === "mood";
    return question.kind === "choice" && said.choice < question.options.length;
}

/** Whether a question is answered. */
export function isSaid(said: Said | undefined): boolean {
    if (said === undefined || said === "nothing") return false;
    return !("text" in said) || said.text.trim() !== "";
}

/** The first question that needs an answer and has none; -1 if the answer can be sent. */
export function firstMissing(questions: readonly Question[], said: readonly Said[]): number {
    const needed = questions.findIndex((question, at) => question.required && !isSaid(said[at]));
    if (0 <= needed) return needed;
    return said.some(isSaid) ? -1 : 0;
}

/** What was said, for reading: words that are no Markdown. */
export function saidWords(question: Question | undefined, said: Said): string {
    if (said === "nothing") return "";
    if ("text" in said) return said.text;
    if ("number" in said) {
        return measured(said.number, question?.kind === "number" ? question.unit : "");
    }
    if ("mood" in said) return moodWord(said.mood);
    return question?.kind === "choice" ? (question.options[said.choice] ?? "") : "";
}

// What it begins with ---------------------------------------------------------------------------

function tasksLine(key: "check_in.did_finished" | "check_in.did_moved", tasks: PrefillTask[]) {
    return tasks.map((task) => `- ${text(key, { title: task.title })}`);
}

/** What somebody did, as lines of Markdown; empty if nothing is known. */
export function didLines(prefill: Prefill): string {
    const finished = new Set(prefill.finished.map((task) => task.task));
    const moved = prefill.moved.filter((task) => !finished.has(task.task));
    return [
        ...tasksLine("check_in.did_finished", prefill.finished),
        ...tasksLine("check_in.did_moved", moved),
        ...prefill.decided.map((line) => `- ${text("check_in.did_decided", { line })}`),
        ...prefill.sessions.map((title) => `- ${text("check_in.did_talked", { title })}`),
    ].join("\n");
}

/** What their own board says comes next, as lines of Markdown. */
export function nextLines(prefill: Prefill): string {
    return prefill.next.map((task) => `- ${task.title}`).join("\n");
}

/** Which question is begun with what was done, and which with what comes next; -1 for none. */
export interface Begun {
    did: number;
    next: number;
}

const ASKS_DID = /\b(did|done|achiev\w*|finish\w*|happened|accomplish\w*|came out|progress)\b/i;
const ASKS_NEXT = /\b(next|plan\w*|will|going to|intend|want)\b/i;

/** Goes by the words of the questions; where they say nothing, the first is about before and the second about after. */
export function begunBy(questions: readonly Question[]): Begun {
    const texts = questions.flatMap((question, at) =>
        question.kind === "text" ? [{ at, words: question.text }] : [],
    );
    const next = texts.find(({ words }) => ASKS_NEXT.test(words))?.at ?? -1;
    const did = texts.find(({ at, words }) => at !== next && ASKS_DID.test(words))?.at ?? -1;
    if (0 <= did || 0 <= next || texts.length < 2) return { did, next };
    return { did: texts[0]?.at ?? -1, next: texts[1]?.at ?? -1 };
}

/** An answer that begins with what was done and what is next. */
export function begun(questions: readonly Question[], prefill: Prefill): Said[] {
    const { did, next } = begunBy(questions);
    const lines = new Map([
        [did, didLines(prefill)],
        [next, nextLines(prefill)],
    ]);
    return questions.map((_, at): Said => {
        const words = lines.get(at) ?? "";
        return words === "" ? "nothing" : { text: words };
    });
}

/** The text of an answer with more lines below. */
export function withLines(said: Said | undefined, lines: string): Said {
    const before =
        said !== undefined && said !== "nothing" && "text" in said ? said.text.trimEnd() : "";
    return { text: [before, lines].filter((part) => part !== "").join("\n") };
}
