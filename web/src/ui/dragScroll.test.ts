// How hard what is dragged pushes against the edges of what scrolls.
import { expect, test } from "vitest";
import { pushAt } from "./dragScroll";

test("nothing scrolls in the middle, and the more the nearer to an edge", () => {
    expect(pushAt(300, 0, 600)).toBe(0);
    expect(pushAt(72, 0, 600)).toBe(0);
    expect(pushAt(36, 0, 600)).toBe(-0.5);
    expect(pushAt(0, 0, 600)).toBe(-1);
    expect(pushAt(564, 0, 600)).toBe(0.5);
    expect(pushAt(600, 0, 600)).toBe(1);
});

test("beyond an edge it goes on at full speed, and far away not at all", () => {
    expect(pushAt(640, 0, 600)).toBe(1);
    expect(pushAt(700, 0, 600)).toBe(0);
    expect(pushAt(-40, 0, 600)).toBe(-1);
});

test("what is small has a middle, too", () => {
    expect(pushAt(50, 0, 100)).toBe(0);
    expect(pushAt(10, 0, 100)).toBe(-0.6);
});
