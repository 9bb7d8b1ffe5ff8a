import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Line, reach, type TryState } from "./liveReach";

/** What becomes of a try, in milliseconds since it began; it hangs where nothing is said. */
interface Fate {
    opensMs?: number;
    greetsMs?: number;
    failsMs?: number;
}

/** A socket whose tries have the fates that `fate` says for when they begin. */
class FakeLine implements Line {
    /** When the tries began. */
    readonly began: number[] = [];
    readonly #fate: (nowMs: number) => Fate;
    readonly #greeted = new Set<() => void>();
    readonly #network = new Set<() => void>();
    #state: TryState = "none";
    #timers: ReturnType<typeof setTimeout>[] = [];

    constructor(fate: (nowMs: number) => Fate) {
        this.#fate = fate;
    }

    renew() {
        for (const timer of this.#timers) clearTimeout(timer);
        const nowMs = Date.now();
        this.began.push(nowMs);
        this.#state = "opening";
        const { opensMs, greetsMs, failsMs } = this.#fate(nowMs);
        this.#timers = [
            this.#later(opensMs, () => {
                this.#state = "open";
            }),
            this.#later(greetsMs, () => {
                for (const listener of this.#greeted) listener();
            }),
            this.#later(failsMs, () => {
                this.#state = "none";
            }),
        ].flat();
    }

    state() {
        return this.#state;
    }

    onGreeted(listener: () => void) {
        this.#greeted.add(listener);
        return () => this.#greeted.delete(listener);
    }

    onNetwork(listener: () => void) {
        this.#network.add(listener);
        return () => this.#network.delete(listener);
    }

    /** The browser says that there is a network again. */
    tellNetwork() {
        for (const listener of this.#network) listener();
    }

    /** Who still listens. */
    get listeners() {
        return this.#greeted.size + this.#network.size;
    }

    #later(ms: number | undefined, act: () => void) {
        return ms === undefined ? [] : [setTimeout(act, ms)];
    }
}

/** Reaches for as long as it takes, a minute at most; when it did. */
async function reached(line: FakeLine, over = () => false): Promise<number | null> {
    let atMs: number | null = null;
    void reach(line, over).then(() => {
        atMs = Date.now();
    });
    for (let steps = 0; steps < 600 && atMs === null; steps += 1) {
        await vi.advanceTimersByTimeAsync(100);
    }
    return atMs;
}

beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
    vi.useRealTimers();
});

describe("waiting for the server on fresh sockets", () => {
    it("ends with the greeting, and listens no more", async () => {
        const line = new FakeLine(() => ({ opensMs: 100, greetsMs: 200 }));
        expect(await reached(line)).toBe(200);
        expect(line.began).toEqual([0]);
        expect(line.listeners).toBe(0);
    });

    it("gets through where opening a socket takes longer than the first try", async () => {
        const line = new FakeLine(() => ({ opensMs: 5_000, greetsMs: 5_500 }));
        expect(await reached(line)).toBe(2_000 + 4_000 + 5_500);
        expect(line.began).toEqual([0, 2_000, 6_000]);
    });

    it("does not give up a socket that opened and will be greeted", async () => {
        const line = new FakeLine(() => ({ opensMs: 1_500, greetsMs: 3_500 }));
        expect(await reached(line)).toBe(3_500);
        expect(line.began).toEqual([0]);
    });

    it("gives up one that opened and is never greeted", async () => {
        const line = new FakeLine((nowMs) =>
            nowMs === 0 ? { opensMs: 1_500 } : { opensMs: 100, greetsMs: 200 },
        );
        expect(await reached(line)).toBe(4_200);
    });

    it("tries again after two seconds where the first one hangs in a network that is gone", async () => {
        const line = new FakeLine((nowMs) => (nowMs < 1_000 ? {} : { opensMs: 50, greetsMs: 100 }));
        expect(await reached(line)).toBe(2_100);
    });

    it("tries at least every eight seconds", async () => {
        const line = new FakeLine((nowMs) =>
            nowMs < 30_000 ? {} : { opensMs: 50, greetsMs: 100 },
        );
        expect(await reached(line)).toBe(30_100);
        expect(line.began).toEqual([0, 2_000, 6_000, 14_000, 22_000, 30_000]);
    });

    it("tries every two seconds where tries fail by themselves, as while a server starts", async () => {
        const line = new FakeLine((nowMs) =>
            nowMs < 9_000 ? { failsMs: 5 } : { opensMs: 50, greetsMs: 100 },
        );
        expect(await reached(line)).toBe(10_100);
        expect(line.began).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000]);
    });

    it("begins anew at once when there is a network again", async () => {
        let up = false;
        const line = new FakeLine(() => (up ? { opensMs: 50, greetsMs: 100 } : {}));
        setTimeout(() => {
            up = true;
            line.tellNetwork();
        }, 16_500);
        expect(await reached(line)).toBe(16_600);
    });

    it("ends when nobody waits any more", async () => {
        const line = new FakeLine(() => ({}));
        expect(await reached(line, () => 3_000 < Date.now())).toBe(6_000);
        expect(line.began).toEqual([0, 2_000]);
    });
});
