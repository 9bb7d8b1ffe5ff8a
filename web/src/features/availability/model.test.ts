import { describe, expect, it } from "vitest";
import type { Availability, Person, PersonId, Reach } from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { colleagues, reachDays, sharedDay, wholeDays } from "./days";
import { isQuiet, quietChoices, quietUntilMs } from "./model";

const BERLIN = "Europe/Berlin";
const NOW = Date.parse("2026-11-20T13:40:00Z"); // Friday 14:40 in Berlin
const [mira, luis] = ["per_mira", "per_luis"] as PersonId[] as [PersonId, PersonId];

function person(id: PersonId, zone: string, part: Partial<Person> = {}): Person {
    return {
        id,
        name: id.slice(4),
        role: "member",
        time_zone: zone,
        place: "",
        joined_at: "2026-01-01T00:00:00Z",
        disabled_at: null,
        version: 1,
        ...part,
    };
}

function reach(id: PersonId, spans: [state: "available" | "focus", from: string, until: string][]) {
    return {
        person: id,
        spans: spans.map(([state, from, until]) => ({ state, from, until })),
    } as unknown as Reach;
}

function world(mine: Reach, theirs: Reach): Data {
    return {
        ...EMPTY,
        me: mira,
        people: new Map([
            [mira, person(mira, BERLIN)],
            [luis, person(luis, "America/Sao_Paulo")],
        ]),
        reach: new Map([
            [mira, mine],
            [luis, theirs],
        ]),
    };
}

describe("what is offered to be undisturbed", () => {
    it("is a short while, the next full hour, the day, and tomorrow", () => {
        const choices = quietChoices(NOW, BERLIN, 25);
        expect(choices.map((one) => one.words)).toEqual([
            "for 25 minutes",
            "until 15:00",
            "until the end of the day",
            "until tomorrow",
        ]);
        expect(choices[0]?.time).toBe("15:05");
        expect(choices[1]?.choice).toEqual({ choice: "until", minute: 15 * 60 });
    });

    it("names the full hour of the reader's clock, half an hour off elsewhere", () => {
        // 19:10 in Kolkata: 20:00 is fifty minutes away.
        expect(quietChoices(NOW, "Asia/Kolkata", 25)[1]?.words).toBe("until 20:00");
        const late = Date.parse("2026-11-20T14:15:00Z"); // 19:45 there
        expect(quietChoices(late, "Asia/Kolkata", 25)[1]?.words).toBe("until 21:00");
    });

    it("goes past midnight", () => {
        const night = Date.parse("2026-11-20T22:50:00Z"); // 23:50 in Berlin
        expect(quietChoices(night, BERLIN, 25)[1]?.choice).toEqual({
            choice: "until",
            minute: 60,
        });
    });
});

describe("a quick choice in force", () => {
    const base: Availability = {
        person: mira,
        weekly: null,
        time_off: [],
        focus: [],
        do_not_disturb_until: null,
        deputies: [],
        off_hours_rings: false,
        places: { weekly: [], dates: [] },
        region: "",
        version: 1,
    };
    const focus = (from: string, until: string): Availability => ({
        ...base,
        focus: [{ id: "foc_1" as never, when: { kind: "once", from, until } }],
    });

    it("is a focus that goes on, or silence", () => {
        expect(isQuiet(base, NOW)).toBe(false);
        const on = focus("2026-11-20T13:00:00Z", "2026-11-20T14:00:00Z");
        expect(quietUntilMs(on, NOW)).toBe(Date.parse("2026-11-20T14:00:00Z"));
        expect(isQuiet(focus("2026-11-20T14:00:00Z", "2026-11-20T15:00:00Z"), NOW)).toBe(false);
        expect(isQuiet({ ...base, do_not_disturb_until: "2026-11-20T16:00:00Z" }, NOW)).toBe(true);
    });

    it("is no block that comes every week", () => {
        const when = { kind: "weekly", day: "friday", from: 0, until: 1440 } as const;
        expect(isQuiet({ ...base, focus: [{ id: "foc_1" as never, when }] }, NOW)).toBe(false);
    });
});

