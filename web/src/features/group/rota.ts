// Turns of duty: who has them when, with what others took over.
import type { PersonId, Rota } from "../../data/model";
import { addDays, instantAt } from "../../text/dates";
import { dayKey, fullTime } from "../../text/time";

const DAY_MS = 24 * 3_600_000;

/** One stretch of duty. */
export interface Turn {
    person: PersonId;
    fromMs: number;
    untilMs: number;
    /** Whose turn it was, if somebody else took it over. */
    planned: PersonId | null;
}

/** The local hand-over at which a turn begins. */
function handOver(rota: Rota, turn: number): number {
    return instantAt(addDays(rota.first, turn * rota.days), rota.hand_over, rota.time_zone);
}

/** The number of the turn at an instant; negative before the first hand-over. */
function turnAt(rota: Rota, atMs: number): number {
    const passed = Date.parse(dayKey(atMs, rota.time_zone)) - Date.parse(rota.first);
    const guess = Math.floor(passed / DAY_MS / rota.days);
    return atMs < handOver(rota, guess) ? guess - 1 : guess;
}

/** Who has a turn by the order alone. */
function planned(rota: Rota, turn: number): PersonId | undefined {
    return rota.order[turn % rota.order.length];
}

/** One turn as its parts: what was taken over, and what is left of it. */
function partsOf(rota: Rota, turn: number): Turn[] {
    const owner = planned(rota, turn);
    if (!owner) return [];
    const fromMs = handOver(rota, turn);
    const untilMs = handOver(rota, turn + 1);
    const swaps = rota.swaps.map((swap) => ({
        person: swap.person,
        fromMs: Date.parse(swap.from),
        untilMs: Date.parse(swap.until),
    }));
    const cuts = swaps
        .flatMap((swap) => [swap.fromMs, swap.untilMs])
        .filter((at) => fromMs < at && at < untilMs);
    const bounds = [...new Set([fromMs, ...cuts, untilMs])].sort((a, b) => a - b);
    return bounds.slice(0, -1).map((begins, index) => {
        // Of several that overlap the last one counts.
        const swap = swaps.findLast((one) => one.fromMs <= begins && begins < one.untilMs);
        return {
            person: swap?.person ?? owner,
            fromMs: begins,
            untilMs: bounds[index + 1] ?? untilMs,
            planned: swap && swap.person !== owner ? owner : null,
        };
    });
}

/** The turns from an instant on, the one that goes on then first. */
export function turnsOf(rota: Rota, fromMs: number, count: number): Turn[] {
    if (rota.order.length === 0 || rota.days < 1) return [];
    const turns: Turn[] = [];
    const first = Math.max(0, turnAt(rota, fromMs));
    for (let turn = first; turns.length < count && turn < first + count; turn += 1) {
        turns.push(...partsOf(rota, turn).filter((part) => fromMs < part.untilMs));
    }
    return turns.slice(0, count);
}

/** The stretch of duty that goes on; `null` before the first hand-over. */
export function dutyAt(rota: Rota, atMs: number): Turn | null {
    const [turn] = turnsOf(rota, atMs, 1);
    return turn && turn.fromMs <= atMs ? turn : null;
}

/** The rota with a turn taken over; what is over is left out. */
export function withSwap(
    rota: Rota,
    swap: { fromMs: number; untilMs: number; person: PersonId },
    nowMs: number,
): Rota {
    const open = rota.swaps.filter((one) => nowMs < Date.parse(one.until));
    const added = {
        from: new Date(swap.fromMs).toISOString(),
        until: new Date(swap.untilMs).toISOString(),
        person: swap.person,
    };
    return { ...rota, swaps: [...open, added] };
}

/** "23 Nov 2026, 09:00 – 30 Nov 2026, 09:00", on the reader's clock. */
export function turnWords(turn: Pick<Turn, "fromMs" | "untilMs">, zone: string): string {
    return `${fullTime(turn.fromMs, zone)} – ${fullTime(turn.untilMs, zone)}`;
}
