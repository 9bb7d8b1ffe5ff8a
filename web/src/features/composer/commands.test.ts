import { expect, test } from "vitest";
import { commandIn, commandsFor } from "./commands";

test("a command is a slash and its name at the beginning, and takes the words after it", () => {
    expect(commandIn("/poll Which pump?")).toEqual({ command: "poll", words: "Which pump?" });
    expect(commandIn("  /decide ")).toEqual({ command: "decide", words: "" });
    expect(commandIn("/poll\nWhich pump?")).toEqual({ command: "poll", words: "Which pump?" });
});

test("words that only look alike are words", () => {
    expect(commandIn("/polls of last week")).toBeNull();
    expect(commandIn("see /poll")).toBeNull();
    expect(commandIn("/etc/hosts is wrong")).toBeNull();
    expect(commandIn("")).toBeNull();
});

test("while one types, the commands that may be meant are offered", () => {
    expect(commandsFor("/")).toContain("poll");
    expect(commandsFor("/p")).toEqual(["poll"]);
    expect(commandsFor("/poll Which")).toEqual(["poll"]);
    expect(commandsFor("/polls")).toEqual([]);
    expect(commandsFor("poll")).toEqual([]);
});
