// My board: lanes and order as the server has them.
import { expect, test } from "vitest";
import type { TaskId } from "./model";
import { doneSince, laneOf, mondayOf, myRows, workDaysSince } from "./myBoard";
import { ANA, BEN, inMinutes, ME, NOW_MS, request } from "./tests/fixture";
import { myCard, task, workData } from "./tests/workFixture";

test("a lane is chosen, unless it is snoozed or waits", () => {
    const later = { lane: "later", wake_at: null } as const;
    expect(laneOf({ card: null, waits: false, nowMs: NOW_MS })).toBe("inbox");
    expect(laneOf({ card: later, waits: false, nowMs: NOW_MS })).toBe("later");
    expect(laneOf({ card: later, waits: true, nowMs: NOW_MS })).toBe("waiting");
    const asleep = { ...later, wake_at: inMinutes(1) };
    expect(laneOf({ card: asleep, waits: true, nowMs: NOW_MS })).toBe("snoozed");
    const awake = { ...later, wake_at: inMinutes(0) };
    expect(laneOf({ card: awake, waits: false, nowMs: NOW_MS })).toBe("later");
});

test("tasks that are mine or that I help with stand on it, with requests both ways", () => {
    const rows = myRows(
        workData(
            {
                tasks: [
                    task("tsk_own"),
                    task("tsk_help", { owner: ANA, helpers: [ME] }),
                    task("tsk_theirs", { owner: ANA }),
                    task("tsk_done", { finished_at: inMinutes(-5) }),
                    task("tsk_dropped", { dropped_at: inMinutes(-5) }),
                ],
            },
            {
                requests: [
                    request("req_me"),
                    request("req_them", { from: ME, asked: BEN }),
                    request("req_old", { state: "answered", at: inMinutes(-1), by: null }),
                ],
            },
        ),
        NOW_MS,
    );
    expect(rows.map((row) => `${row.key} ${row.lane}`).sort()).toEqual([
        "req_me inbox",
        "req_them waiting",
        "tsk_help inbox",
        "tsk_own inbox",
    ]);
});

test("a task waits while it is blocked or something before it is open, also what one does not see", () => {
    const open = task("tsk_open");
    const data = workData({
        tasks: [
            open,
            task("tsk_closed", { finished_at: inMinutes(-1) }),
            task("tsk_a", { waits_on: [open.id], open_waits: 1 }),
            task("tsk_b", { waits_on: ["tsk_closed" as TaskId] }),
            task("tsk_c", { blocked: true }),
            task("tsk_d", { waits_on: ["tsk_unseen" as TaskId], open_waits: 1 }),
            task("tsk_e", { waits_on: ["tsk_unseen_done" as TaskId] }),
        ],
    });
    const waiting = myRows(data, NOW_MS).filter((row) => row.lane === "waiting");
    expect(waiting.map((row) => row.key).sort()).toEqual(["tsk_a", "tsk_c", "tsk_d"]);
});

test("own order first, then overdue, priority, due and age", () => {
    const first = task("tsk_first");
    const second = task("tsk_second", { priority: "highest" });
    const data = workData({
        tasks: [
            task("tsk_old", { created_at: inMinutes(-9_000) }),
            task("tsk_new"),
            task("tsk_high", { priority: "high" }),
            task("tsk_due", { due: { at: inMinutes(60) }, due_at: inMinutes(60) }),
            task("tsk_over", {
                priority: "low",
                due: { at: inMinutes(-1) },
                due_at: inMinutes(-1),
            }),
            second,
            first,
        ],
        myCards: [
            myCard(second, { lane: "inbox", rank: "b" }),
            myCard(first, { lane: "inbox", rank: "Z" }),
        ],
    });
    expect(myRows(data, NOW_MS).map((row) => row.key)).toEqual([
        "tsk_first",
        "tsk_second",
        "tsk_over",
        "tsk_high",
        "tsk_due",
        "tsk_old",
        "tsk_new",
    ]);
});

test("the week begins on Monday, and what was done in it counts", () => {
    const data = workData({
        tasks: [
            task("tsk_friday", { finished_at: inMinutes(-60) }),
            task("tsk_monday", { finished_at: "2026-11-16T08:00:00Z" }),
            task("tsk_before", { finished_at: "2026-11-15T20:00:00Z" }),
            task("tsk_theirs", { owner: ANA, finished_at: inMinutes(-60) }),
        ],
    });
    const monday = mondayOf(data, NOW_MS);
    expect(monday).toBe("2026-11-16");
    expect(doneSince(data, monday).map((done) => done.id)).toEqual(["tsk_friday", "tsk_monday"]);
});

test("days of work leave out the days off of the week", () => {
    const days = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
    const data = workData({});
    const organisation = {
        default_week: days.map((day) => ({ day, from: 540, until: 1080 })),
    } as unknown as NonNullable<typeof data.organisation>;
    const week = { ...data, organisation };
    // Friday to the Friday before: five days, not seven.
    expect(workDaysSince(week, NOW_MS - 7 * 86_400_000, NOW_MS)).toBe(5);
    expect(workDaysSince(week, NOW_MS, NOW_MS)).toBe(0);
});
