// Rules in words, and back to what the picker shows.
import { expect, test } from "vitest";
import { EVERY_WEEK, repeatOf, ruleOf, ruleWords, WORKING_DAYS } from "./repeat";

test("what the picker makes comes back as it was", () => {
    const choices = [
        { ...EVERY_WEEK, days: WORKING_DAYS },
        { ...EVERY_WEEK, interval: 2, days: ["monday", "thursday"] as const },
        { ...EVERY_WEEK, every: "month" as const, monthDay: -1 },
        { ...EVERY_WEEK, every: "month" as const, nth: { day: "friday" as const, nth: -1 } },
        { ...EVERY_WEEK, every: "year" as const, until: "2027-12-31" },
        { ...EVERY_WEEK, every: "day" as const, interval: 3, count: 10 },
    ];
    for (const choice of choices) expect(repeatOf(ruleOf(choice))).toEqual(choice);
});

test("rules are said in words", () => {
    expect(ruleWords("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")).toBe("Monday to Friday");
    expect(ruleWords("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH")).toBe(
        "every 2 weeks on Monday and Thursday",
    );
    expect(ruleWords("FREQ=MONTHLY;BYDAY=-1FR")).toBe("every month on the last Friday");
    expect(ruleWords("FREQ=DAILY;COUNT=10")).toBe("every day, 10 times");
    expect(ruleWords("FREQ=WEEKLY;UNTIL=20271231")).toBe("every week, until 2027-12-31");
});

test("a rule that says more than the picker knows is kept and named", () => {
    const rule = "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1";
    expect(repeatOf(rule)).toBeNull();
    expect(ruleWords(rule)).toContain(rule);
});
