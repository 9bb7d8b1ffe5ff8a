// Two people change one task: what goes together is joined, what does not is for them to choose.

import { equal } from "./equal";
import type { ChecklistLine, FileId, TaskDetail } from "./model";

/** The fields of a task that can be changed by hand, as one plain thing. */
export interface TaskFields {
    title: string;
    text: string;
    owner: TaskDetail["task"]["owner"];
    helpers: TaskDetail["task"]["helpers"];
    priority: TaskDetail["task"]["priority"];
    due: TaskDetail["task"]["due"];
    start: TaskDetail["task"]["start"];
    estimate_minutes: TaskDetail["task"]["estimate_minutes"];
    labels: string[];
    recurrence: TaskDetail["task"]["recurrence"];
    stage: TaskDetail["task"]["stage"];
    channel: TaskDetail["task"]["channel"];
    lines: ChecklistLine[];
    attachments: FileId[];
    waits_on: TaskDetail["task"]["waits_on"];
    dropped: boolean;
}

export type TaskField = keyof TaskFields;

/** The fields as they stand. */
export function fieldsOf(detail: TaskDetail): TaskFields {
    const { task } = detail;
    return {
        title: task.title,
        text: detail.text,
        owner: task.owner,
        helpers: task.helpers,
        priority: task.priority,
        due: task.due,
        start: task.start,
        estimate_minutes: task.estimate_minutes,
        labels: task.labels,
        recurrence: task.recurrence,
        stage: task.stage,
        channel: task.channel,
        lines: detail.lines,
        attachments: detail.attachments.map((file) => file.id),
        waits_on: task.waits_on,
        dropped: task.dropped_at !== null,
    };
}

export interface Merged {
    /** What is still to be sent on top of theirs. */
    change: Partial<TaskFields>;
    /** What both changed, each to something else. */
    conflicts: TaskField[];
}

/** A list that both changed: theirs, without what I took out, with what I put in. */
export function joinLists<Item>(
    base: readonly Item[],
    mine: readonly Item[],
    theirs: readonly Item[],
): Item[] {
    const removed = new Set(base.filter((item) => !mine.includes(item)));
    const added = mine.filter((item) => !base.includes(item) && !theirs.includes(item));
    return [...theirs.filter((item) => !removed.has(item)), ...added];
}

/** A checklist that both changed, line by line of text. */
export function joinLines(
    base: readonly ChecklistLine[],
    mine: readonly ChecklistLine[],
    theirs: readonly ChecklistLine[],
): ChecklistLine[] {
    const textOf = (line: ChecklistLine) => line.text;
    const texts = joinLists(base.map(textOf), mine.map(textOf), theirs.map(textOf));
    const doneIn = (lines: readonly ChecklistLine[], text: string) =>
        lines.find((line) => line.text === text)?.done;
    return texts.map((text) => {
        const before = doneIn(base, text);
        const own = doneIn(mine, text);
        const other = doneIn(theirs, text);
        // Who changed the mark decides; both can only have made it the same.
        const done = own !== undefined && own !== before ? own : (other ?? own ?? false);
        return { text, done };
    });
}

/** Puts a change that was made from `base` on top of what stands now. */
export function mergeChange(
    base: TaskFields,
    change: Partial<TaskFields>,
    theirs: TaskFields,
): Merged {
    const next: Partial<TaskFields> = { ...change };
    const conflicts: TaskField[] = [];
    if (change.helpers) {
        next.helpers = joinLists(base.helpers, change.helpers, theirs.helpers);
    }
    if (change.labels) next.labels = joinLists(base.labels, change.labels, theirs.labels);
    if (change.attachments) {
        next.attachments = joinLists(base.attachments, change.attachments, theirs.attachments);
    }
    if (change.waits_on) {
        next.waits_on = joinLists(base.waits_on, change.waits_on, theirs.waits_on);
    }
    if (change.lines) next.lines = joinLines(base.lines, change.lines, theirs.lines);
    for (const field of SINGLE) {
        if (!(field in change)) continue;
        if (equal(theirs[field], change[field])) delete next[field];
        else if (!equal(base[field], theirs[field])) conflicts.push(field);
    }
    return { change: next, conflicts };
}

/** Fields of which only one version can stand. */
const SINGLE = [
    "title",
    "text",
    "owner",
    "priority",
    "due",
    "start",
    "estimate_minutes",
    "recurrence",
    "stage",
    "channel",
    "dropped",
] as const satisfies readonly TaskField[];

/** A stretch of lines in a comparison: in both, or in one of them. */
export interface Piece {
    kind: "both" | "mine" | "theirs";
    lines: string[];
}

/** Longest texts that are compared line by line; longer ones are shown whole. */
const LINES_MAX = 1_500;

/** Which lines two texts share, in order. */
export function compareTexts(mine: string, theirs: string): Piece[] {
    const a = mine.split("\n");
    const b = theirs.split("\n");
    if (LINES_MAX < a.length || LINES_MAX < b.length) {
        return [
            { kind: "mine", lines: a },
            { kind: "theirs", lines: b },
        ];
    }
    const pieces: Piece[] = [];
    const push = (kind: Piece["kind"], line: string) => {
        const last = pieces.at(-1);
        if (last?.kind === kind) last.lines.push(line);
        else pieces.push({ kind, lines: [line] });
    };
    const lengths = commonLengths(a, b);
    let i = 0;
    let j = 0;
    while (i < a.length || j < b.length) {
        const left = a[i];
        const right = b[j];
        if (left !== undefined && left === right) {
            push("both", left);
            i += 1;
            j += 1;
        } else if (
            right === undefined ||
            (left !== undefined && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))
        ) {
            push("mine", left ?? "");
            i += 1;
        } else {
            push("theirs", right);
            j += 1;
        }
    }
    return pieces;
}

/** For each pair of places, how many lines the rests have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
    const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; 0 <= i; i -= 1) {
        for (let j = b.length - 1; 0 <= j; j -= 1) {
            const row = rows[i];
            const below = rows[i + 1];
            if (!row || !below) continue;
            row[j] =
                a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
        }
    }
    return rows;
}

/** Both texts in one: what only one changed as it is there, what both changed one after the other. */
export function joinTexts(base: string, mine: string, theirs: string): string {
    const known = new Set(base.split("\n"));
    const kept = compareTexts(mine, theirs).flatMap(({ kind, lines }) => {
        if (kind === "both") return lines;
        // A line of the base that only one still has was taken out by the other.
        return lines.filter((line) => line.trim() === "" || !known.has(line));
    });
    // What was taken out may leave several empty lines in a row.
    return kept
        .join("\n")
        .replace(/\n{3,}/g, "\n\n")
        .trim();
}
