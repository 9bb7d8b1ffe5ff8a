import { describe, expect, it } from "vitest";
import type { PersonId, Rota } from "../../data/model";
import { dutyAt, turnsOf, withSwap } from "./rota";

const [ana, ben, cem] = ["per_ana", "per_ben", "per_cem"] as PersonId[] as [
    PersonId,
    PersonId,
    PersonId,
];

/** Weeks from Monday 9 November 2026, handed over at 09:00 in Berlin. */
function rota(part: Partial<Rota> = {}): Rota {
    return {
        time_zone: "Europe/Berlin",
        first: "2026-11-09",
        hand_over: 9 * 60,
        days: 7,
        order: [ana, ben, cem],
        swaps: [],
        ...part,
    };
}

function ms(at: string): number {
    return Date.parse(at);
}

function brief(turns: ReturnType<typeof turnsOf>): string[] {
    return turns.map((turn) => {
        const from = new Date(turn.fromMs).toISOString().slice(0, 16);
        const until = new Date(turn.untilMs).toISOString().slice(0, 16);
        const instead = turn.planned ? ` for ${turn.planned}` : "";
        return `${turn.person}${instead} ${from} ${until}`;
    });
}

describe("turns", () => {
    it("go around in their order from the first hand-over on", () => {
        expect(brief(turnsOf(rota(), ms("2026-11-20T13:40:00Z"), 3))).toEqual([
            "per_ben 2026-11-16T08:00 2026-11-23T08:00",
            "per_cem 2026-11-23T08:00 2026-11-30T08:00",
            "per_ana 2026-11-30T08:00 2026-12-07T08:00",
        ]);
    });

    it("change at the minute of the hand-over", () => {
        expect(dutyAt(rota(), ms("2026-11-16T07:59:59Z"))?.person).toBe(ana);
        expect(dutyAt(rota(), ms("2026-11-16T08:00:00Z"))?.person).toBe(ben);
    });

    it("are nobody's before the first hand-over, and nobody's without an order", () => {
        expect(dutyAt(rota(), ms("2026-11-09T07:59:00Z"))).toBeNull();
        expect(turnsOf(rota({ order: [] }), ms("2026-11-20T13:40:00Z"), 3)).toEqual([]);
    });

    it("keep their local time when the clock changes", () => {
        const days = rota({ first: "2026-10-24", days: 1 });
        expect(brief(turnsOf(days, ms("2026-10-24T12:00:00Z"), 2))).toEqual([
            "per_ana 2026-10-24T07:00 2026-10-25T08:00",
            "per_ben 2026-10-25T08:00 2026-10-26T08:00",
        ]);
    });

    it("are interrupted by what somebody took over", () => {
        const swap = { fromMs: ms("2026-11-18T08:00:00Z"), untilMs: ms("2026-11-19T08:00:00Z") };
        const swapped = withSwap(rota(), { ...swap, person: ana }, ms("2026-11-16T10:00:00Z"));
        expect(brief(turnsOf(swapped, ms("2026-11-16T10:00:00Z"), 3))).toEqual([
            "per_ben 2026-11-16T08:00 2026-11-18T08:00",
            "per_ana for per_ben 2026-11-18T08:00 2026-11-19T08:00",
            "per_ben 2026-11-19T08:00 2026-11-23T08:00",
        ]);
        expect(dutyAt(swapped, ms("2026-11-18T12:00:00Z"))?.person).toBe(ana);
    });

    it("forget what was taken over long ago", () => {
        const old = { from: "2026-11-10T08:00:00Z", until: "2026-11-11T08:00:00Z", person: cem };
        const next = withSwap(
            rota({ swaps: [old] }),
            { fromMs: 0, untilMs: 1, person: ben },
            ms("2026-11-20T00:00:00Z"),
        );
        expect(next.swaps.map((swap) => swap.person)).toEqual([ben]);
    });
});
