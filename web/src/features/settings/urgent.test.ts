import { describe, expect, it } from "vitest";
import type { MessageId, PersonId, Urgent } from "../../data/model";
import { EMPTY } from "../../data/state";
import { costOf, tally, urgentRow } from "./urgent";

const NOW = Date.parse("2026-11-20T13:40:00Z");

function urgent(verdicts: [urgent: boolean, at: string][], part: Partial<Urgent> = {}): Urgent {
    return {
        message: "msg_1" as MessageId,
        sender: "per_a" as PersonId,
        reason: "The technician leaves at 15:30.",
        at: "2026-11-13T12:00:00Z",
        free: false,
        asked: [],
        confirmed_by: null,
        verdicts_until: "2026-11-20T12:00:00Z",
        verdicts: verdicts.map(([one, at], index) => ({
            person: `per_${index}` as PersonId,
            urgent: one,
            at,
        })),
        ...part,
    };
}

const IN_TIME = "2026-11-16T12:00:00Z";

describe("what an urgent message cost", () => {
    it("is one, and two if most who said so in time say no", () => {
        expect(costOf(urgent([]), NOW)).toBe(1);
        const most: [boolean, string][] = [
            [false, IN_TIME],
            [false, IN_TIME],
            [true, IN_TIME],
        ];
        expect(costOf(urgent(most), NOW)).toBe(2);
        expect(costOf(urgent(most.slice(1)), NOW)).toBe(1);
    });

    it("is not doubled before the time to say so is over, nor by who is late", () => {
        const open = urgent([[false, IN_TIME]], { verdicts_until: "2026-11-21T12:00:00Z" });
        expect(costOf(open, NOW)).toBe(1);
        const late = urgent([[false, "2026-11-20T12:30:00Z"]]);
        expect(tally(late)).toEqual({ yes: 0, no: 0 });
        expect(costOf(late, NOW)).toBe(1);
    });

    it("is nothing for who is on duty or was confirmed", () => {
        const free = urgent([[false, IN_TIME]], { free: true });
        expect(costOf(free, NOW)).toBe(0);
        expect(urgentRow(EMPTY, free, NOW).cost).toBe("cost nothing: on duty");
    });

    it("is said with what recipients said", () => {
        const row = urgentRow(EMPTY, urgent([[true, IN_TIME]]), NOW);
        expect([row.cost, row.verdicts]).toEqual(["cost 1 of the week", "urgent: 1 yes, 0 no"]);
    });
});
