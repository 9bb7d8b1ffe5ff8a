// The phases of being in a call, and what leads from one to the next.

/**
 * `idle`: in no call. `connecting`: for the first time. `live`: heard and seen. `reconnecting`: was
 * live, or the page was loaded again. `moved`: in the call from another place.
 */
export type CallPhase = "idle" | "connecting" | "live" | "reconnecting" | "moved";

export type CallTurn =
    /** The person starts, joins or takes the call back here. */
    | "enter"
    /** The page was loaded in mid-call. */
    | "resume"
    | "connected"
    /** The media connection, the socket or the server is gone. */
    | "lost"
    /** Another page of the same person took the call over. */
    | "taken"
    /** The person left, or the call is over. */
    | "over";

/** The phase after a turn; the same one where the turn means nothing. */
export function nextPhase(phase: CallPhase, turn: CallTurn): CallPhase {
    if (turn === "over") return "idle";
    switch (phase) {
        case "idle":
            if (turn === "enter") return "connecting";
            return turn === "resume" ? "reconnecting" : "idle";
        case "connecting":
        case "reconnecting":
            if (turn === "connected") return "live";
            return turn === "taken" ? "moved" : phase;
        case "live":
            if (turn === "lost") return "reconnecting";
            return turn === "taken" ? "moved" : phase;
        case "moved":
            return turn === "enter" ? "connecting" : "moved";
    }
}

/** Waits between tries to connect, in milliseconds; the last one repeats. The first try is at once. */
const RETRY_MS = [0, 300, 1_000, 2_000, 4_000];

/** How long to wait before try number `tries`, counted from 0. */
export function retryAfterMs(tries: number): number {
    return RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 0;
}
