// What is read of a chosen file, what the server is told, and what its report says.
import { expect, test } from "vitest";
import "../../text/englishImport";
import type {
    BoardId,
    ChannelId,
    CsvMapping,
    FileId,
    ImportPerson,
    ImportReport,
    PersonId,
} from "../../data/model";
import { importRoute } from "../../transport/apiImport";
import {
    countLines,
    FIELDS,
    faultGroups,
    fileProblem,
    headersOf,
    idleWords,
    intoOf,
    kindOf,
    leftWords,
    namedIn,
    nameOf,
    pick,
    runWords,
    type Target,
    takenFrom,
} from "./model";

const CHANNEL = "chn_1" as ChannelId;
const BOARD = "boa_1" as BoardId;
const MIRA = "per_1" as PersonId;
const FILE = "fil_1" as FileId;

const ONTO_NEW: Target = { to: "new", channel: CHANNEL, name: " Release ", board: BOARD };

const NO_MAPPING: CsvMapping = {
    title: null,
    text: null,
    column: null,
    owner: null,
    labels: null,
    priority: null,
    due: null,
    start: null,
    estimate_minutes: null,
    key: null,
};

function report(change: Partial<ImportReport> = {}): ImportReport {
    return {
        kind: "trello",
        dry_run: true,
        board: null,
        board_name: "Release",
        columns: [],
        created: 0,
        updated: 0,
        unchanged: 0,
        skipped: 0,
        comments: 0,
        headers: [],
        mapping: NO_MAPPING,
        people: [],
        problems: [],
        more_problems: 0,
        ...change,
    };
}

test("what begins like JSON is a Trello export, whatever its file is called", async () => {
    expect(kindOf('\uFEFF\n {"id": 1}')).toBe("trello");
    expect(kindOf("Title,List\nA,B")).toBe("csv");
    const json = await pick(new File(['{"lists": []}'], "board.txt"));
    expect(json).toMatchObject({ kind: "trello", headers: [] });
    const table = await pick(new File(["Title;List\nA;B\n"], "board.json"));
    expect(table).toMatchObject({ kind: "csv", headers: ["Title", "List"] });
});

test("a header is cut where the server cuts it", () => {
    expect(headersOf("\uFEFFTitle,Due  date\r\nA,B")).toEqual(["Title", "Due date"]);
    expect(headersOf("Title\tA, B\tC\nx")).toEqual(["Title", "A, B", "C"]);
    expect(headersOf('"Name, long";"He said ""so""";Title;\n')).toEqual([
        "Name, long",
        'He said "so"',
        "Title",
    ]);
    expect(headersOf("A,A,,B")).toEqual(["A", "B"]);
    expect(headersOf("")).toEqual([]);
});

test("a table's board is called as its file", () => {
    expect(nameOf("release_plan 2.4.csv")).toBe("release plan 2.4");
    expect(nameOf("tasks")).toBe("tasks");
    expect(nameOf(`${"x".repeat(200)}.csv`)).toHaveLength(80);
});

test("the server is told one place, and only what was said of columns and people", () => {
    const meant = new Map([
        ["Kim", MIRA],
        ["Lou", null],
    ]);
    const onto = intoOf("csv", ONTO_NEW, { title: "Task", labels: "" }, meant);
    expect(onto).toMatchObject({ channel: CHANNEL, board: null, name: "Release" });
    expect(onto?.people).toEqual({ Kim: MIRA, Lou: null });
    const into = intoOf("trello", { ...ONTO_NEW, to: "board" }, { title: "Task" }, new Map());
    expect(into).toMatchObject({ channel: null, board: BOARD, name: "", mapping: {} });
    expect(intoOf("csv", { ...ONTO_NEW, channel: null }, {}, meant)).toBeNull();

    if (!onto || !into) throw new Error("both say where they go");
    const route = new URL(importRoute(FILE, onto, true), "http://here");
    expect(route.pathname).toBe("/imports/csv");
    expect(Object.fromEntries(route.searchParams)).toEqual({
        file: FILE,
        dry_run: "true",
        channel: CHANNEL,
        name: "Release",
        mapping: '{"title":"Task","labels":""}',
        people: `{"Kim":"${MIRA}","Lou":null}`,
    });
    const second = new URL(importRoute(FILE, into, false), "http://here");
    expect(Object.fromEntries(second.searchParams)).toEqual({
        file: FILE,
        dry_run: "false",
        board: BOARD,
    });
});

