// Waits for the server on fresh sockets, one after another: browsers open one at a time to a server
// (RFC 6455, 4.1), so that a try that hangs must be given up before the next, and one that is merely slow
// must not.

/** How long the first try may take until the server greets, in milliseconds. */
const TRY_MS = 2_000;

/**
 * The longest that a try may take, in milliseconds: a page or a network for which it is too little has no
 * use of a call, and a path that is back without a word from the browser is found within it.
 */
const TRY_MS_MAX = 8_000;

/** How far the try has come that is on its way; `none` where it has failed. */
export type TryState = "none" | "opening" | "open";

/** The socket as far as it concerns who waits for it. */
export interface Line {
    /** Begins a try; the one before is given up. */
    renew: () => void;
    state: () => TryState;
    /** Calls `listener` when the server greets on a fresh socket; returns how to stop it. */
    onGreeted: (listener: () => void) => () => void;
    /** Calls `listener` when the browser says that there is a network again; returns how to stop it. */
    onNetwork: (listener: () => void) => () => void;
}

/**
 * Tries until the server greets, or `over`.
 *
 * A try that hung gets the next one twice its time. One that failed by itself says nothing of how long a
 * try takes, and with a new network everything begins anew. A socket that opened is given the time of a
 * try once more: its greeting is on the way.
 */
export async function reach(line: Line, over: () => boolean): Promise<void> {
    let tryMs = TRY_MS;
    while (!over()) {
        line.renew();
        let end = await wait(line, tryMs);
        if (end === "late" && line.state() === "open" && !over()) end = await wait(line, tryMs);
        if (end === "greeted") return;
        const hung = end === "late" && line.state() !== "none";
        tryMs = hung ? Math.min(2 * tryMs, TRY_MS_MAX) : TRY_MS;
    }
}

/** What comes first: the greeting, another network, or the end of the time. */
function wait(line: Line, ms: number): Promise<"greeted" | "network" | "late"> {
    return new Promise((resolve) => {
        const end = (what: "greeted" | "network" | "late") => {
            clearTimeout(timer);
            stopGreeting();
            stopNetwork();
            resolve(what);
        };
        const timer = setTimeout(() => end("late"), ms);
        const stopGreeting = line.onGreeted(() => end("greeted"));
        const stopNetwork = line.onNetwork(() => end("network"));
    });
}
