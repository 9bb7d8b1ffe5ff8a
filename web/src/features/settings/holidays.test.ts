import { describe, expect, it } from "vitest";
import { freeName, partWords, readHolidays, withHolidays } from "./holidays";

describe("pasted lines", () => {
    it("are holidays of whole days and of half ones", () => {
        const lines = "2026-12-24 12:00 Christmas Eve\n\n# in winter\n2026-12-25 Christmas\r";
        expect(readHolidays(lines)).toEqual({
            holidays: [
                { date: "2026-12-24", from: 720, until: 1440, name: "Christmas Eve" },
                { date: "2026-12-25", from: 0, until: 1440, name: "Christmas" },
            ],
            wrong: [],
        });
    });

    it("that say no holiday are named by their number", () => {
        const lines =
            "Christmas\n2026-02-30 Never\n2026-12-25\n2026-12-25 25:00 Late\n2026-01-01, New Year";
        const read = readHolidays(lines);
        expect(read.wrong).toEqual([1, 2, 3, 4]);
        expect(read.holidays.map((holiday) => holiday.name)).toEqual(["New Year"]);
    });
});

describe("holidays", () => {
    it("are in order, and replaced by those of the same date", () => {
        const [old] = readHolidays("2026-12-25 Weihnachten").holidays;
        const fresh = readHolidays("2026-12-25 Christmas\n2026-01-01 New Year").holidays;
        if (!old) throw new Error("not read");
        expect(withHolidays([old], fresh).map((holiday) => holiday.name)).toEqual([
            "New Year",
            "Christmas",
        ]);
    });

    it("say which part of the day they are", () => {
        const [half] = readHolidays("2026-12-24 12:00 Eve").holidays;
        if (!half) throw new Error("not read");
        expect(partWords(half)).toBe("from 12:00");
        expect(partWords({ ...half, from: 0 })).toBe("");
        expect(partWords({ ...half, from: 0, until: 720 })).toBe("until 12:00");
    });
});

describe("a new region", () => {
    it("has a name that is free", () => {
        const region = { name: "new region", holidays: [] };
        expect(freeName([])).toBe("New region");
        expect(freeName([region])).toBe("New region 2");
    });
});
