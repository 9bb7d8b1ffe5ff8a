// Whether the path of a call still carries: told from how much came and went, a few times a second.

/** How often to look, in milliseconds. */
export const LOOK_MS = 250;

/** Nothing for this long where something came all the time: the server is asked whether it is there. */
const ASK_MS = 700;

/** Nothing for this long while this page sends, which is always answered: the path is broken. */
const BROKEN_MS = 1_000;

/** In so many looks in a row something must have come before its absence means anything. */
const STEADY_LOOKS = 8;

/** Looks in a row that find nothing: more than one is a pause. */
const PAUSE_LOOKS = 2;

/** Packets since the last look that make a page one that sends. */
const SENDS_PACKETS = 3;

/** Packets of a connection so far. */
export interface Counts {
    readonly received: number;
    readonly sent: number;
}

/** `fine`; `ask` whether the server is there; or `broken`. */
export type Verdict = "fine" | "ask" | "broken";

/**
 * Looks at one connection. Times are milliseconds of any clock that goes on; what is usual is counted in
 * looks, since a busy page looks less often.
 */
export class PathWatch {
    #counts: Counts = { received: 0, sent: 0 };
    #heardMs: number;
    /** Looks in a row that found something, and that found nothing since. */
    #came = 0;
    #missed = 0;
    #asked = false;

    constructor(nowMs: number) {
        this.#heardMs = nowMs;
    }

    /** Takes what a look found. Says `ask` once in each silence. */
    look(counts: Counts, nowMs: number): Verdict {
        const before = this.#counts;
        this.#counts = counts;
        if (before.received < counts.received) {
            this.#came = this.#missed < PAUSE_LOOKS ? this.#came + 1 : 1;
            this.#missed = 0;
            this.#heardMs = nowMs;
            this.#asked = false;
            return "fine";
        }
        this.#missed += 1;
        if (this.#came < STEADY_LOOKS || this.#missed < PAUSE_LOOKS) return "fine";
        const silentMs = nowMs - this.#heardMs;
        const sends = before.sent + SENDS_PACKETS <= counts.sent;
        if (sends && BROKEN_MS <= silentMs) return "broken";
        if (this.#asked || silentMs < ASK_MS) return "fine";
        this.#asked = true;
        return "ask";
    }

    /** Begins anew: what came before the path was repaired says nothing of it. */
    renew(nowMs: number): void {
        this.#heardMs = nowMs;
        this.#came = 0;
        this.#missed = 0;
        this.#asked = false;
    }
}
