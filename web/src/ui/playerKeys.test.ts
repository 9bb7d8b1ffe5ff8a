// The keys of a player, tested without a browser.
import { expect, test } from "vitest";
import { keyTurn } from "./playerKeys";

test("keys move within what is played and no further", () => {
    expect(keyTurn("ArrowLeft", 3, 100)).toEqual({ seek: 0 });
    expect(keyTurn("ArrowRight", 98, 100)).toEqual({ seek: 100 });
    expect(keyTurn(" ", 3, 100)).toEqual({ toggle: true });
    expect(keyTurn("x", 3, 100)).toBeNull();
});
