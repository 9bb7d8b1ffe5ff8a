// Times in words, in zones with odd offsets and on days when clocks change.
import { expect, test } from "vitest";
import {
    clockTime,
    dialOf,
    fromLocalInput,
    lengthWords,
    rowTime,
    shortTime,
    spanWords,
    startOfDay,
    stepOf,
    toLocalInput,
} from "./time";

const friday = Date.parse("2026-11-20T13:40:00Z");
const berlin = "Europe/Berlin";

test("times are short today, carry the weekday this week, and the date beyond", () => {
    expect(shortTime(Date.parse("2026-11-20T14:00:00Z"), friday, berlin)).toBe("15:00");
    expect(shortTime(Date.parse("2026-11-23T08:00:00Z"), friday, berlin)).toBe("Mon 09:00");
    expect(shortTime(Date.parse("2026-12-03T08:00:00Z"), friday, berlin)).toBe("Thu 3 Dec");
    expect(shortTime(Date.parse("2027-01-04T08:00:00Z"), friday, berlin)).toBe("Mon 4 Jan 2027");
});

test("a narrow row leaves the weekday out beyond the week", () => {
    expect(rowTime(Date.parse("2026-11-23T08:00:00Z"), friday, berlin)).toBe("Mon 09:00");
    expect(rowTime(Date.parse("2026-11-11T08:00:00Z"), friday, berlin)).toBe("11 Nov");
    expect(rowTime(Date.parse("2027-01-04T08:00:00Z"), friday, berlin)).toBe("4 Jan 2027");
});

test("midnight is 00:00", () => {
    expect(clockTime(Date.parse("2026-11-19T23:00:00Z"), berlin)).toBe("00:00");
});

test("the same instant is another day elsewhere", () => {
    const late = Date.parse("2026-11-20T23:30:00Z");
    expect(shortTime(late, friday, "Asia/Tokyo")).toBe("Sat 08:30");
    expect(shortTime(late, friday, "America/Sao_Paulo")).toBe("20:30");
});

test("spans are said as people say them", () => {
    expect(spanWords(20_000)).toBe("1 min");
    expect(spanWords(35 * 60_000)).toBe("35 min");
    expect(spanWords(170 * 60_000)).toBe("2 h 50");
    expect(spanWords(8 * 3_600_000)).toBe("8 h");
    expect(spanWords(50 * 3_600_000)).toBe("2 days");
});

test("lengths read like a clock", () => {
    expect(lengthWords(702_000)).toBe("11:42");
    expect(lengthWords(9_000)).toBe("0:09");
    expect(lengthWords(3_723_000)).toBe("1:02:03");
});

test("the four steps of time", () => {
    const minute = 60_000;
    expect(stepOf(friday - minute, friday, berlin)).toBe("now");
    expect(stepOf(friday + 8 * minute, friday, berlin)).toBe("now");
    expect(stepOf(friday + 35 * minute, friday, berlin)).toBe("soon");
    expect(stepOf(friday + 170 * minute, friday, berlin)).toBe("today");
    expect(stepOf(friday + 24 * 60 * minute, friday, berlin)).toBe("later");
});

test("the dial empties as the time comes nearer", () => {
    const hour = 3_600_000;
    const fills = [-1, 0.5, 1, 6, 24, 24 * 30].map((hours) => dialOf(hours * hour));
    expect(fills).toEqual([...fills].sort((a, b) => a - b));
    expect(Math.max(...fills)).toBeLessThan(1);
});

test("a day begins at its own midnight, also when clocks change", () => {
    const iso = (ms: number) => new Date(ms).toISOString();
    expect(iso(startOfDay(friday, berlin))).toBe("2026-11-19T23:00:00.000Z");
    const springNoon = Date.parse("2026-03-29T10:00:00Z");
    expect(iso(startOfDay(springNoon, berlin))).toBe("2026-03-28T23:00:00.000Z");
    const autumnNoon = Date.parse("2026-10-25T11:00:00Z");
    expect(iso(startOfDay(autumnNoon, berlin))).toBe("2026-10-24T22:00:00.000Z");
    expect(iso(startOfDay(friday, "Asia/Kolkata"))).toBe("2026-11-19T18:30:00.000Z");
});

test("what is put into a date field means the zone of the account", () => {
    const value = toLocalInput(friday, "Asia/Tokyo");
    expect(value).toBe("2026-11-20T22:40");
    expect(fromLocalInput(value, "Asia/Tokyo")).toBe(friday);
    expect(fromLocalInput("", "Asia/Tokyo")).toBeNull();
});
