// The route of imports: what was uploaded is tried, or taken. It comes with its page.
import type {
    BoardId,
    ChannelId,
    CsvMapping,
    FileId,
    ImportKind,
    ImportReport,
    PersonId,
} from "../data/model";
import { create, path } from "./routes";

/** Which column of a table is what, as far as it is chosen; an empty text takes none. */
export type ChosenMapping = Partial<CsvMapping>;

/** Where a file goes, and how it is read. */
export interface ImportInto {
    kind: ImportKind;
    board: BoardId | null;
    channel: ChannelId | null;
    /** The name of a new board; empty for that in the file. */
    name: string;
    mapping: ChosenMapping;
    /** Who is meant by whom; `null` leaves them out. */
    people: Readonly<Record<string, PersonId | null>>;
}

/** The address that tries or takes an uploaded file. */
export function importRoute(file: FileId, into: ImportInto, dryRun: boolean): string {
    const search = new URLSearchParams({ file, dry_run: String(dryRun) });
    if (into.board) search.set("board", into.board);
    else if (into.channel) search.set("channel", into.channel);
    const name = into.name.trim();
    if (!into.board && name !== "") search.set("name", name);
    if (into.kind === "csv") search.set("mapping", JSON.stringify(into.mapping));
    if (0 < Object.keys(into.people).length) search.set("people", JSON.stringify(into.people));
    return `${path`/imports/${into.kind}`}?${search}`;
}

export const imports = {
    /** Tries it, or with `dryRun` false does it; again, it finds what it made. */
    run: (file: FileId, into: ImportInto, dryRun: boolean) =>
        create<ImportReport>(importRoute(file, into, dryRun), {}),
};
