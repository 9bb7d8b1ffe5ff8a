import { describe, expect, it } from "vitest";
import {
    daysWords,
    minuteOf,
    minuteWords,
    readMinute,
    sameDays,
    spanMinutes,
    spansOn,
    weekWords,
} from "./week";

describe("minutes of a day", () => {
    it("are written as a clock and read back", () => {
        for (const minute of [0, 9 * 60, 23 * 60 + 59]) {
            expect(minuteOf(minuteWords(minute))).toBe(minute);
        }
        expect(minuteWords(24 * 60)).toBe("00:00");
    });

    it("are read as people type them", () => {
        const read = ["9", "09", "930", "1730", "9.30", "9:30", "17h30"].map(readMinute);
        expect(read).toEqual([540, 540, 570, 1050, 570, 570, 1050]);
        expect(["", "25", "9:7", "noon"].map(readMinute)).toEqual([null, null, null, null]);
    });

    it("are none for what is no time", () => {
        expect([minuteOf("24:00"), minuteOf("09:60"), minuteOf("")]).toEqual([null, null, null]);
    });
});

describe("weekly spans", () => {
    it("last over midnight, and a whole day if they end where they begin", () => {
        expect(spanMinutes({ from: 22 * 60, until: 6 * 60 })).toBe(8 * 60);
        expect(spanMinutes({ from: 0, until: 0 })).toBe(24 * 60);
        expect(spanMinutes({ from: 0, until: 24 * 60 })).toBe(24 * 60);
    });

    it("are in order on their day", () => {
        const spans = [
            { day: "monday" as const, from: 780, until: 1020 },
            { day: "monday" as const, from: 540, until: 720 },
            { day: "tuesday" as const, from: 0, until: 60 },
        ];
        expect(spansOn(spans, "monday").map((span) => span.from)).toEqual([540, 780]);
    });

    it("are said once for the days that have the same", () => {
        const spans = (["monday", "wednesday", "friday"] as const).map((day) => ({
            day,
            from: 540,
            until: day === "friday" ? 720 : 1020,
        }));
        expect(sameDays(spans).map((group) => group.days)).toEqual([
            ["monday", "wednesday"],
            ["friday"],
        ]);
    });

    it("name days in a row as a stretch", () => {
        expect(daysWords(["monday", "tuesday", "wednesday", "thursday", "friday"])).toBe(
            "Monday to Friday",
        );
        expect(daysWords(["sunday", "monday", "tuesday"])).toBe("Monday, Tuesday and Sunday");
    });

    it("are said in one line", () => {
        const spans = [
            ...(["monday", "tuesday", "thursday"] as const).map((day) => ({
                day,
                from: 1200,
                until: 420,
            })),
            { day: "wednesday" as const, from: 0, until: 0 },
        ];
        expect(weekWords(spans)).toBe(
            "Monday, Tuesday and Thursday 20:00–07:00; Wednesday all day",
        );
    });
});
