// What keys and speeds do to a player.

/** Speeds at which something can be played. */
export const SPEEDS = [1, 1.25, 1.5, 1.75, 2] as const;

/** Seconds that the arrow keys move by. */
const STEP_S = 5;

/** What a key does to a player: where it moves to, or whether it plays. */
export function keyTurn(
    key: string,
    at: number,
    length: number,
): { seek: number } | { toggle: true } | null {
    switch (key) {
        case " ":
        case "k":
            return { toggle: true };
        case "ArrowLeft":
            return { seek: Math.max(0, at - STEP_S) };
        case "ArrowRight":
            return { seek: Math.min(length, at + STEP_S) };
        case "Home":
            return { seek: 0 };
        case "End":
            return { seek: length };
        default:
            return null;
    }
}
