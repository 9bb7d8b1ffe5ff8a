import { expect, test } from "vitest";
import { type CallPhase, type CallTurn, nextPhase, retryAfterMs } from "./livePhase";

function after(...turns: CallTurn[]): CallPhase {
    return turns.reduce<CallPhase>(nextPhase, "idle");
}

test("a call begins, is lost and comes back", () => {
    expect(after("enter")).toBe("connecting");
    expect(after("enter", "connected")).toBe("live");
    expect(after("enter", "connected", "lost")).toBe("reconnecting");
    expect(after("enter", "connected", "lost", "connected")).toBe("live");
});

test("a page that is loaded again comes back into its call", () => {
    expect(after("resume")).toBe("reconnecting");
    expect(after("resume", "connected")).toBe("live");
});

test("a call that was taken over elsewhere stays so until it is taken back", () => {
    const moved: CallTurn[] = ["enter", "connected", "taken"];
    expect(after(...moved)).toBe("moved");
    expect(after(...moved, "lost")).toBe("moved");
    expect(after(...moved, "connected")).toBe("moved");
    expect(after(...moved, "enter", "connected")).toBe("live");
});

test("what is over is over, and nothing but entering begins", () => {
    expect(after("enter", "connected", "over")).toBe("idle");
    expect(after("connected")).toBe("idle");
    expect(after("lost")).toBe("idle");
});

test("the first try is at once, later ones wait longer and never for ever", () => {
    const waits = [0, 1, 2, 3, 4, 50].map(retryAfterMs);
    expect(waits[0]).toBe(0);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(waits.at(-1)).toBeLessThanOrEqual(5_000);
});
