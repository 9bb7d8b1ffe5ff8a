import { expect, test } from "vitest";
import { PathWatch, type Verdict } from "./liveWatch";

/** Looks every 250 ms; each step says how many packets came and went since the last. */
function verdicts(...steps: [received: number, sent: number, times: number][]): Verdict[] {
    const watch = new PathWatch(0);
    const counts = { received: 0, sent: 0 };
    const found: Verdict[] = [];
    let nowMs = 0;
    for (const [received, sent, times] of steps) {
        for (let time = 0; time < times; time += 1) {
            nowMs += 250;
            counts.received += received;
            counts.sent += sent;
            found.push(watch.look({ ...counts }, nowMs));
        }
    }
    return found;
}

test("a path that carries is fine, and so is one that never carried anything", () => {
    expect(new Set(verdicts([12, 12, 40]))).toEqual(new Set(["fine"]));
    expect(new Set(verdicts([0, 12, 40]))).toEqual(new Set(["fine"]));
});

test("silence where something always came is asked about once, then broken while this page sends", () => {
    const found = verdicts([12, 12, 20], [0, 12, 5]).slice(20);
    expect(found).toEqual(["fine", "fine", "ask", "broken", "broken"]);
});

test("who only listens asks once in a pause of the talk, and never calls it broken", () => {
    const found = verdicts([12, 0, 20], [0, 0, 12], [12, 0, 20], [0, 0, 12]);
    expect(found.filter((verdict) => verdict === "ask")).toHaveLength(2);
    expect(found).not.toContain("broken");
});

test("what comes now and then is not missed when it does not", () => {
    const steps: [number, number, number][] = [];
    for (let round = 0; round < 10; round += 1) steps.push([1, 12, 1], [0, 12, 3]);
    expect(new Set(verdicts(...steps))).toEqual(new Set(["fine"]));
});

test("a repaired path is not measured by the one before", () => {
    const watch = new PathWatch(0);
    for (let nowMs = 0; nowMs <= 4_000; nowMs += 250) {
        watch.look({ received: nowMs, sent: nowMs }, nowMs);
    }
    watch.renew(4_000);
    expect(watch.look({ received: 4_000, sent: 6_000 }, 6_000)).toBe("fine");
});
