// What a chosen file is, and what a report says, as data for the page.

import type {
    BoardId,
    ChannelId,
    CsvMapping,
    ImportFault,
    ImportKind,
    ImportPerson,
    ImportProblem,
    ImportReport,
    PersonId,
} from "../../data/model";
import { IMPORT_BYTES_MAX } from "../../generated/limits";
import { text } from "../../text/text";
import type { ChosenMapping, ImportInto } from "../../transport/apiImport";

const MB = 1024 * 1024;

/** The largest file that is sent, in words for people: the server reads no larger one. */
export const FILE_MB_MAX = IMPORT_BYTES_MAX / MB;

/** How much of a file is looked at here, in bytes: enough for the header of a table. */
export const HEAD_BYTES = 64 * 1024;

/** What a task may take from a table, in the order in which it is asked for. */
export const FIELDS = [
    "title",
    "column",
    "owner",
    "due",
    "priority",
    "labels",
    "text",
    "start",
    "estimate_minutes",
    "key",
] as const satisfies readonly (keyof CsvMapping)[];

export type Field = (typeof FIELDS)[number];

/** A file with what its beginning says of it. */
export interface Picked {
    file: File;
    kind: ImportKind;
    /** The header of a table. */
    headers: readonly string[];
}

/** Where it is to go. */
export interface Target {
    to: "new" | "board";
    channel: ChannelId | null;
    name: string;
    board: BoardId | null;
}

/** Who is said to be meant by a name of the file; `null` leaves them out. */
export type Meant = ReadonlyMap<string, PersonId | null>;

/** What is wrong with a file before a byte of it is sent; `null` if nothing is. */
export function fileProblem(bytes: number): string | null {
    if (bytes === 0) return text("import.empty");
    if (bytes <= IMPORT_BYTES_MAX) return null;
    // Counted as the bound is.
    const size = Math.ceil(bytes / MB);
    return text("import.too_large", { size, count: FILE_MB_MAX });
}

/** A Trello export is JSON, and no table begins like JSON. */
export function kindOf(head: string): ImportKind {
    return /^[\uFEFF\s]*[{[]/.test(head) ? "trello" : "csv";
}

/** A name for a board out of that of a table's file. */
export function nameOf(file: string): string {
    const stem = file.replace(/\.[a-z0-9]{1,5}$/i, "").replace(/[_\s]+/g, " ");
    return stem.trim().slice(0, 80).trim();
}

/** The cells of a table's first line, each name once; separated as the server separates them. */
export function headersOf(head: string): string[] {
    const words = head.replace(/^\uFEFF/, "");
    const first = words.split(/\r?\n/, 1)[0] ?? "";
    const counted = [",", ";", "\t", "|"].map((mark) => ({
        mark,
        count: first.split(mark).length,
    }));
    const best = counted.reduce((a, b) => (a.count < b.count ? b : a));
    const cells: string[] = [];
    let cell = "";
    let quoted = false;
    for (let i = 0; i < words.length; i += 1) {
        const one = words[i] ?? "";
        if (quoted && one === '"' && words[i + 1] === '"') {
            cell += one;
            i += 1;
        } else if (one === '"') quoted = !quoted;
        else if (!quoted && one === best.mark) {
            cells.push(cell);
            cell = "";
        } else if (!quoted && (one === "\n" || one === "\r")) break;
        else cell += one;
    }
    cells.push(cell);
    const names = cells.map((name) => name.trim().replace(/\s+/g, " "));
    return [...new Set(names)].filter((name) => name !== "");
}

/** Reads the beginning of a file. */
export async function pick(file: File): Promise<Picked> {
    const head = await file.slice(0, HEAD_BYTES).text();
    const kind = kindOf(head);
    return { file, kind, headers: kind === "csv" ? headersOf(head) : [] };
}

/** Everything the server is told; `null` while it is not said where it goes. */
export function intoOf(
    kind: ImportKind,
    target: Target,
    mapping: ChosenMapping,
    meant: Meant,
): ImportInto | null {
    const isNew = target.to === "new";
    const where = isNew ? target.channel : target.board;
    if (where === null) return null;
    return {
        kind,
        channel: isNew ? target.channel : null,
        board: isNew ? null : target.board,
        name: isNew ? target.name.trim() : "",
        mapping: kind === "csv" ? mapping : {},
        people: Object.fromEntries(meant),
    };
}

/** The people of a report: first those who are nobody here, and who were when it was asked first. */
export interface Named {
    unknown: ImportPerson[];
    known: ImportPerson[];
}

/** Who stays in sight: `asked` are names that were nobody's once. */
export function namedIn(people: readonly ImportPerson[], asked: ReadonlySet<string>): Named {
    const isOpen = ({ name, by }: ImportPerson) => by === "nobody" || asked.has(name);
    return {
        unknown: people.filter(isOpen),
        known: people.filter((one) => !isOpen(one)),
    };
}

/** From which column a field is taken: as chosen, else as the server guessed; empty for none. */
export function takenFrom(
    field: Field,
    chosen: ChosenMapping,
    guessed: ChosenMapping | null,
): string {
    return chosen[field] ?? guessed?.[field] ?? "";
}

/** What would come or came, a line each; what there is none of is not said. */
export function countLines(report: ImportReport): string[] {
    const { columns, created, updated, unchanged, skipped, comments } = report;
    const lines: [count: number, words: () => string][] = [
        [created, () => text("import.created", { count: created })],
        [updated, () => text("import.updated", { count: updated })],
        [unchanged, () => text("import.unchanged", { count: unchanged })],
        [comments, () => text("import.comments", { count: comments })],
        [skipped, () => text("import.skipped", { count: skipped })],
        [
            columns.length,
            () => text("import.columns", { count: columns.length, names: columns.join(", ") }),
        ],
    ];
    return lines.filter(([count]) => 0 < count).map(([, words]) => words());
}

/** What pressing the button does; `null` if there is nothing to do. */
export function runWords(report: ImportReport): string | null {
    const count = report.created + report.updated;
    if (0 < count) return text("import.run", { count });
    if (0 < report.comments) return text("import.run_comments", { count: report.comments });
    return 0 < report.columns.length && !report.board ? text("import.run_columns") : null;
}

/** Why there is nothing to do. */
export function idleWords(report: ImportReport): string {
    return text(0 < report.unchanged ? "import.all_there" : "import.nothing_in_it");
}

/** Problems of one kind. */
export interface FaultGroup {
    fault: ImportFault;
    problems: readonly ImportProblem[];
}

/** The problems by kind, in the order in which each kind comes first. */
export function faultGroups(problems: readonly ImportProblem[]): FaultGroup[] {
    const groups = new Map<ImportFault, ImportProblem[]>();
    for (const problem of problems) {
        const group = groups.get(problem.fault);
        if (group) group.push(problem);
        else groups.set(problem.fault, [problem]);
    }
    return [...groups].map(([fault, all]) => ({ fault, problems: all }));
}

/** How long sending still takes; empty while that is not known. */
export function leftWords(share: number, elapsedMs: number): string {
    if (share <= 0 || 1 <= share || elapsedMs < 2_000) return "";
    const seconds = Math.ceil((elapsedMs * (1 - share)) / share / 1_000);
    if (seconds < 90) return text("import.left_seconds", { count: seconds });
    return text("import.left_minutes", { count: Math.round(seconds / 60) });
}
