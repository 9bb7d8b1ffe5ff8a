// The composer's text, tested without a browser.
import { expect, test } from "vitest";
import type { Person, PersonId } from "../../data/model";
import { askedIn, candidates, fromWire, mentionAt, toWire, withMention, wrapped } from "./model";

const ana = person("per_1", "Ana Sato");
const ben = person("per_2", "Ben");
const benno = person("per_3", "Ben Noor");

function person(id: string, name: string): Person {
    return {
        id: id as PersonId,
        name,
        role: "member",
        time_zone: "UTC",
        place: "",
        joined_at: "2026-11-01T00:00:00Z",
        disabled_at: null,
        version: 1,
    };
}

test("a mention begins at a word's start and may hold one space", () => {
    expect(mentionAt("hello @an", 9)).toEqual({ query: "an", from: 6, silent: false });
    expect(mentionAt("@Ana S", 6)).toEqual({ query: "Ana S", from: 0, silent: false });
    expect(mentionAt("(@_be", 5)).toEqual({ query: "be", from: 1, silent: true });
    expect(mentionAt("mail a@b", 8)).toBeNull();
    expect(mentionAt("@ana done it now", 16)).toBeNull();
});

test("choosing a person replaces what was typed and leaves the caret after it", () => {
    const mention = mentionAt("hi @an, you", 6);
    if (!mention) throw new Error("no mention");
    const chosen = withMention({ text: "hi @an, you", mentions: [] }, mention, 6, ana);
    expect(chosen.draft.text).toBe("hi @Ana Sato , you");
    expect(chosen.caret).toBe("hi @Ana Sato ".length);
});

test("mentions go over the wire with their id, the longer name first", () => {
    const draft = {
        text: "@Ben Noor and @Ben, @_Ana Sato knows",
        mentions: [
            { name: "Ben", person: ben.id },
            { name: "Ben Noor", person: benno.id },
            { name: "Ana Sato", person: ana.id },
        ],
    };
    expect(toWire(draft)).toBe("@[Ben Noor](per_3) and @[Ben](per_2), @_[Ana Sato](per_1) knows");
    expect(askedIn(draft)).toEqual([benno.id, ben.id]);
});

test("a name inside a longer word is no mention", () => {
    const draft = { text: "@Benedict is not @Ben", mentions: [{ name: "Ben", person: ben.id }] };
    expect(toWire(draft)).toBe("@Benedict is not @[Ben](per_2)");
});

test("a message comes back into the box as it was written", () => {
    const wire = "@[Ana Sato](per_1) and @_[Ben](per_2)";
    const draft = fromWire(wire, [ana, ben]);
    expect(draft.text).toBe("@Ana Sato and @_Ben");
    expect(toWire(draft)).toBe(wire);
});

test("people of the conversation come first, by any word of their name", () => {
    const found = candidates([ana, ben, benno], "n", new Set([benno.id]));
    expect(found.map((one) => one.name)).toEqual(["Ben Noor"]);
    const all = candidates([ana, ben, benno], "", new Set([ben.id]));
    expect(all.map((one) => one.name)).toEqual(["Ben", "Ana Sato", "Ben Noor"]);
});

test("marking twice takes the mark away", () => {
    const once = wrapped("say it", 4, 6, "**");
    expect(once.text).toBe("say **it**");
    expect(wrapped(once.text, once.from, once.until, "**").text).toBe("say it");
});
