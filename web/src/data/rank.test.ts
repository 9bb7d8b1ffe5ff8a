// Ranks have room between any two.
import { expect, test } from "vitest";
import { compareRanks, rankBetween } from "./rank";

test("a rank stands between its neighbours, however often one divides", () => {
    let low = rankBetween(null, null);
    const high = rankBetween(low, null);
    expect(compareRanks(low, high)).toBe(-1);
    for (let round = 0; round < 200; round += 1) {
        const next = rankBetween(low, high);
        expect(compareRanks(low, next)).toBe(-1);
        expect(compareRanks(next, high)).toBe(-1);
        low = next;
    }
});

test("there is room before the first and after the last", () => {
    let first = rankBetween(null, null);
    let last = first;
    for (let round = 0; round < 100; round += 1) {
        const before = rankBetween(null, first);
        expect(compareRanks(before, first)).toBe(-1);
        first = before;
        const after = rankBetween(last, null);
        expect(compareRanks(last, after)).toBe(-1);
        last = after;
    }
});
