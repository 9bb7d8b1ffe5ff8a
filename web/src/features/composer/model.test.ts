// The composer's text, tested without a browser.
import { expect, test } from "vitest";
import type { Group, GroupId, Person, PersonId } from "../../data/model";
import { NO_DRAFT } from "../../transport/drafts";
import {
    askedIn,
    askingOnly,
    candidates,
    everyoneOf,
    groupsAsked,
    mentionAt,
    toWire,
    withEveryone,
    withMention,
    wrapped,
} from "./model";

const ana = person("per_1", "Ana Sato");
const ben = person("per_2", "Ben");
const benno = person("per_3", "Ben Noor");
const firmware = group("grp_1", "Firmware", [ana.id, ben.id]);

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

function group(id: string, name: string, members: PersonId[]): Group {
    return {
        id: id as GroupId,
        name,
        purpose: "",
        members,
        rota: null,
        created_at: "2026-11-01T00:00:00Z",
        archived_at: null,
        version: 1,
    };
}

function mentionOf(text: string, caret = text.length) {
    const mention = mentionAt(text, caret);
    if (!mention) throw new Error("no mention");
    return mention;
}

test("a mention begins at a word's start and may hold one space", () => {
    expect(mentionAt("hello @an", 9)).toEqual({ query: "an", from: 6, silent: false });
    expect(mentionAt("@Ana S", 6)).toEqual({ query: "Ana S", from: 0, silent: false });
    expect(mentionAt("(@_be", 5)).toEqual({ query: "be", from: 1, silent: true });
    expect(mentionAt("mail a@b", 8)).toBeNull();
    expect(mentionAt("@ana done it now", 16)).toBeNull();
});

test("choosing a person replaces what was typed and leaves the caret after it", () => {
    const draft = { ...NO_DRAFT, text: "hi @an, you" };
    const choice = { kind: "person", id: ana.id, name: ana.name } as const;
    const chosen = withMention(draft, mentionOf(draft.text, 6), 6, choice);
    expect(chosen.draft.text).toBe("hi @Ana Sato , you");
    expect(chosen.caret).toBe("hi @Ana Sato ".length);
});

test("mentions go over the wire with their id, the longer name first", () => {
    const draft = {
        ...NO_DRAFT,
        text: "@Ben Noor and @Ben, @_Ana Sato knows",
        mentions: [
            { name: "Ben", person: ben.id },
            { name: "Ben Noor", person: benno.id },
            { name: "Ana Sato", person: ana.id },
        ],
    };
    expect(toWire(draft)).toBe("@[Ben Noor](per_3) and @[Ben](per_2), @_[Ana Sato](per_1) knows");
    expect(askedIn(draft)).toEqual([ben.id, benno.id]);
});

test("a name inside a longer word is no mention", () => {
    const mentions = [{ name: "Ben", person: ben.id }];
    const draft = { ...NO_DRAFT, text: "@Benedict is not @Ben", mentions };
    expect(toWire(draft)).toBe("@Benedict is not @[Ben](per_2)");
});

test("a group is asked as one, unless the author chooses everyone", () => {
    const choice = { kind: "group", id: firmware.id, name: "Firmware", members: 2 } as const;
    const typed = { ...NO_DRAFT, text: "@fir" };
    const { draft } = withMention(typed, mentionOf("@fir"), 4, choice);
    expect(toWire(draft)).toBe("@[Firmware](grp_1)");
    expect(groupsAsked(draft)).toEqual([{ name: "Firmware", group: firmware.id, everyone: false }]);
    expect(everyoneOf(draft)).toEqual([]);
    expect(everyoneOf(withEveryone(draft, firmware.id, true))).toEqual([firmware.id]);
});

test("a group that is taken out of the text, or only named, asks nobody", () => {
    const groups = [{ name: "Firmware", group: firmware.id, everyone: true }];
    expect(everyoneOf({ ...NO_DRAFT, text: "hello", groups })).toEqual([]);
    expect(everyoneOf({ ...NO_DRAFT, text: "@_Firmware", groups })).toEqual([]);
});

test("a message can be turned to those on duty, who alone are asked then", () => {
    const draft = {
        ...NO_DRAFT,
        text: "@Ana Sato and @Firmware, the pump leaks",
        mentions: [{ name: "Ana Sato", person: ana.id }],
        groups: [{ name: "Firmware", group: firmware.id, everyone: false }],
    };
    const turned = askingOnly(draft, [ben]);
    expect(turned.text).toBe("@Ben @_Ana Sato and @_Firmware, the pump leaks");
    expect(askedIn(turned)).toEqual([ben.id]);
    expect(groupsAsked(turned)).toEqual([]);
    // Who is asked already stays where they are.
    expect(askingOnly(draft, [ana]).text).toBe("@Ana Sato and @_Firmware, the pump leaks");
});

test("people of the conversation come first, by any word of their name", () => {
    const found = candidates([ana, ben, benno], [], "n", new Set([benno.id]));
    expect(found.map((one) => one.name)).toEqual(["Ben Noor"]);
    const all = candidates([ana, ben, benno], [], "", new Set([ben.id]));
    expect(all.map((one) => one.name)).toEqual(["Ben", "Ana Sato", "Ben Noor"]);
});

test("groups stand between those here and everybody else, and are never crowded out", () => {
    const some = candidates([ana, ben], [firmware], "", new Set([ben.id]));
    expect(some.map((one) => one.name)).toEqual(["Ben", "Firmware", "Ana Sato"]);
    const crowd = Array.from({ length: 12 }, (_, i) => person(`per_9${i}`, `Fay ${i}`));
    const here = new Set(crowd.map((one) => one.id));
    const shown = candidates(crowd, [firmware], "f", here);
    expect(shown).toHaveLength(8);
    expect(shown.some((one) => one.kind === "group")).toBe(true);
});

test("marking twice takes the mark away", () => {
    const once = wrapped("say it", 4, 6, "**");
    expect(once.text).toBe("say **it**");
    expect(wrapped(once.text, once.from, once.until, "**").text).toBe("say it");
});
