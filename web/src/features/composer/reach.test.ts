// The reach line names those who wait longest, and takes a group as one.
import { expect, test } from "vitest";
import type { Group, GroupId, MessagePreview, PersonId, RecipientPreview } from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { reachLine } from "./reach";

const NOW = Date.parse("2026-11-20T13:40:00Z");
const firmware = "grp_1" as GroupId;

const group: Group = {
    id: firmware,
    name: "Firmware",
    purpose: "",
    members: [],
    rota: null,
    created_at: "2026-11-01T00:00:00Z",
    archived_at: null,
    version: 1,
};

function data(names: readonly string[]): Data {
    const people = names.map((name) => ({
        id: `per_${name}` as PersonId,
        name,
        role: "member" as const,
        time_zone: "UTC",
        place: "",
        joined_at: "2026-11-01T00:00:00Z",
        disabled_at: null,
        version: 1,
    }));
    return {
        ...EMPTY,
        people: new Map(people.map((one) => [one.id, one])),
        groups: new Map([[firmware, group]]),
    };
}

function recipient(
    name: string,
    until: string | null,
    of: GroupId | null = null,
): RecipientPreview {
    const common = {
        person: `per_${name}` as PersonId,
        asked: true,
        group: of,
        told_at: until ?? "2026-11-20T13:40:00Z",
        due_at: null,
        due_reason: null,
        utc_offset_seconds: 0,
    };
    return until
        ? {
              ...common,
              delivery: "hold",
              until,
              reason: {
                  because: "not_reachable",
                  state: { why: "outside_working_hours", assumed: false },
              },
          }
        : { ...common, delivery: "notify", reason: { because: "asked_and_available" } };
}

function preview(recipients: RecipientPreview[]): MessagePreview {
    return {
        recipients,
        others: 2,
        expectation: "today",
        budget: { per_week: 3, spent: 0, resets_at: "2026-11-23T00:00:00Z" },
        advice: null,
        on_duty: [],
    };
}

function words(view: ReturnType<typeof reachLine>): string[] {
    return view.named.map((entry) => `${entry.name} ${entry.mark.label}`);
}

test("who waits longest is named first, who is told now last", () => {
    const view = reachLine(
        data(["Ana", "Ben", "Ruth"]),
        NOW,
        preview([
            recipient("Ruth", null),
            recipient("Ben", "2026-11-20T15:00:00Z"),
            recipient("Ana", "2026-11-23T09:00:00Z"),
        ]),
    );
    expect(words(view)).toEqual(["Ana Mon 09:00", "Ben 15:00", "Ruth now"]);
    expect(view.quiet).toBe(2);
});

test("of many the rest is counted", () => {
    const many = ["A", "B", "C", "D"].map((name) => recipient(name, "2026-11-23T09:00:00Z"));
    const now = ["E", "F"].map((name) => recipient(name, null));
    const view = reachLine(data([]), NOW, preview([...many, ...now]));
    expect(view.named).toHaveLength(3);
    expect(view.more).toBe(1);
    expect(view.now).toBe(2);
});

test("a group of which any one answers is told when the first of it is", () => {
    const view = reachLine(
        data(["Ana", "Ben", "Luis"]),
        NOW,
        preview([
            recipient("Luis", "2026-11-23T09:00:00Z"),
            recipient("Ana", "2026-11-23T09:00:00Z", firmware),
            recipient("Ben", null, firmware),
        ]),
    );
    expect(words(view)).toEqual(["Luis Mon 09:00", "Firmware now"]);
});
