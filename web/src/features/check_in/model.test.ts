import { expect, test } from "vitest";
import type { CheckIn, CheckInAnswer, CheckInReport, Prefill, Question } from "../../data/model";
import { ANA, BEN, dataOf, ME, NOW_MS } from "../../data/tests/fixture";
import "../../text/englishPages";
import "../../text/englishWork";
import "../../text/englishCheckIn";
import { begun, begunBy, firstMissing, fitted, nothingSaid, withLines } from "./answer";
import {
    askedWords,
    bodyOf,
    draftOf,
    emptyDraft,
    lacks,
    localHours,
    nextDueMs,
    turnMark,
} from "./model";
import { meanOf, numbers, reportView, spread } from "./report";
import { nextDay } from "./rhythm";

const WORDS: Question = { kind: "text", text: "What did you get done?", required: true };
const NEXT: Question = { kind: "text", text: "What is next?", required: false };
const MOOD: Question = { kind: "mood", text: "How was your week?", required: false };
const HOURS: Question = { kind: "number", unit: "h", text: "Hours on site?", required: false };

const CHECK_IN = {
    id: "chk_1",
    channel: "chn_1",
    title: "Stand-up",
    questions: [WORDS, NEXT],
    asked: { asked: "channel" },
    rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    first: "2026-11-16",
    minute: 9 * 60 + 30,
    opens_before_minutes: 15.5 * 60,
    closes_after_minutes: 8 * 60,
    followers: [],
    state: "running",
    created_by: ME,
    created_at: "2026-11-10T09:00:00Z",
    version: 1,
} as unknown as CheckIn;

function report(change: Partial<CheckInReport>): CheckInReport {
    return {
        check_in: CHECK_IN.id,
        date: "2026-11-20",
        questions: [MOOD, HOURS],
        answers: [],
        missing: [],
        skipped: [],
        blocked: [],
        changes: { since: null, newly_blocked: [], no_longer_blocked: [], means: [] },
        closed_at: null,
        ...change,
    };
}

function answer(person: typeof ME, said: CheckInAnswer["said"]): CheckInAnswer {
    return {
        check_in: CHECK_IN.id,
        date: "2026-11-20",
        person,
        said,
        html: said.map(() => ""),
        blocked: false,
        at: "2026-11-20T08:00:00Z",
        edited_at: null,
        late: false,
        topic: null,
    };
}

const PREFILL: Prefill = {
    since: "2026-11-19T09:00:00Z",
    finished: [{ task: "tsk_1" as never, title: "Tag the build" }],
    moved: [
        { task: "tsk_1" as never, title: "Tag the build" },
        { task: "tsk_2" as never, title: "Replay test" },
    ],
    decided: ["Confirm first"],
    sessions: [],
    next: [{ task: "tsk_3" as never, title: "Release note" }],
    draft: [],
};

test("the next day follows the rule: weeks, days of a month, and its end", () => {
    // Friday 20 November 2026.
    expect(nextDay("FREQ=WEEKLY;BYDAY=MO,WE", "2026-11-16", "2026-11-20")).toBe("2026-11-23");
    expect(nextDay("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-16", "2026-11-20")).toBe(
        "2026-11-30",
    );
    expect(nextDay("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-01", "2026-11-20")).toBe("2026-11-30");
    expect(nextDay("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-01", "2026-11-20")).toBe("2026-11-27");
    expect(nextDay("FREQ=MONTHLY;BYDAY=1MO", "2026-11-01", "2026-11-20")).toBe("2026-12-07");
    expect(nextDay("FREQ=DAILY;INTERVAL=3", "2026-11-16", "2026-11-20")).toBe("2026-11-22");
    expect(nextDay("FREQ=YEARLY", "2024-02-29", "2026-11-20")).toBe("2028-02-29");
    expect(nextDay("FREQ=DAILY;COUNT=2", "2026-11-16", "2026-11-20")).toBeNull();
    expect(nextDay("FREQ=DAILY;UNTIL=20261118", "2026-11-16", "2026-11-20")).toBeNull();
    expect(nextDay("FREQ=WEEKLY;BYDAY=FR", "2027-01-01", "2026-11-20")).toBe("2027-01-01");
});

test("each is asked at the hour of their own day, and it may open the evening before", () => {
    const hours = localHours(dataOf({}), draftOf(CHECK_IN), [ANA, ME], NOW_MS);
    // It is Friday 14:40 in Berlin and 22:40 in Tokyo.
    expect(hours.map((hour) => hour.name)).toEqual(["Ana", "You"]);
    expect(hours[0]?.there).toBe("09:30 there");
    expect(hours[0]?.here).toBe("01:30 for you");
    expect(hours[0]?.opens).toBe("opens the evening before, 18:00");
    expect(hours[1]?.here).toBe("");
});

