// The recorder's steps and clock, tested without a browser.
import { expect, test } from "vitest";
import {
    bars,
    CLIP_MS_MAX,
    clockView,
    isOver,
    obstacle,
    recordedMs,
    type Step,
    stepWords,
    turned,
} from "./model";
import "../../text/englishPages";

const READY: Step = { at: "ready" };

/** Turns at instants, one after the other. */
function played(...turns: [Parameters<typeof turned>[1], number][]): Step {
    return turns.reduce((step, [turn, at]) => turned(step, turn, at), READY);
}

test("pauses do not count, and the clock goes on after them", () => {
    const step = played(["record", 1_000], ["pause", 11_000], ["resume", 60_000]);
    expect(recordedMs(step, 65_000)).toBe(15_000);
    expect(turned(step, "stop", 65_000)).toEqual({ at: "review", lengthMs: 15_000 });
    const paused = played(["record", 0], ["pause", 4_000]);
    expect(recordedMs(paused, 1_000_000)).toBe(4_000);
    expect(turned(paused, "stop", 1_000_000)).toEqual({ at: "review", lengthMs: 4_000 });
});

test("what makes no sense changes nothing", () => {
    for (const turn of ["pause", "resume", "stop"] as const) {
        expect(turned(READY, turn, 5)).toBe(READY);
    }
    const running = played(["record", 0]);
    expect(turned(running, "record", 5_000)).toBe(running);
    expect(turned(running, "resume", 5_000)).toBe(running);
});

test("a slip of the finger is no clip, and a retake begins anew", () => {
    expect(played(["record", 0], ["stop", 200])).toEqual(READY);
    expect(played(["record", 0], ["stop", 9_000], ["retake", 9_500])).toEqual(READY);
});

test("the clock counts down, warns at the end, and stops there", () => {
    const step = played(["record", 0]);
    expect(clockView(step, 42_900)).toEqual({
        recorded: "0:42",
        left: "4:18 left",
        short: false,
        share: 42_900 / CLIP_MS_MAX,
    });
    expect(stepWords(step, 42_900)).toBe("Recording");
    expect(clockView(step, CLIP_MS_MAX - 30_000).short).toBe(true);
    expect(stepWords(step, CLIP_MS_MAX - 12_345)).toBe("Recording, less than 30 seconds left");
    expect(isOver(step, CLIP_MS_MAX - 1)).toBe(false);
    expect(isOver(step, CLIP_MS_MAX)).toBe(true);
    expect(turned(step, "stop", CLIP_MS_MAX + 700)).toEqual({
        at: "review",
        lengthMs: CLIP_MS_MAX,
    });
});

test("a voice wants a microphone, a camera clip a camera, a screen neither", () => {
    const none = { microphone: false, camera: false };
    expect(obstacle("voice", none)).toBe("microphone");
    expect(obstacle("camera", { ...none, microphone: true })).toBe("camera");
    expect(obstacle("camera", { ...none, camera: true })).toBeNull();
    expect(obstacle("screen", none)).toBeNull();
});

test("bars are as high as the voice is loud, and silence is still in sight", () => {
    expect(bars([0, 40, 80])).toEqual([0.06, 0.25, 1]);
    expect(bars([])).toEqual([]);
});