test("what is chosen for a field counts before the guess, and nothing can be chosen", () => {
    const guessed = { title: "Name", labels: "Tags" };
    expect(FIELDS.map((field) => takenFrom(field, { labels: "" }, guessed))[0]).toBe("Name");
    expect(takenFrom("labels", { labels: "" }, guessed)).toBe("");
    expect(takenFrom("labels", {}, guessed)).toBe("Tags");
    expect(takenFrom("due", {}, null)).toBe("");
});

test("a report is said in words, and nothing of what there is none of", () => {
    const grown = report({
        created: 3,
        unchanged: 1,
        skipped: 2,
        comments: 1,
        columns: ["To do", "Done"],
    });
    expect(countLines(grown)).toEqual([
        "3 tasks are new",
        "1 task is there already, unchanged",
        "1 comment is new",
        "2 left out or left as they are: see below",
        "2 new columns: To do, Done",
    ]);
    expect(countLines(report())).toEqual([]);
});

test("the button says how many it takes, and is not there for none", () => {
    expect(runWords(report({ created: 1 }))).toBe("Import 1 task");
    expect(runWords(report({ created: 2, updated: 3, unchanged: 9 }))).toBe("Import 5 tasks");
    expect(runWords(report({ board: BOARD, unchanged: 4, comments: 2 }))).toBe("Import 2 comments");
    expect(runWords(report({ columns: ["To do"] }))).toBe("Import the columns");
    expect(runWords(report({ board: BOARD, unchanged: 4 }))).toBeNull();
    expect(idleWords(report({ board: BOARD, unchanged: 4 }))).toBe("All of it is there already.");
    expect(idleWords(report())).toBe("There is nothing in it to import.");
});

test("who was nobody here stays in sight when it is said who they are", () => {
    const kim: ImportPerson = { name: "Kim", person: MIRA, by: "name" };
    const lou: ImportPerson = { name: "Lou", person: null, by: "nobody" };
    expect(namedIn([kim, lou], new Set())).toEqual({ unknown: [lou], known: [kim] });
    const said: ImportPerson = { ...lou, person: MIRA, by: "chosen" };
    expect(namedIn([kim, said], new Set(["Lou"]))).toEqual({ unknown: [said], known: [kim] });
});

test("a file that is too large is told what to do before it is sent", () => {
    expect(fileProblem(64 * 1024 * 1024)).toBeNull();
    expect(fileProblem(200 * 1024 * 1024)).toMatch(/200 MB.*64 MB.*one board at a time/);
    expect(fileProblem(0)).toMatch(/empty/);
});

test("problems stand by kind, in the order of the file", () => {
    const at = (fault: "no_title" | "twice", place: string) => ({ fault, place, detail: "…" });
    const groups = faultGroups([
        at("twice", "line 3"),
        at("no_title", "line 4"),
        at("twice", "line 9"),
    ]);
    expect(groups.map(({ fault, problems }) => [fault, problems.length])).toEqual([
        ["twice", 2],
        ["no_title", 1],
    ]);
});

test("how long sending takes is said once it is known", () => {
    expect(leftWords(0.5, 500)).toBe("");
    expect(leftWords(0, 5_000)).toBe("");
    expect(leftWords(1, 5_000)).toBe("");
    expect(leftWords(0.5, 5_000)).toBe("5 seconds left");
    expect(leftWords(0.25, 100_000)).toBe("5 minutes left");
});
