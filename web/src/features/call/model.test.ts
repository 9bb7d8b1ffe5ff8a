import { expect, test } from "vitest";
import type { PersonId } from "../../data/model";
import { arrange, gridColumns, huddleWords, mainSpeaker, type Tile, timerWords } from "./model";

/** Ids are strings on the wire. */
function id(name: string): PersonId {
    return JSON.parse(JSON.stringify(`per_${name}`));
}

function tile(name: string, change: Partial<Tile> = {}): Tile {
    return {
        key: `${name} ${change.source ?? "camera"}`,
        person: id(name),
        source: "camera",
        name,
        fullName: name,
        label: name,
        self: false,
        camera: true,
        muted: false,
        speaking: false,
        away: false,
        paused: false,
        weak: false,
        tone: 0,
        ...change,
    };
}

const me = tile("me", { self: true });
const wish = { layout: "auto" as const, pinned: null, speaker: null };

function crowd(count: number): Tile[] {
    return [...Array.from({ length: count }, (_, index) => tile(`p${index}`)), me];
}

test("the timer counts whole seconds and never below nothing", () => {
    expect(timerWords(0, 408_900)).toBe("6:48");
    expect(timerWords(0, 3_723_000)).toBe("1:02:03");
    expect(timerWords(10_000, 9_000)).toBe("0:00");
});

test("a huddle counts down, then up: nobody is cut off", () => {
    expect(huddleWords(300_000, 0)).toBe("5:00 left");
    expect(huddleWords(300_000, 299_500)).toBe("0:01 left");
    expect(huddleWords(300_000, 300_000)).toBe("0:00 over");
    expect(huddleWords(300_000, 372_000)).toBe("1:12 over");
});

test("alone one sees oneself, with one other they are large", () => {
    expect(arrange([me], wish)).toEqual({ kind: "duo", big: me, corner: null });
    const [other] = crowd(1);
    expect(arrange(crowd(1), wish)).toEqual({ kind: "duo", big: other, corner: me });
    expect(arrange([], wish)).toBeNull();
});

test("three and four stand alike, from five on the speaker is large", () => {
    expect(arrange(crowd(2), wish)?.kind).toBe("grid");
    expect(arrange(crowd(3), wish)?.kind).toBe("grid");
    const many = arrange(crowd(24), { ...wish, speaker: id("p7") });
    expect(many?.kind).toBe("speaker");
    if (many?.kind === "speaker") {
        expect(many.big.name).toBe("p7");
        expect(many.small).toHaveLength(24);
    }
});

test("a shared screen goes before the speaker, a pinned tile before both", () => {
    const screen = tile("p1", { source: "screen" });
    const tiles = [screen, ...crowd(2)];
    const shared = arrange(tiles, { ...wish, speaker: id("p0") });
    expect(shared?.kind === "speaker" && shared.big).toEqual(screen);
    const pinned = arrange(tiles, { ...wish, pinned: "p0 camera" });
    expect(pinned?.kind === "speaker" && pinned.big.key).toBe("p0 camera");
});

test("the large picture stays with the last speaker in a pause, and never shows oneself", () => {
    expect(mainSpeaker(null, [id("me"), id("ana")], id("me"))).toBe(id("ana"));
    expect(mainSpeaker(id("ana"), [], id("me"))).toBe(id("ana"));
    expect(mainSpeaker(id("ana"), [id("me")], id("me"))).toBe(id("ana"));
});

test("the grid has the columns that make its tiles largest", () => {
    expect(gridColumns(1, 1_600, 900, 12)).toBe(1);
    expect(gridColumns(4, 1_600, 900, 12)).toBe(2);
    expect(gridColumns(3, 366, 600, 8)).toBe(1);
    expect(gridColumns(25, 1_600, 900, 12)).toBe(5);
    for (let count = 1; count <= 25; count += 1) {
        const columns = gridColumns(count, 1_000, 700, 12);
        expect(columns * Math.ceil(count / columns)).toBeGreaterThanOrEqual(count);
    }
});
