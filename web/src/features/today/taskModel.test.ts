// The tasks of today: planned ones, due ones, done ones, and what the day still holds.
import { expect, test } from "vitest";
import { ANA, inMinutes, ME, NOW_MS } from "../../data/tests/fixture";
import { myCard, task, workData } from "../../data/tests/workFixture";
import { todayView } from "./model";
import { planWords, todayTasks } from "./taskModel";

const DAY = { date: "2026-11-20", ends_at: null, focus_minutes: 0 };

test("what is planned or due today stands on it, and the last one done finishes it", () => {
    const planned = task("tsk_planned", { estimate_minutes: 90 });
    const carried = task("tsk_carried");
    const tomorrow = task("tsk_tomorrow");
    const rows = {
        tasks: [
            planned,
            carried,
            tomorrow,
            task("tsk_due", { due: { day: "2026-11-20" }, due_at: inMinutes(200) }),
            task("tsk_helped", {
                owner: ANA,
                helpers: [ME],
                due: { day: "2026-11-20" },
                due_at: inMinutes(200),
            }),
            task("tsk_done", { finished_at: inMinutes(-28) }),
        ],
        myCards: [
            myCard(planned, { planned_for: "2026-11-20" }),
            myCard(carried, { planned_for: "2026-11-19", rank: "W" }),
            myCard(tomorrow, { planned_for: "2026-11-21", rank: "X" }),
        ],
    };
    const tasks = todayTasks(workData(rows), NOW_MS);
    expect(tasks.rows.map((row) => [row.id, row.planned, row.done])).toEqual([
        ["tsk_due", false, ""],
        ["tsk_planned", true, ""],
        ["tsk_carried", true, ""],
        ["tsk_done", false, "done 14:12"],
    ]);
    expect(tasks.open).toBe(3);
    expect(tasks.offered.map((row) => row.id)).toEqual(["tsk_tomorrow"]);
    expect(tasks.rows[1]?.about).toBe("about 1 h 30");
    expect(todayView(workData(rows), NOW_MS).finished).toBe(false);
    const done = rows.tasks.map((row) => ({ ...row, finished_at: inMinutes(-1) }));
    expect(todayView(workData({ tasks: done }), NOW_MS).finished).toBe(true);
});

test("the plan says whether it fits", () => {
    const plan = (left_minutes: number, planned_minutes: number, unestimated = 0) =>
        planWords({ ...DAY, left_minutes, planned_minutes, unestimated });
    expect(plan(190, 150, 1)).toBe("2 h 30 planned, 3 h 10 left, 1 without an estimate");
    expect(plan(60, 90)).toBe("1 h 30 planned, but only 1 h left");
    expect(plan(0, 30)).toBe("30 min planned, no working time left");
    expect(plan(45, 0)).toBe("45 min left today");
    expect(plan(0, 0)).toBe("");
    expect(planWords(null)).toBe("");
});
