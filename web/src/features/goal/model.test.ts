import { expect, test } from "vitest";
import type { Goal, GoalUpdate } from "../../data/model";
import { ANA, dataOf, ME, NOW_MS } from "../../data/tests/fixture";
import "../../text/englishPages";
import "../../text/englishCheckIn";
import {
    confidencePoints,
    emptyGoal,
    goalBody,
    goalDraft,
    goalLacks,
    goalTree,
    newResult,
    percent,
    progressPoints,
    resultShare,
    resultWords,
    servesGoal,
} from "./model";

function goal(id: string, change: Partial<Goal> = {}): Goal {
    return {
        id: id as Goal["id"],
        parent: null,
        team: null,
        owner: ANA,
        objective: id,
        purpose: "",
        results: [],
        first: "2026-10-01",
        last: "2026-12-31",
        track: null,
        progress_permille: 0,
        check_in: null,
        followers: [],
        state: "active",
        updated_at: null,
        created_by: ME,
        created_at: "2026-10-01T08:00:00Z",
        version: 1,
        ...change,
    };
}

function update(at: string, permille: number, sure: number | null): GoalUpdate {
    return {
        id: `upd_${at}`,
        on: "goal",
        goal: "goa_1",
        by: ANA,
        at,
        track: "on_track",
        confidence_percent: sure,
        changed: "",
        changed_html: "",
        next: "",
        next_html: "",
        values: [],
        progress_permille: permille,
    } as unknown as GoalUpdate;
}

test("goals stand below what they serve, by team, and none is lost", () => {
    const team = "grp_1" as NonNullable<Goal["team"]>;
    const top = goal("goa_top");
    const below = goal("goa_below", { parent: top.id });
    const deeper = goal("goa_deeper", { parent: below.id, last: "2026-11-30" });
    const elsewhere = goal("goa_else", { parent: top.id, team });
    const circleA = goal("goa_a", { parent: "goa_b" as Goal["id"] });
    const circleB = goal("goa_b", { parent: "goa_a" as Goal["id"] });
    const tree = goalTree(dataOf({}), [deeper, elsewhere, below, top, circleA, circleB]);
    expect(tree.map((part) => part.team)).toEqual([null, team]);
    expect(tree[0]?.rows.map((row) => [row.objective, row.depth])).toEqual([
        ["goa_top", 0],
        ["goa_below", 1],
        ["goa_deeper", 2],
        ["goa_a", 0],
        ["goa_b", 1],
    ]);
    expect(tree[1]?.rows[0]?.serves).toBe("serves goa_top");
});

test("whether a goal serves another ends also in a circle", () => {
    const data = dataOf({});
    const a = goal("goa_a", { parent: "goa_b" as Goal["id"] });
    const b = goal("goa_b", { parent: "goa_a" as Goal["id"] });
    const work = { ...data.work, goals: new Map([a, b].map((one) => [one.id, one])) };
    expect(servesGoal({ ...data, work }, a.id, b.id)).toBe(true);
    expect(servesGoal({ ...data, work }, a.id, "goa_c" as Goal["id"])).toBe(false);
});

test("a result may fall as well as rise", () => {
    const lost = { text: "Lost", unit: "readings", from: 40_000, to: 10_000, now: 25_000 };
    expect(resultShare(lost)).toBe(0.5);
    expect(resultShare({ ...lost, now: 50_000 })).toBe(0);
    expect(resultShare({ ...lost, now: 5_000 })).toBe(1);
    expect(resultWords(lost)).toBe("25 now, from 40 to 10 readings");
    expect(percent(423)).toBe("42%");
});

test("progress begins at nothing, goes through the updates and ends at now", () => {
    const one = goal("goa_1", { progress_permille: 500 });
    const updates = [
        update("2026-11-10T10:00:00Z", 400, 70),
        update("2026-10-20T10:00:00Z", 200, null),
    ];
    const points = progressPoints(dataOf({}), one, updates, NOW_MS);
    expect(points.map((point) => point.value)).toEqual([0, 200, 400, 500]);
    expect(points[1]?.words).toBe("20 Oct: 20%");
    expect(confidencePoints(dataOf({}), updates).map((point) => point.value)).toEqual([70]);
    expect(progressPoints(dataOf({}), goal("goa_1"), [], NOW_MS).map((p) => p.value)).toEqual([0]);
});

test("a draft says what it lacks, and keeps where results stand", () => {
    const empty = emptyGoal(ME, "2026-11-20", null);
    expect(goalLacks(empty)).toEqual(["Write what is to be reached."]);
    const wrong = { ...newResult(), text: "Lost", from: "many" };
    expect(goalLacks({ ...empty, objective: "x", results: [wrong] })).toEqual([
        "Results want numbers, as 3 or 3.5.",
    ]);
    expect(goalLacks({ ...empty, objective: "x", last: "2026-11-01" })).toEqual([
        "It ends before it begins.",
    ]);
    const stands = goal("goa_1", {
        results: [{ text: "Lost", unit: "", from: 40_000, to: 10_000, now: 25_000 }],
    });
    expect(goalBody(goalDraft(stands)).results).toEqual(stands.results);
    const below = emptyGoal(ME, "2026-11-20", stands);
    expect(below.parent).toBe(stands.id);
    expect(below.last).toBe(stands.last);
});
