import { describe, expect, it } from "vitest";
import type { WorkSpan } from "../../data/model";
import { instantAt, weekNumber } from "../../text/dates";
import { changeBlock, type Draft, rebased, removeBlock, withHoursOf, withOwnWeek } from "./draft";
import { type Block, blocksOn, hoursShown, seenOn, stretchWords, weekDates } from "./week";

const BERLIN = "Europe/Berlin";
const NOW = Date.parse("2026-11-20T13:40:00Z"); // Friday 14:40 in Berlin

function draft(part: Partial<Draft> = {}): Draft {
    return {
        weekly: [],
        time_off: [],
        focus: [],
        do_not_disturb_until: null,
        deputies: [],
        off_hours_rings: false,
        places: { weekly: [], dates: [] },
        region: "",
        ...part,
    };
}

/** The blocks of each day of the week of an instant. */
function week(own: Draft, nowMs = NOW, zone = BERLIN): Block[][] {
    return weekDates(nowMs, zone).map((date) =>
        blocksOn(date, { draft: own, weekly: own.weekly ?? [], holidays: [], zone, nowMs }),
    );
}

function brief(blocks: readonly Block[] | undefined): string[] {
    return (blocks ?? []).map((block) => `${block.kind} ${stretchWords([block])}`);
}

const FRIDAY: WorkSpan = { day: "friday", from: 9 * 60, until: 17 * 60 };

describe("a week", () => {
    it("begins on Monday and knows its number", () => {
        const dates = weekDates(NOW, BERLIN);
        expect(dates.map((date) => date.key)).toEqual([
            "2026-11-16",
            "2026-11-17",
            "2026-11-18",
            "2026-11-19",
            "2026-11-20",
            "2026-11-21",
            "2026-11-22",
        ]);
        expect(dates.filter((date) => date.today).map((date) => date.day)).toEqual(["friday"]);
        expect(weekNumber("2026-11-16")).toBe(47);
        expect(weekNumber("2026-12-28")).toBe(53);
        expect(weekNumber("2025-12-29")).toBe(1);
    });

    it("moves by weeks and counts days on the clock of its zone", () => {
        expect(weekDates(NOW, BERLIN, 1)[0]?.key).toBe("2026-11-23");
        const late = Date.parse("2026-11-22T23:30:00Z"); // Monday in Berlin
        expect(weekDates(late, BERLIN)[0]?.key).toBe("2026-11-23");
    });

    it("finds an instant on the days when the clock changes", () => {
        const spring = instantAt("2026-03-29", 9 * 60, BERLIN);
        expect(new Date(spring).toISOString()).toBe("2026-03-29T07:00:00.000Z");
        const midnight = instantAt("2026-10-25", 1440, BERLIN);
        expect(new Date(midnight).toISOString()).toBe("2026-10-25T23:00:00.000Z");
    });
});

describe("blocks", () => {
    it("of a night shift lie on two days, around the end of the week too", () => {
        const days = week(draft({ weekly: [{ day: "sunday", from: 22 * 60, until: 6 * 60 }] }));
        expect(brief(days[6])).toEqual(["work 22:00–24:00"]);
        expect(brief(days[0])).toEqual(["work 00:00–06:00"]);
        expect([days[6]?.[0]?.begins, days[6]?.[0]?.ends]).toEqual([true, false]);
    });

    it("of a time off over several days cover whole days between", () => {
        const off = {
            from: "2026-11-18T13:00:00Z",
            until: "2026-11-20T11:00:00Z",
            note: "away",
            deputy: null,
        };
        const days = week(draft({ time_off: [off] }));
        expect(days.map(brief)).toEqual([
            [],
            [],
            ["off 14:00–24:00"],
            ["off 00:00–24:00"],
            ["off 00:00–12:00"],
            [],
            [],
        ]);
    });

    it("that end at midnight end on their day", () => {
        const off = {
            from: "2026-11-18T23:00:00Z",
            until: "2026-11-19T23:00:00Z",
            note: "",
            deputy: null,
        };
        const days = week(draft({ time_off: [off] }));
        expect(days.flatMap(brief)).toEqual(["off 00:00–24:00"]);
        expect([days[3]?.[0]?.begins, days[3]?.[0]?.ends]).toEqual([true, true]);
    });

    it("of silence begin now", () => {
        const days = week(draft({ do_not_disturb_until: "2026-11-20T16:00:00Z" }));
        expect(days.flatMap(brief)).toEqual(["silent 14:40–17:00"]);
    });

    it("stretch the hours that are shown", () => {
        expect(hoursShown(week(draft({ weekly: [FRIDAY] })))).toEqual({ from: 420, until: 1140 });
        const night = draft({ weekly: [{ day: "monday", from: 22 * 60, until: 6 * 60 }] });
        expect(hoursShown(week(night))).toEqual({ from: 0, until: 1440 });
    });
});

