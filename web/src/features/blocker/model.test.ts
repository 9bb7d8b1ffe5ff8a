// The clock of a blocker.
import { expect, test } from "vitest";
import type { Blocker, BlockerId, ChannelId, Person, PersonId, TopicId } from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { blockerViews, earlierViews } from "./model";

const NOW = Date.parse("2026-11-20T13:40:00Z");
const mira = "per_1" as PersonId;
const ruth = "per_2" as PersonId;
const topic = "tpc_1" as TopicId;

const raised: Blocker = {
    id: "blk_1" as BlockerId,
    topic,
    channel: "chn_1" as ChannelId,
    task: null,
    raised_by: ruth,
    raised_at: "2026-11-20T12:05:00Z",
    text: "no remote access.",
    tell_at: "2026-11-20T14:05:00Z",
    told_at: null,
    helpers: [],
    return_of: null,
    resolved_by: null,
    resolved_at: null,
    outcome: "",
};

function person(id: PersonId, name: string): Person {
    return {
        id,
        name,
        role: "member",
        time_zone: "UTC",
        place: "",
        joined_at: "2026-11-01T00:00:00Z",
        disabled_at: null,
        version: 1,
    };
}

function viewOf(blocker: Blocker) {
    const data: Data = {
        ...EMPTY,
        me: mira,
        people: new Map([person(mira, "Mira"), person(ruth, "Ruth")].map((one) => [one.id, one])),
        blockers: new Map([[blocker.id, blocker]]),
    };
    const [view] = blockerViews(data, topic, NOW);
    if (!view) throw new Error("no view");
    return view;
}

test("the clock says how much is left of two hours, and when the team is told", () => {
    const view = viewOf(raised);
    expect(view.title).toBe("Ruth is blocked: no remote access.");
    expect(view.clock).toBe("25 min left of 2 h");
    expect(view.gone).toBeCloseTo(95 / 120);
    expect(view.told).toBe("The others are told at 14:05.");
});

test("over a weekend there is a time, but no bar that lies", () => {
    const view = viewOf({ ...raised, tell_at: "2026-11-23T10:00:00Z" });
    expect(view.clock).toBe("");
    expect(view.told).toBe("The others are told Mon 10:00.");
});

test("once it was told the clock is gone, and helpers are named", () => {
    const view = viewOf({ ...raised, told_at: "2026-11-20T13:05:00Z", helpers: [mira] });
    expect(view.clock).toBe("");
    expect(view.told).toBe("The others were told at 13:05.");
    expect(view.helpers).toBe("You help.");
    expect(view.helping).toBe(true);
});

test("earlier blockers tell how they were resolved, the newest first", () => {
    const solved = (id: string, at: string): Blocker => ({
        ...raised,
        id: id as BlockerId,
        resolved_at: at,
        resolved_by: mira,
        outcome: "opened the port",
    });
    const data = { ...EMPTY, people: new Map([[mira, person(mira, "Mira")]]) };
    const views = earlierViews(
        data,
        [solved("blk_2", "2026-11-18T10:00:00Z"), solved("blk_3", "2026-11-19T10:00:00Z"), raised],
        NOW,
    );
    expect(views.map((view) => view.id)).toEqual(["blk_3", "blk_2"]);
    expect(views[0]?.outcome).toBe("Mira, Thu 10:00: opened the port");
});
