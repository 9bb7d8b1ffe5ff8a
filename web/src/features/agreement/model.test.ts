import { describe, expect, it } from "vitest";
import type {
    Agreement,
    Group,
    GroupId,
    Person,
    PersonId,
    Proposal,
    ProposalId,
    RuleSettings,
} from "../../data/model";
import { ALL_NUMBERS } from "../../data/ruleNumbers";
import { type Data, EMPTY } from "../../data/state";
import {
    differences,
    isSame,
    lineChanges,
    NO_TERMS,
    numberLines,
    proposalViews,
    reviewMs,
    type Terms,
    termsOf,
    withMode,
    withNumber,
} from "./model";

const SETTINGS = Object.fromEntries(
    ALL_NUMBERS.flatMap(({ numbers }) => numbers).map(({ name, usual }) => [name, usual]),
) as RuleSettings;

const terms: Terms = {
    ...NO_TERMS,
    settings: { ...NO_TERMS.settings, today_minutes: 600 },
    quiet_hours: [{ day: "monday", from: 1200, until: 420 }],
    text: "One matter, one topic.\nBe kind.",
};

describe("the numbers", () => {
    it("are all there once", () => {
        expect(Object.keys(SETTINGS)).toHaveLength(21);
    });

    it("begin with those that the team set, and say what the organisation has", () => {
        const lines = numberLines(terms, SETTINGS);
        expect(lines).toHaveLength(14);
        expect(lines[0]).toMatchObject({
            name: "today_minutes",
            own: true,
            usual: "8 working hours",
        });
        expect(lines[0]?.sentence).toContain("within 10 working hours");
        expect(lines.filter((line) => line.own)).toHaveLength(1);
    });
});

describe("differences", () => {
    it("name numbers, hours and modes, as they were and will be", () => {
        const after = withMode(
            withNumber({ ...terms, quiet_hours: [] }, "now_minutes", 20),
            "decision",
            "document_and_poll",
        );
        expect(differences(terms, after, SETTINGS)).toEqual([
            {
                what: "“Now” means",
                was: "as the organisation has it: 10 minutes",
                will: "20 minutes",
            },
            { what: "Quiet hours", was: "Monday 20:00–07:00", will: "none" },
            { what: "Decision", was: "as the advisor says", will: "A document and a poll" },
        ]);
    });

    it("are none between the same terms, left out or null", () => {
        const same = withNumber(terms, "now_minutes", null);
        expect(differences(terms, same, SETTINGS)).toEqual([]);
        expect(isSame(terms, termsOf(same), SETTINGS)).toBe(true);
        expect(isSame(terms, { ...terms, text: "Be kind." }, SETTINGS)).toBe(false);
    });

    it("of the words are the lines that went and came", () => {
        expect(lineChanges("a\nb\nc", "a\nc\nd")).toEqual([
            { kind: "gone", line: "b" },
            { kind: "new", line: "d" },
        ]);
        expect(lineChanges("", "a\n\nb")).toEqual([
            { kind: "new", line: "a" },
            { kind: "new", line: "b" },
        ]);
    });
});

describe("an agreement", () => {
    it("is looked at again after three months", () => {
        const agreement = { reviewed_at: "2026-08-20T10:00:00Z" } as Agreement;
        expect(new Date(reviewMs(agreement)).toISOString()).toBe("2026-11-20T10:00:00.000Z");
    });
});

describe("a proposal", () => {
    const [ana, ben, cem] = ["per_a", "per_b", "per_c"] as PersonId[] as [
        PersonId,
        PersonId,
        PersonId,
    ];
    const group = {
        id: "grp_1" as GroupId,
        members: [ana, ben],
        archived_at: null,
    } as unknown as Group;
    const proposal = {
        id: "prp_1" as ProposalId,
        group: group.id,
        by: ben,
        at: "2026-11-20T10:00:00Z",
        seen_by: [ben],
        state: "open",
    } as unknown as Proposal;
    const person = (id: PersonId, disabled = false) =>
        ({
            id,
            name: String(id),
            disabled_at: disabled ? "2026-11-01T00:00:00Z" : null,
        }) as unknown as Person;
    const world = (me: PersonId, ...people: Person[]): Data => ({
        ...EMPTY,
        me,
        people: new Map(people.map((one) => [one.id, one])),
        proposals: new Map([[proposal.id, proposal]]),
    });

    it("is adopted by somebody else of the team, and dropped by who made it", () => {
        const people = [person(ana), person(ben), person(cem)];
        const [forAna] = proposalViews(world(ana, ...people), group);
        expect(forAna).toMatchObject({ mayAdopt: true, mayDrop: false, toSee: true });
        expect(forAna?.unseen).toEqual(["per_a"]);
        const [forBen] = proposalViews(world(ben, ...people), group);
        expect(forBen).toMatchObject({ mayAdopt: false, mayDrop: true, toSee: false });
        const [forCem] = proposalViews(world(cem, ...people), group);
        expect(forCem).toMatchObject({ mayAdopt: false, mayDrop: false, toSee: false });
    });

    it("is adopted by its maker if nobody else is left", () => {
        const [view] = proposalViews(world(ben, person(ana, true), person(ben)), group);
        expect(view).toMatchObject({ mayAdopt: true });
    });
});
