// What is offered for later lies ahead, in working mornings, and after what is due already.
import { expect, test } from "vitest";
import { laterTimes, theirTime } from "./laterTimes";
import type { Availability, Person, PersonId, WorkSpan } from "./model";
import { type Data, EMPTY } from "./state";

const me = "per_me" as PersonId;

function with_(week: WorkSpan[] | null, zone = "Europe/Berlin"): Data {
    const person: Person = {
        id: me,
        name: "Mira",
        role: "member",
        time_zone: zone,
        place: "",
        joined_at: "2026-01-01T00:00:00Z",
        disabled_at: null,
        version: 1,
    };
    const availability = { person: me, weekly: week } as Availability;
    return {
        ...EMPTY,
        me,
        people: new Map([[me, person]]),
        availability: new Map([[me, availability]]),
    };
}

const workdays = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
const week: WorkSpan[] = workdays.map((day) => ({ day, from: 8 * 60 + 30, until: 17 * 60 }));

/** Friday 20 November 2026, 14:42 in Berlin. */
const friday = Date.parse("2026-11-20T13:42:00Z");

test("an hour is rounded up, the next morning is that of the next working day", () => {
    const times = laterTimes(with_(week), friday);
    expect(times.map((time) => [time.id, time.label, time.time])).toEqual([
        ["hour", "In an hour", "15:45"],
        ["morning", "Monday", "Mon 08:30"],
    ]);
});

test("in the middle of the week tomorrow and Monday are two", () => {
    const tuesday = Date.parse("2026-11-17T09:00:00Z");
    expect(laterTimes(with_(week), tuesday).map((time) => time.time)).toEqual([
        "11:00",
        "Wed 08:30",
        "Mon 08:30",
    ]);
});

test("everything offered lies after what is due", () => {
    const due = Date.parse("2026-11-23T11:00:00Z");
    const times = laterTimes(with_(week), friday, due);
    expect(times.map((time) => time.time)).toEqual(["Mon 13:00", "Tue 08:30", "Mon 30 Nov"]);
    for (const time of times) expect(due < time.atMs).toBe(true);
});

test("without hours the morning is nine o'clock, across a change of the clocks too", () => {
    const saturday = Date.parse("2026-10-24T10:00:00Z"); // clocks go back on Sunday in Berlin
    const times = laterTimes(with_([]), saturday);
    expect(times.map((time) => time.time)).toEqual(["13:00", "Sun 09:00", "Mon 09:00"]);
    expect(times[1]?.atMs).toBe(Date.parse("2026-10-25T08:00:00Z"));
});

test("the other one's clock is named only if it differs", () => {
    const at = Date.parse("2026-11-23T08:00:00Z");
    expect(theirTime(at, friday, "Europe/Berlin", "Europe/London", "Ruth")).toBe(
        "Mon 08:00 for Ruth",
    );
    expect(theirTime(at, friday, "Europe/Berlin", "Europe/Paris", "Léa")).toBe("");
});
