// Every decision is explained in whole sentences, on the clock of whom it is about.
import { expect, test } from "vitest";
import type { Person, PersonId, WhyDelivery, WhyDue, WorkSpan } from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { weekWords, whyDeliveryView, whyDueView, whyOf } from "./model";

const ana = "per_1" as PersonId;
const mira = "per_2" as PersonId;

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

const people = [person(ana, "Ana Mori", "Asia/Tokyo"), person(mira, "Mira", "Europe/Berlin")];
const asAna: Data = { ...EMPTY, me: ana, people: new Map(people.map((one) => [one.id, one])) };
const asMira: Data = { ...asAna, me: mira };

const workdays = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
const week: WorkSpan[] = workdays.map((day) => ({ day, from: 540, until: 1050 }));

const known: WhyDelivery["known"] = {
    person: ana,
    time_zone: "Asia/Tokyo",
    utc_offset_seconds: 32_400,
    week,
    assumed: false,
    state: "off",
    state_reason: { why: "outside_working_hours", assumed: false },
    until: "2026-11-23T00:00:00Z",
};

const held: WhyDelivery = {
    delivery: "hold",
    until: "2026-11-23T00:00:00Z",
    reason: {
        because: "not_reachable",
        state: { why: "outside_working_hours", assumed: false },
    },
    rule: 4,
    decided_at: "2026-11-20T13:40:00Z",
    expectation: "today",
    known,
    alternatives: [
        {
            change: "sent_at",
            at: "2026-11-23T00:00:00Z",
            delivery: "notify",
            reason: { because: "asked_and_available" },
        },
        { change: "urgent", delivery: "break_through", reason: { because: "urgent" } },
    ],
};

test("a held message says until when, why, by which rule, and what would have changed it", () => {
    const view = whyDeliveryView(asAna, held);
    expect(view.decided).toBe("It was held for you until Mon 09:00.");
    expect(view.because).toBe(
        "You were outside working hours, so it waited for your next reachable minute.",
    );
    expect(view.rule.title).toBe("Rule 4: Delivery");
    expect(view.facts.map((fact) => fact.words)).toEqual([
        "Friday 22:40, Asia/Tokyo",
        "Mon–Fri 09:00–17:30",
        "Off until Mon 09:00: outside working hours",
        "Today",
    ]);
    expect(view.changes).toEqual([
        "Had it been sent Mon 09:00 or after: you would have been told at once.",
        "Had it been marked urgent, with a reason: it would have reached you at once.",
    ]);
});

test("every reason and every kind has its own sentence", () => {
    const reasons = [
        "asked_and_available",
        "direct_and_available",
        "answers_them_and_available",
        "followed_and_available",
        "asked_not_soon",
        "not_asked",
        "for_information",
        "muted",
        "notice_and_available",
        "in_audience",
        "urgent",
    ] as const;
    const words = reasons.map(
        (because) => whyDeliveryView(asAna, { ...held, reason: { because } }).because,
    );
    expect(new Set(words).size).toBe(reasons.length);
    const kinds = ["notify", "quiet", "digest", "break_through"] as const;
    const decided = kinds.map((delivery) => whyDeliveryView(asAna, { ...held, delivery }).decided);
    expect(new Set(decided).size).toBe(kinds.length);
    for (const line of [...words, ...decided]) expect(line).toMatch(/^[A-Z].+\.$/);
});

test("a due instant is told on both clocks to the one who asked", () => {
    const due: WhyDue = {
        due_at: "2026-11-23T08:00:00Z",
        reason: {
            rule: "working_time",
            minutes: 480,
            counted_from: "2026-11-23T00:00:00Z",
            assumed: false,
        },
        rule: 1,
        decided_at: "2026-11-20T13:40:00Z",
        expectation: "today",
        known,
    };
    expect(whyDueView(asMira, due).decided).toBe(
        "An answer is wanted by Mon 09:00, Mon 17:00 for Ana.",
    );
    expect(whyDueView(asAna, due).decided).toBe("An answer is wanted by Mon 17:00.");
    expect(whyDueView(asMira, due).because).toBe("8 h of working time from Mon 09:00.");
    const late: WhyDue = {
        ...due,
        reason: {
            rule: "after_told",
            named: "2026-11-22T20:00:00Z",
            state: { why: "outside_working_hours", assumed: false },
            told_at: "2026-11-23T00:00:00Z",
            minutes: 60,
        },
        rule: 2,
    };
    expect(whyDueView(asAna, late).because).toBe(
        "Asked by Mon 05:00, before which they cannot be told: 1 h of working time from Mon 09:00.",
    );
});

test("a number that a team agreed is told beside the organisation's", () => {
    const settings = { today_minutes: 480, now_minutes: 10 };
    const organisation = { settings } as NonNullable<Data["organisation"]>;
    const due = (minutes: number): WhyDue => ({
        due_at: "2026-11-23T08:00:00Z",
        reason: {
            rule: "working_time",
            minutes,
            counted_from: "2026-11-23T00:00:00Z",
            assumed: false,
        },
        rule: 1,
        decided_at: "2026-11-20T13:40:00Z",
        expectation: "today",
        known,
    });
    const words = (minutes: number) =>
        whyDueView({ ...asAna, organisation }, due(minutes)).facts.map((fact) => fact.words);
    expect(words(600).at(-1)).toBe(
        "10 h of work; 8 h for the organisation now, a team may agree otherwise",
    );
    expect(words(480)).toHaveLength(4);
});

test("a week is said in runs of equal days", () => {
    expect(weekWords(week)).toBe("Mon–Fri 09:00–17:30");
    const split: WorkSpan[] = [
        { day: "monday", from: 540, until: 720 },
        { day: "monday", from: 780, until: 1020 },
        { day: "wednesday", from: 1320, until: 360 },
    ];
    expect(weekWords(split)).toBe("Mon 09:00–12:00, 13:00–17:00; Wed 22:00–06:00");
    expect(weekWords([])).toBe("no working hours");
});

test("only addresses with an id of the right kind are taken", () => {
    expect(whyOf("request", "req_01abc")).toEqual({ of: "request", id: "req_01abc" });
    expect(whyOf("request", "msg_01abc")).toBeNull();
    expect(whyOf("message", "msg_01/../x")).toBeNull();
    expect(whyOf("else", "msg_01abc")).toBeNull();
});
