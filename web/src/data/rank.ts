// Ranks of cards: texts in the order of bytes, with room between any two. The server decides; this
// guesses what it will say, so that a moved card stands there at once.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A rank after one and before another; `null` is the beginning, or the end. */
export function rankBetween(after: string | null, before: string | null): string {
    const low = after ?? "";
    let high = before;
    let rank = "";
    for (let place = 0; ; place += 1) {
        const least = Math.max(0, DIGITS.indexOf(low.charAt(place) || "0"));
        const most = high === null ? DIGITS.length : DIGITS.indexOf(high.charAt(place) || "0");
        if (least + 1 < most) return rank + DIGITS.charAt(Math.floor((least + most) / 2));
        rank += DIGITS.charAt(least);
        // Once below the upper one, only the lower one bounds what follows.
        if (least !== most) high = null;
    }
}

/** Which of two ranks stands first: -1, 0 or 1. */
export function compareRanks(a: string, b: string): -1 | 0 | 1 {
    if (a === b) return 0;
    return a < b ? -1 : 1;
}
