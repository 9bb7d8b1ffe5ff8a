// What the urgent dialog promises.
import { expect, test } from "vitest";
import type {
    Availability,
    Group,
    GroupId,
    MessagePreview,
    Person,
    PersonId,
    UrgentBudget,
} from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { nextRung, urgentBody, urgentView } from "./urgent";

const NOW = Date.parse("2026-11-20T13:40:00Z");
const [mira, ana, ben, luis, ruth] = ["per_1", "per_2", "per_3", "per_4", "per_5"].map(
    (id) => id as PersonId,
) as [PersonId, PersonId, PersonId, PersonId, PersonId];

function person(id: PersonId, name: string, time_zone = "Europe/Berlin"): Person {
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

const said: Availability = {
    person: ana,
    weekly: null,
    time_off: [
        {
            id: "off_1" as Availability["time_off"][number]["id"],
            from: "2026-11-20T00:00:00Z",
            until: "2026-11-25T00:00:00Z",
            note: "holiday",
            deputy: luis,
        },
    ],
    focus: [],
    do_not_disturb_until: null,
    deputies: [ben],
    off_hours_rings: false,
    places: { weekly: [], dates: [] },
    region: "",
    version: 1,
};

const firmware: Group = {
    id: "grp_1" as GroupId,
    name: "Firmware",
    purpose: "",
    members: [ana, ruth, ben],
    rota: {
        time_zone: "Europe/Berlin",
        first: "2026-11-16",
        hand_over: 540,
        days: 7,
        order: [ruth, ben],
        swaps: [],
    },
    created_at: "2026-11-01T00:00:00Z",
    archived_at: null,
    version: 1,
};

const data: Data = {
    ...EMPTY,
    me: mira,
    people: new Map(
        [
            person(mira, "Mira"),
            person(ana, "Ana Sato", "Asia/Tokyo"),
            person(ben, "Ben"),
            person(luis, "Luis"),
            person(ruth, "Ruth"),
        ].map((one) => [one.id, one]),
    ),
    availability: new Map([[ana, said]]),
    groups: new Map([[firmware.id, firmware]]),
};

const budget: UrgentBudget = { per_week: 3, spent: 1, resets_at: "2026-11-22T23:00:00Z" };

const preview: MessagePreview = {
    recipients: [
        {
            person: ana,
            asked: true,
            group: null,
            delivery: "break_through",
            told_at: "2026-11-20T13:40:00Z",
            reason: { because: "urgent" },
            due_at: null,
            due_reason: null,
            utc_offset_seconds: 32_400,
        },
    ],
    others: 0,
    expectation: "now",
    budget,
    advice: null,
    // Mira is on duty elsewhere: of no group that Ana is in.
    on_duty: [mira, ruth],
};

test("deputies come before those on duty, each once, whoever stands in now first", () => {
    expect(nextRung(data, preview, NOW)).toEqual([luis, ben, ruth]);
    const later = Date.parse("2026-11-26T00:00:00Z");
    expect(nextRung(data, preview, later)).toEqual([ben, ruth]);
});

test("the dialog names who is pierced, who is rung next, and what is left", () => {
    const view = urgentView(data, preview, budget, NOW);
    expect(view.people).toEqual([{ id: ana, name: "Ana Sato", line: "22:40 there, available" }]);
    expect(view.steps[2]).toContain("Luis, Ben and Ruth");
    expect(view.budget).toBe("2 of 3 left this week; all are back Mon 00:00.");
    expect(view.spent).toBe(false);
    expect(urgentView(data, preview, { ...budget, spent: 4 }, NOW).spent).toBe(true);
});

test("a second member is asked only when nothing is left", () => {
    expect(urgentBody(" fire ", false, "confirm")).toEqual({ reason: "fire" });
    expect(urgentBody("fire", true, "duty")).toEqual({ reason: "fire" });
    expect(urgentBody("fire", true, "confirm")).toEqual({ reason: "fire", ask_confirmation: true });
});