test("today's hour is the next one until it has passed", () => {
    const berlin = nextDueMs(CHECK_IN, "Europe/Berlin", NOW_MS);
    expect(new Date(berlin ?? 0).toISOString()).toBe("2026-11-23T08:30:00.000Z");
    const chicago = nextDueMs(CHECK_IN, "America/Chicago", NOW_MS);
    expect(new Date(chicago ?? 0).toISOString()).toBe("2026-11-20T15:30:00.000Z");
});

test("a turn past its hour is never overdue, only still open", () => {
    const mark = turnMark({ due_at: "2026-11-20T08:30:00Z" }, NOW_MS, "Europe/Berlin");
    expect(mark.label).toBe("Still open");
    expect(mark.step).not.toBe("now");
});

test("a draft says what it lacks, and keeps what a check-in says", () => {
    const empty = emptyDraft(null, "2026-11-20");
    expect(lacks(empty)).toEqual([
        "Give it a name.",
        "Choose a channel.",
        "Write what each question asks.",
    ]);
    const draft = draftOf(CHECK_IN);
    expect(lacks(draft)).toEqual([]);
    expect(bodyOf(draft)).toMatchObject({
        title: "Stand-up",
        questions: [WORDS, NEXT],
        rule: CHECK_IN.rule,
        minute: 570,
    });
});

test("an answer begins with what was done and what is next", () => {
    expect(begunBy([WORDS, NEXT])).toEqual({ did: 0, next: 1 });
    expect(begunBy([{ ...NEXT, text: "What do you plan this week?" }])).toEqual({
        did: -1,
        next: 0,
    });
    // In another language the order says it; a single question says nothing.
    const asked = (words: string): Question => ({ kind: "text", text: words, required: false });
    expect(begunBy([asked("Was war?"), asked("Was kommt?")])).toEqual({ did: 0, next: 1 });
    expect(begunBy([MOOD, asked("Noch etwas?")])).toEqual({ did: -1, next: -1 });
    expect(begun([WORDS, NEXT, MOOD], PREFILL)).toEqual([
        {
            text: "- Finished: Tag the build\n- Moved on: Replay test\n- Decided: Confirm first",
        },
        { text: "- Release note" },
        "nothing",
    ]);
    expect(withLines({ text: "So far:" }, "- a")).toEqual({ text: "So far:\n- a" });
});

test("what was kept of an answer fits the questions or is left out", () => {
    const questions = [WORDS, MOOD, HOURS];
    expect(fitted(questions, [{ text: "x" }, { number: 3 }])).toEqual([
        { text: "x" },
        "nothing",
        "nothing",
    ]);
    expect(firstMissing(questions, nothingSaid(questions))).toBe(0);
    expect(firstMissing(questions, [{ text: " " }, { mood: 3 }, "nothing"])).toBe(0);
    expect(firstMissing(questions, [{ text: "x" }, "nothing", "nothing"])).toBe(-1);
    // Something has to be said, even if nothing must be.
    expect(firstMissing([MOOD], ["nothing"])).toBe(0);
});

test("a report counts, names who is missing without blame, and says what changed", () => {
    const view = reportView(
        dataOf({}),
        report({
            answers: [answer(ANA, [{ mood: 4 }, "nothing"])],
            missing: [BEN],
            changes: {
                since: "2026-11-13",
                newly_blocked: [ANA],
                no_longer_blocked: [],
                means: [{ question: 0, was: 3000, is: 4000 }],
            },
        }),
        NOW_MS,
    );
    expect(view.counted).toBe("1 of 2 answered");
    expect(view.missing).toBe("Still to come: Ben.");
    expect(view.answers[0]?.meta).toBe("09:00 · 17:00 for Ana");
    expect(view.changes).toEqual([
        "Blocked since last time: Ana.",
        "“How was your week?” went up from 3 to 4.",
    ]);
});

test("moods and numbers become bars with their mean", () => {
    const full = report({
        answers: [
            answer(ANA, [{ mood: 4 }, { number: 2500 }]),
            answer(BEN, [{ mood: 3 }, { number: 5000 }]),
        ],
    });
    const moods = spread(dataOf({}), full, 0);
    expect(moods?.mean).toBe("3.5");
    expect(moods?.bars.map((bar) => bar.words)).toEqual(["0", "1", "1", "0", "0"]);
    const hours = numbers(dataOf({}), full, 1);
    expect(hours?.bars.map((bar) => bar.words)).toEqual(["2.5 h", "5 h"]);
    expect(hours?.bars.map((bar) => bar.share)).toEqual([0.5, 1]);
    expect(meanOf(full, 1)).toBe(3750);
    expect(spread(dataOf({}), full, 1)).toBeNull();
    expect(numbers(dataOf({}), report({}), 1)).toBeNull();
});

test("who is asked is said of a check-in that asks, and who was of one that has ended", () => {
    const asked = { asked: "people" as const, people: [ANA, BEN] };
    const data = dataOf({});
    expect(askedWords(data, { ...CHECK_IN, asked })).toBe("Asks 2 people.");
    const ended = { ...CHECK_IN, asked, state: "ended" as const };
    expect(askedWords(data, ended)).toBe("Asked 2 people.");
});
