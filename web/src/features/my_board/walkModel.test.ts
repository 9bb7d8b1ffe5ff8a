// The weekly walk: it goes past what is gone, and ends with what came of it.
import { expect, test } from "vitest";
import type { TaskId, WalkStep } from "../../data/model";
import { clockWords, nextPlace, type Outcome, WALK_MS, walkEnd } from "./walkModel";

function step(id: string): WalkStep {
    return { of: "task", task: id as TaskId, why: "inbox", slow: null };
}

const steps = ["tsk_a", "tsk_b", "tsk_c"].map(step);

test("what is gone meanwhile is passed over, both ways", () => {
    const stands = (key: string) => key !== "tsk_b";
    expect(nextPlace(steps, -1, 1, stands)).toBe(0);
    expect(nextPlace(steps, 0, 1, stands)).toBe(2);
    expect(nextPlace(steps, 2, 1, stands)).toBe(3);
    expect(nextPlace(steps, 2, -1, stands)).toBe(0);
    // Nothing stands before the first.
    expect(nextPlace(steps, 0, -1, stands)).toBe(0);
});

test("the end counts what came of it", () => {
    const outcomes = new Map<string, Outcome>([
        ["a", "step"],
        ["b", "step"],
        ["c", "kept"],
        ["d", "done"],
    ]);
    const end = walkEnd(outcomes, 221_000, 0);
    expect(end.line).toBe("You went through 4 things in 3:41. Nothing is forgotten.");
    expect(walkEnd(outcomes, 221_000, 3).line).toContain("3 more are there next time");
    expect(end.counts).toEqual(["2 next steps", "1 done", "1 left as it is"]);
});

test("the clock runs down and then presses nobody", () => {
    expect(clockWords(0)).toBe("5:00 left");
    expect(clockWords(WALK_MS - 9_000)).toBe("0:09 left");
    expect(clockWords(WALK_MS + 1)).toContain("take what you need");
});
