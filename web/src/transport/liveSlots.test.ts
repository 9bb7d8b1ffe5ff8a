import { expect, test } from "vitest";
import type { PersonId } from "../data/model";
import { allWishes, assignSlots, changedWishes, type Wanted } from "./liveSlots";

const MIDS = ["7", "8", "9"];

function wanted(name: string, width: number, source: Wanted["source"] = "camera"): Wanted {
    return { person: name as PersonId, source, width, height: (width * 9) / 16 };
}

test("a picture that has a slot keeps it when others come and go", () => {
    const first = assignSlots(new Map(), [wanted("ana", 640), wanted("ben", 320)], MIDS);
    const slotOfBen = [...first].find(([, entry]) => entry.person === "ben")?.[0];
    const next = assignSlots(first, [wanted("cleo", 960), wanted("ben", 320)], MIDS);
    expect(next.get(slotOfBen ?? "")?.person).toBe("ben");
    expect(changedWishes(first, next).some((wish) => wish.mid === slotOfBen)).toBe(false);
});

test("with more pictures than slots, screens and then the largest are shown", () => {
    const tiles = [
        wanted("small", 160),
        wanted("large", 960),
        wanted("middle", 480),
        wanted("ana", 100, "screen"),
    ];
    const shown = [...assignSlots(new Map(), tiles, MIDS).values()].map((entry) => entry.person);
    expect(shown.sort()).toEqual(["ana", "large", "middle"]);
});

test("two views of one picture take one slot, at the larger size", () => {
    const slots = assignSlots(new Map(), [wanted("ana", 86), wanted("ana", 960)], MIDS);
    expect(slots.size).toBe(1);
    expect([...slots.values()][0]?.width).toBe(960);
});

test("what is out of sight is taken back, and what did not change is not asked again", () => {
    const before = assignSlots(new Map(), [wanted("ana", 640), wanted("ben", 640)], MIDS);
    const next = assignSlots(before, [wanted("ana", 641)], MIDS);
    const wishes = changedWishes(before, next);
    expect(wishes.filter((wish) => wish.person === null)).toHaveLength(1);
    const bySteps = assignSlots(next, [wanted("ana", 650)], MIDS);
    expect(changedWishes(next, bySteps)).toEqual([]);
});

test("a new connection names every slot, the empty ones too", () => {
    const slots = assignSlots(new Map(), [wanted("ana", 640)], MIDS);
    const wishes = allWishes(slots, MIDS);
    expect(wishes.map((wish) => wish.mid)).toEqual(MIDS);
    expect(wishes.filter((wish) => wish.person === null)).toHaveLength(2);
});
