// The time as the views see it: it moves in steps, so that nothing renders more often than it must.

/** How often views look at the clock, in milliseconds. Due times count in minutes. */
const STEP_MS = 10_000;

let nowMs = Date.now();
const listeners = new Set<() => void>();

/** The time of this device, as of the last step. */
export function clockNowMs(): number {
    return nowMs;
}

/** Calls `listener` at each step while the page is open. */
export function subscribeClock(listener: () => void): () => void {
    if (listeners.size === 0) tick();
    listeners.add(listener);
    return () => listeners.delete(listener);
}

/** Moves the clock to now, for example when something came in. */
export function tick(): void {
    nowMs = Date.now();
    for (const listener of listeners) listener();
}

if (typeof window !== "undefined") {
    setInterval(tick, STEP_MS);
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible") tick();
    });
}
