import { describe, expect, it } from "vitest";
import { placeOn } from "./places";

describe("a place", () => {
    const office = { place: "office", name: "Berlin" } as const;
    const remote = { place: "remote" } as const;

    it("is that of the date before that of the week", () => {
        const places = {
            weekly: [{ day: "friday" as const, place: office }],
            dates: [{ date: "2026-11-20", place: remote }],
        };
        expect(placeOn(places, "2026-11-20")).toEqual(remote);
        expect(placeOn(places, "2026-11-27")).toEqual(office);
        expect(placeOn(places, "2026-11-26")).toBeNull();
    });
});
