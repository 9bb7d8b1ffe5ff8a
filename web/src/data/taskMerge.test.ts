// Nothing that somebody wrote is lost when two change one task.
import { expect, test } from "vitest";
import {
    compareTexts,
    joinLines,
    joinLists,
    joinTexts,
    mergeChange,
    type TaskFields,
} from "./taskMerge";

const BASE: TaskFields = {
    title: "Tag build 2.4",
    text: "One\nTwo\nThree",
    owner: null,
    helpers: [],
    priority: "normal",
    due: null,
    start: null,
    estimate_minutes: null,
    labels: ["firmware"],
    recurrence: null,
    stage: "not_started",
    channel: null,
    lines: [{ text: "Sign", done: false }],
    attachments: [],
    waits_on: [],
    dropped: false,
};

test("a change of another field goes on top without a word", () => {
    const theirs: TaskFields = { ...BASE, priority: "high" };
    const merged = mergeChange(BASE, { text: "One\nTwo\nFour" }, theirs);
    expect(merged).toEqual({ change: { text: "One\nTwo\nFour" }, conflicts: [] });
});

test("the same change by both is no conflict and need not be sent", () => {
    const theirs: TaskFields = { ...BASE, priority: "high" };
    expect(mergeChange(BASE, { priority: "high" }, theirs)).toEqual({ change: {}, conflicts: [] });
});

test("two descriptions are for people to choose", () => {
    const theirs: TaskFields = { ...BASE, text: "Theirs" };
    expect(mergeChange(BASE, { text: "Mine" }, theirs).conflicts).toEqual(["text"]);
});

test("lists are joined: what I add stays, what I take out goes, theirs stays", () => {
    expect(joinLists(["a", "b"], ["b", "c"], ["a", "b", "d"])).toEqual(["b", "d", "c"]);
    const theirs: TaskFields = { ...BASE, labels: ["firmware", "now"] };
    const merged = mergeChange(BASE, { labels: ["firmware", "late"] }, theirs);
    expect(merged.change.labels).toEqual(["firmware", "now", "late"]);
});

test("a line that I check stays checked beside the line they add", () => {
    const mine = [{ text: "Sign", done: true }];
    const theirs = [
        { text: "Sign", done: false },
        { text: "Upload", done: true },
    ];
    expect(joinLines(BASE.lines, mine, theirs)).toEqual([
        { text: "Sign", done: true },
        { text: "Upload", done: true },
    ]);
});

test("comparison tells what both have from what one has", () => {
    expect(compareTexts("One\nTwo\nThree", "One\n2\nThree")).toEqual([
        { kind: "both", lines: ["One"] },
        { kind: "mine", lines: ["Two"] },
        { kind: "theirs", lines: ["2"] },
        { kind: "both", lines: ["Three"] },
    ]);
});

test("joining keeps each new line of both, and lets go what one took out", () => {
    const mine = "One\nTwo\nThree\nMine";
    const theirs = "Zero\nOne\nThree";
    expect(joinTexts(BASE.text, mine, theirs)).toBe("Zero\nOne\nThree\nMine");
});
