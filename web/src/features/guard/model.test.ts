// The guard says where it is what time for them, and names each way on both clocks.
import { expect, test } from "vitest";
import type { CallGuard, Person, PersonId } from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { guardView } from "./model";

const NOW = Date.parse("2026-11-20T13:40:00Z");
const mira = "per_1" as PersonId;
const ana = "per_2" as PersonId;

function person(id: PersonId, name: string, time_zone: string): Person {
    return {
        id,
        name,
        role: "member",
        time_zone,
        place: "",
        joined_at: "2026-11-01T00:00:00Z",
        disabled_at: null,
        version: 1,
    };
}

const people = [person(mira, "Mira", "Europe/Berlin"), person(ana, "Ana Mori", "Asia/Tokyo")];
const data: Data = { ...EMPTY, me: mira, people: new Map(people.map((one) => [one.id, one])) };

const guard: CallGuard = {
    person: ana,
    state: "off",
    reason: { why: "outside_working_hours", assumed: false },
    until: "2026-11-23T00:00:00Z",
    utc_offset_seconds: 32_400,
    told_at: "2026-11-23T00:00:00Z",
    slots: [{ from: "2026-11-23T08:00:00Z", until: "2026-11-23T08:15:00Z" }],
    budget: { per_week: 3, spent: 1, resets_at: "2026-11-22T23:00:00Z" },
};

test("their local time, why, and until when", () => {
    const view = guardView(data, guard, NOW);
    expect(view.state).toBe(
        "It is 22:40 for Ana in Tokyo. Ana is outside working hours, until Mon 09:00 there.",
    );
    expect(view.told).toBe("They are told Mon 09:00 for Ana, Mon 01:00 for you.");
    expect(view.slots).toEqual([
        {
            label: "Mon 09:00 to 09:15",
            there: "Mon 17:00 for Ana",
            suggestion: "Shall we talk Mon 09:00, Mon 17:00 for Ana?",
        },
    ]);
    expect(view.budget).toBe("2 of 3 left this week; all are back Mon 00:00.");
});

test("what is not there is not promised", () => {
    const none = { ...guard, told_at: null, slots: [], until: null };
    const view = guardView(data, { ...none, budget: { ...guard.budget, spent: 3 } }, NOW);
    expect(view.canTell).toBe(false);
    expect(view.slots).toEqual([]);
    expect(view.spent).toBe(true);
    expect(view.state).toBe("It is 22:40 for Ana in Tokyo. Ana is outside working hours.");
});
