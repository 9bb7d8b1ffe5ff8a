// What is offered for later names the right instant on both clocks.
import { expect, test } from "vitest";
import type { Person, PersonId, Reach } from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { choiceMs, laterOptions, laterWords, pickedChoice } from "./later";

/** Friday 20 November 2026, 14:40 in Berlin, 22:40 in Tokyo. */
const NOW = Date.parse("2026-11-20T13:40:00Z");

const mira = person("per_1", "Mira Lind", "Europe/Berlin");
const ana = person("per_2", "Ana Sato", "Asia/Tokyo");
const ben = person("per_3", "Ben Noor", "Europe/Berlin");

function person(id: string, name: string, time_zone: string): Person {
    return {
        id: id as PersonId,
        name,
        role: "member",
        time_zone,
        place: "",
        joined_at: "2026-11-01T00:00:00Z",
        disabled_at: null,
        version: 1,
    };
}

function reach(who: Person, next: string | null): Reach {
    return {
        person: who.id,
        state: next ? "off" : "available",
        reason: { why: "outside_working_hours", assumed: false },
        until: next,
        next_reachable: next,
        utc_offset_seconds: 0,
        spans: [],
    };
}

const data: Data = {
    ...EMPTY,
    me: mira.id,
    people: new Map([mira, ana, ben].map((one) => [one.id, one])),
    reach: new Map([
        [ana.id, reach(ana, "2026-11-23T00:00:00Z")],
        [ben.id, reach(ben, "2026-11-20T13:00:00Z")],
    ]),
};

test("somebody off offers their next working minute and their Monday, on both clocks", () => {
    const options = laterOptions(data, NOW, [ana.id]);
    expect(options[0]).toEqual({
        id: `next ${ana.id}`,
        label: "Ana’s next working minute",
        hint: "Mon 09:00 for Ana, Mon 01:00 for you",
        choice: { choice: "next_working_minute", person: ana.id },
    });
    const monday = options.find((option) => option.id === `monday ${ana.id}`);
    expect(monday?.choice).toEqual({
        choice: "their_time",
        person: ana.id,
        date: "2026-11-23",
        minute: 540,
    });
    expect(monday && choiceMs(data, monday.choice, NOW)).toBe(Date.parse("2026-11-23T00:00:00Z"));
});

test("somebody reachable in the same zone offers nothing of their own", () => {
    const ids = laterOptions(data, NOW, [ben.id]).map((option) => option.id);
    expect(ids).toEqual(["morning", "monday"]);
});

test("a picked time counts on the clock it was picked for", () => {
    expect(pickedChoice(data, mira.id, "2026-11-24T10:30")).toEqual({
        ms: Date.parse("2026-11-24T09:30:00Z"),
        choice: { choice: "at", at: "2026-11-24T09:30:00.000Z" },
    });
    expect(pickedChoice(data, ana.id, "2026-11-24T10:30")).toEqual({
        ms: Date.parse("2026-11-24T01:30:00Z"),
        choice: { choice: "their_time", person: ana.id, date: "2026-11-24", minute: 630 },
    });
    expect(pickedChoice(data, ana.id, "")).toBeNull();
});

test("what was chosen is said in words", () => {
    expect(laterWords(data, { choice: "next_working_minute", person: ana.id }, NOW)).toBe(
        "Goes out at Ana’s next working minute: Mon 09:00 for Ana, Mon 01:00 for you.",
    );
    expect(laterWords(data, { choice: "next_working_minute", person: ben.id }, NOW)).toBe(
        "Ben can be told now: it goes out at once.",
    );
    expect(laterWords(data, { choice: "at", at: "2026-11-23T08:00:00Z" }, NOW)).toBe(
        "Goes out Mon 09:00.",
    );
});
