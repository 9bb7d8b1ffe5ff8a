import { describe, expect, it } from "vitest";
import type { Person, PersonId } from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { nextMorning } from "../../text/dates";
import { hereWords, skips } from "./model";

const NOW = Date.parse("2026-11-20T13:40:00Z"); // Friday 14:40 in Berlin

function person(id: string, zone: string): Person {
    return {
        id: id as PersonId,
        name: zone,
        role: "member",
        time_zone: zone,
        place: "",
        joined_at: "2026-01-01T00:00:00Z",
        disabled_at: null,
        version: 1,
    };
}

function world(...people: Person[]): Data {
    const [me] = people;
    return {
        ...EMPTY,
        me: me?.id ?? null,
        people: new Map(people.map((one) => [one.id, one])),
    };
}

const BERLIN = person("per_a", "Europe/Berlin");

describe("the next morning", () => {
    it("is tomorrow at nine on the clock of the zone", () => {
        const at = nextMorning(NOW, "Europe/Berlin", null);
        expect(new Date(at).toISOString()).toBe("2026-11-21T08:00:00.000Z");
    });

    it("of a Monday lies across the date line, too", () => {
        const at = nextMorning(NOW, "Pacific/Apia", "monday");
        expect(new Date(at).toISOString()).toBe("2026-11-22T20:00:00.000Z");
    });

    it("on a Monday is the one of the week after", () => {
        const monday = Date.parse("2026-11-23T12:00:00Z");
        const at = nextMorning(monday, "UTC", "monday");
        expect(new Date(at).toISOString()).toBe("2026-11-30T09:00:00.000Z");
    });
});

describe("skips", () => {
    it("name colleagues' places, each zone once, none where the clock is the same", () => {
        const data = world(
            BERLIN,
            person("per_b", "Asia/Tokyo"),
            person("per_c", "Asia/Tokyo"),
            person("per_d", "Europe/Paris"),
            person("per_e", "America/Sao_Paulo"),
        );
        expect(skips(data, NOW).map((skip) => skip.label)).toEqual([
            "In one hour",
            "Tomorrow 09:00 here",
            "Monday 09:00 in Tokyo",
            "Monday 09:00 in Sao Paulo",
        ]);
        expect(skips(data, NOW).map((skip) => skip.hint)).toEqual([
            "15:40",
            "",
            "Mon 01:00",
            "Mon 13:00",
        ]);
    });

    it("name the farthest places also while it is another day there", () => {
        const data = world(
            BERLIN,
            person("per_b", "Asia/Tokyo"),
            person("per_c", "Europe/London"),
            person("per_d", "America/Sao_Paulo"),
            person("per_e", "America/Chicago"),
        );
        const monday = Date.parse("2026-11-22T23:30:00Z"); // Monday 00:30 in Berlin
        const labels = skips(data, monday).map((skip) => skip.label);
        expect(labels).toContain("Monday 09:00 in Tokyo");
        expect(labels).toContain("Monday 09:00 in Chicago");
        expect(labels).not.toContain("Monday 09:00 in London");
    });

    it("begin from what time it is here", () => {
        expect(hereWords(NOW, "Europe/Berlin")).toBe("It is Fri 14:40 here");
    });
});