describe("what others see", () => {
    it("is work without focus, time off and holidays", () => {
        const own = draft({
            weekly: [FRIDAY],
            focus: [{ when: { kind: "weekly", day: "friday", from: 8 * 60, until: 11 * 60 } }],
            time_off: [
                {
                    from: "2026-11-20T14:00:00Z",
                    until: "2026-11-20T15:00:00Z",
                    note: "",
                    deputy: null,
                },
            ],
        });
        const seen = seenOn(week(own)[4] ?? []);
        expect(stretchWords(seen.reachable)).toBe("11:00–15:00, 16:00–17:00");
        expect(stretchWords(seen.focus)).toBe("09:00–11:00");
    });

    it("is nothing on a holiday", () => {
        const own = draft({ weekly: [FRIDAY] });
        const [friday] = weekDates(NOW, BERLIN).slice(4);
        if (!friday) throw new Error("no Friday");
        const blocks = blocksOn(friday, {
            draft: own,
            weekly: [FRIDAY],
            holidays: [{ date: "2026-11-20", from: 0, until: 1440, name: "Day off" }],
            zone: BERLIN,
            nowMs: NOW,
        });
        expect(seenOn(blocks)).toEqual({ reachable: [], focus: [] });
        expect(stretchWords([])).toBe("not at all");
    });
});

describe("changes", () => {
    it("move a span and keep it on its day", () => {
        const own = draft({ weekly: [FRIDAY] });
        const source = { list: "weekly", index: 0 } as const;
        expect(changeBlock(own, source, "move", 30).weekly?.[0]).toMatchObject({
            from: 570,
            until: 1050,
        });
        expect(changeBlock(own, source, "move", 1000).weekly?.[0]).toMatchObject({
            from: 960,
            until: 1440,
        });
    });

    it("resize a span, past midnight too, and never to nothing", () => {
        const own = draft({ weekly: [FRIDAY] });
        const source = { list: "weekly", index: 0 } as const;
        expect(changeBlock(own, source, "end", 8 * 60).weekly?.[0]?.until).toBe(60);
        expect(changeBlock(own, source, "end", -1000).weekly?.[0]?.until).toBe(555);
        expect(changeBlock(own, source, "start", 1000).weekly?.[0]?.from).toBe(1005);
        expect(changeBlock(own, source, "start", -1000).weekly?.[0]).toMatchObject({
            from: 0,
            until: 1020,
        });
    });

    it("move what happens once by instants", () => {
        const when = {
            kind: "once",
            from: "2026-11-20T13:00:00.000Z",
            until: "2026-11-20T14:00:00.000Z",
        } as const;
        const own = changeBlock(
            draft({ focus: [{ when }] }),
            { list: "focus", index: 0 },
            "end",
            15,
        );
        expect(own.focus[0]?.when).toMatchObject({ until: "2026-11-20T14:15:00.000Z" });
    });

    it("remove a block and put the hours of a day on others", () => {
        const own = draft({ weekly: [FRIDAY] });
        expect(removeBlock(own, { list: "weekly", index: 0 }).weekly).toEqual([]);
        const copied = withHoursOf(own, "friday", ["monday", "friday"]);
        expect(copied.weekly?.map((span) => span.day)).toEqual(["friday", "monday"]);
    });

    it("stay when the ground moves, and leave alone what they did not touch", () => {
        const before = draft({ weekly: [FRIDAY] });
        const edited = { ...before, region: "Berlin" };
        const when = { kind: "once", from: "2026-11-20T13:00:00Z", until: "2026-11-20T14:00:00Z" };
        const now = {
            ...before,
            region: "",
            focus: [{ when: { ...when, kind: "once" as const } }],
        };
        expect(rebased(before, edited, now)).toEqual({ ...now, region: "Berlin" });
    });

    it("begin with the week that was assumed", () => {
        const own = withOwnWeek(draft({ weekly: null }), [FRIDAY]);
        expect(own.weekly).toEqual([FRIDAY]);
        expect(withOwnWeek(draft({ weekly: null }), []).weekly).toHaveLength(10);
    });
});
