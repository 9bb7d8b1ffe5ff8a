import { expect, test } from "vitest";
import type { Poll } from "../../data/model";
import { ANA, BEN, CHANNEL, dataOf, inMinutes, ME, NOW_MS, TOPIC } from "../../data/tests/fixture";
import "../../text/englishPages";
import "../../text/englishCheckIn";
import {
    emptyPoll,
    leadingText,
    movedTo,
    newOption,
    optionWords,
    pollBody,
    pollLacks,
    pollView,
    pressed,
    roundViews,
    withVote,
} from "./model";

const BERLIN = "Europe/Berlin";

function poll(change: Partial<Poll>): Poll {
    const option = (words: string) => ({ text: words, from: null, until: null });
    return {
        id: "pol_1" as Poll["id"],
        topic: TOPIC,
        channel: CHANNEL,
        message: "msg_1" as Poll["message"],
        question: "Which pump?",
        kind: "single",
        options: [option("Old"), option("New"), option("None")],
        anonymous: false,
        closes_at: null,
        created_by: ME,
        created_at: inMinutes(-60),
        voted: [ANA, BEN],
        votes: [
            { person: ANA, options: [1], at: inMinutes(-30) },
            { person: BEN, options: [0], at: inMinutes(-20) },
        ],
        tally: { votes: [1, 1, 0], rounds: [], leading: [0, 1] },
        closed_at: null,
        record: null,
        ...change,
    };
}

test("a press votes; one option each takes the other's place, several stand together", () => {
    expect(pressed("single", [], 1)).toEqual([1]);
    expect(pressed("single", [0], 1)).toEqual([1]);
    expect(pressed("single", [1], 1)).toEqual([]);
    expect(pressed("several", [2], 0)).toEqual([0, 2]);
    expect(pressed("time", [0, 2], 2)).toEqual([0]);
});

test("one's vote is shown before the server has counted it", () => {
    const after = withVote(poll({}), ME, [1], inMinutes(0));
    const view = pollView(dataOf({}), after, NOW_MS);
    expect(view.options.map((option) => option.votes)).toEqual([1, 2, 0]);
    expect(view.options.map((option) => option.leads)).toEqual([false, true, false]);
    expect(view.options[1]?.mine).toBe(true);
    expect(view.options[1]?.who).toBe("Ana and Mira");
    const back = withVote(after, ME, [], inMinutes(1));
    expect(pollView(dataOf({}), back, NOW_MS).vote).toEqual([]);
});

test("an anonymous poll says so, names nobody and tells no result before it closes", () => {
    const secret = poll({ anonymous: true, votes: [], tally: null });
    const view = pollView(dataOf({}), secret, NOW_MS);
    expect(view.secrecy).toContain("nobody is shown who chose what");
    expect(view.voted).toBe("2 voted.");
    expect(view.options.map((option) => option.votes)).toEqual([null, null, null]);
    expect(view.options.every((option) => option.who === "")).toBe(true);
    expect(withVote(secret, ME, [1], inMinutes(0))).toBe(secret);
});

test("spans are shown on the reader's clock", () => {
    const span = { text: "", from: "2026-11-23T14:00:00Z", until: "2026-11-23T14:30:00Z" };
    expect(optionWords(span, NOW_MS, BERLIN)).toBe("Mon 15:00–15:30");
    expect(optionWords(span, NOW_MS, "Asia/Tokyo")).toBe("Mon 23:00–23:30");
    const late = { ...span, until: "2026-11-23T16:00:00Z" };
    expect(optionWords(late, NOW_MS, "Asia/Tokyo")).toBe("Mon 23:00–Tue 01:00");
    const today = { text: "", from: "2026-11-20T15:00:00Z", until: "2026-11-20T15:30:00Z" };
    expect(optionWords(today, NOW_MS, BERLIN)).toBe("Today 16:00–16:30");
});

test("the rounds of a ranked count say who went out and who won", () => {
    const ranked = poll({
        kind: "ranked",
        closed_at: inMinutes(-1),
        tally: {
            votes: [2, 2, 1],
            rounds: [
                { votes: [2, 2, 1], out: 2 },
                { votes: [2, 3, null], out: null },
            ],
            leading: [1],
        },
    });
    const rounds = roundViews(ranked);
    expect(rounds[0]?.votes).toBe("Old 2, New 2, None 1");
    expect(rounds[0]?.out).toBe("None had the fewest and goes out.");
    expect(rounds[1]?.votes).toBe("New 3, Old 2");
    expect(rounds[1]?.out).toBe("New has more than half.");
    expect(leadingText(ranked, NOW_MS, BERLIN)).toBe("New");
    expect(leadingText(poll({}), NOW_MS, BERLIN)).toBe("");
});

test("an order is moved and never loses an option", () => {
    expect(movedTo([0, 1, 2], 2, 0)).toEqual([2, 0, 1]);
    expect(movedTo([0, 1, 2], 0, 1)).toEqual([1, 0, 2]);
    expect(movedTo([0, 1, 2], 0, 9)).toEqual([1, 2, 0]);
    expect(movedTo([0, 1], 5, 0)).toEqual([0, 1]);
});

test("a draft says what it lacks, and becomes what is sent", () => {
    const empty = emptyPoll("");
    expect(pollLacks(empty, NOW_MS, BERLIN)).toEqual([
        "Write what is asked.",
        "Two options are needed.",
    ]);
    const options = ["Old", "New", ""].map((words) => ({ ...newOption(), text: words }));
    const full = { ...empty, question: " Which? ", options, closes: 24 };
    expect(pollLacks(full, NOW_MS, BERLIN)).toEqual([]);
    expect(pollBody(full, NOW_MS, BERLIN)).toMatchObject({
        question: "Which?",
        options: [{ text: "Old" }, { text: "New" }],
        closes_at: "2026-11-21T13:40:00.000Z",
    });
    const twice = options.map((option) => ({ ...option, text: "Old" }));
    expect(pollLacks({ ...full, options: twice }, NOW_MS, BERLIN)).toEqual([
        "Two options are the same.",
    ]);
    const past = { ...full, closes: "at" as const, closesAt: "2026-11-20T10:00" };
    expect(pollLacks(past, NOW_MS, BERLIN)).toEqual(["Choose a closing time that lies ahead."]);
    const times = {
        ...full,
        kind: "time" as const,
        options: [newOption("2026-11-23T15:00"), newOption("2026-11-24T15:00")],
    };
    expect(pollBody(times, NOW_MS, BERLIN).options[0]).toEqual({
        text: "",
        from: "2026-11-23T14:00:00.000Z",
        until: "2026-11-23T14:30:00.000Z",
    });
});