describe("days of reach", () => {
    it("say when somebody can be reached, on the reader's clock", () => {
        const spans = reach(luis, [
            ["available", "2026-11-20T12:00:00Z", "2026-11-20T15:00:00Z"],
            ["focus", "2026-11-20T15:00:00Z", "2026-11-20T17:00:00Z"],
            ["available", "2026-11-20T17:00:00Z", "2026-11-20T21:00:00Z"],
        ]).spans;
        const days = reachDays(spans, Date.parse("2026-11-19T23:00:00Z"), 2, BERLIN);
        expect(days.map((day) => [day.key, day.day, day.words])).toEqual([
            ["2026-11-20", "friday", "13:00–16:00, 18:00–22:00"],
            ["2026-11-21", "saturday", "not reachable"],
        ]);
        expect(days[0]?.parts.map((part) => part.state)).toEqual([
            "available",
            "focus",
            "available",
        ]);
    });
});

describe("what two share of the day", () => {
    const mine = reach(mira, [["available", "2026-11-20T08:00:00Z", "2026-11-20T17:00:00Z"]]);

    it("is when both can be reached, and how much of it is ahead", () => {
        const theirs = reach(luis, [["available", "2026-11-20T12:00:00Z", "2026-11-20T21:00:00Z"]]);
        const day = sharedDay(world(mine, theirs), luis, NOW);
        expect(day?.words).toBe("Both of you can be reached 13:00–18:00; 3 h 20 of it is ahead.");
        expect(day?.shared).toHaveLength(1);
    });

    it("is nothing if the hours do not meet, with what tomorrow has", () => {
        const later = reach(luis, [["available", "2026-11-20T18:00:00Z", "2026-11-20T21:00:00Z"]]);
        expect(sharedDay(world(mine, later), luis, NOW)?.words).toBe("You share no time today.");
        const both: [state: "available", from: string, until: string][] = [
            ["available", "2026-11-20T08:00:00Z", "2026-11-20T12:00:00Z"],
            ["available", "2026-11-21T08:00:00Z", "2026-11-21T10:00:00Z"],
        ];
        const words = sharedDay(world(reach(mira, both), reach(luis, both)), luis, NOW)?.words;
        expect(words).toBe("What you share of today is over. Tomorrow it is 09:00–11:00.");
    });

    it("is not said of oneself", () => {
        expect(sharedDay(world(mine, mine), mira, NOW)).toBeNull();
    });
});

describe("whole days", () => {
    it("are said as dates, hours are not", () => {
        const at = (iso: string) => Date.parse(iso);
        const [from, until] = [at("2026-11-22T23:00:00Z"), at("2026-11-27T23:00:00Z")];
        expect(wholeDays(from, until, BERLIN)).toBe("23 Nov – 27 Nov");
        expect(wholeDays(from, at("2026-11-23T23:00:00Z"), BERLIN)).toBe("Monday 23 November");
        expect(wholeDays(from, at("2026-11-23T12:00:00Z"), BERLIN)).toBeNull();
    });
});

describe("colleagues", () => {
    it("are members with an open account, without the reader, by name", () => {
        const data: Data = {
            ...EMPTY,
            me: mira,
            people: new Map(
                [
                    person(mira, BERLIN),
                    person(luis, BERLIN),
                    person("per_ana" as PersonId, BERLIN),
                    person("per_guest" as PersonId, BERLIN, { role: "guest" }),
                    person("per_gone" as PersonId, BERLIN, { disabled_at: "2026-11-01T00:00:00Z" }),
                ].map((one) => [one.id, one]),
            ),
        };
        expect(colleagues(data)).toEqual(["per_ana", "per_luis"]);
    });
});
