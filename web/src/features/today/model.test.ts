// Today: what is due on it, what is left of it, and when one has finished.
import { expect, test } from "vitest";
import type { ReachSpan } from "../../data/model";
import { ANA, dataOf, inMinutes, ME, NOW_MS, reach, request } from "../../data/tests/fixture";
import { dayView, freeMs } from "./dayModel";
import { todayView } from "./model";

/** Focus 14:00–15:00, free until 16:00, a call until 16:30, free until 18:00; then off. */
const spans: ReachSpan[] = [
    { from: inMinutes(-880), until: inMinutes(-40), state: "off" },
    { from: inMinutes(-40), until: inMinutes(20), state: "focus" },
    { from: inMinutes(20), until: inMinutes(80), state: "available" },
    { from: inMinutes(80), until: inMinutes(110), state: "live" },
    { from: inMinutes(110), until: inMinutes(200), state: "available" },
    { from: inMinutes(200), until: inMinutes(1_100), state: "off" },
    { from: inMinutes(1_100), until: inMinutes(1_400), state: "available" },
];

test("the ruler begins and ends with the work of the day", () => {
    const day = dayView(dataOf({ reach: [reach(ME, spans)] }), NOW_MS);
    expect(day?.hours.map((hour) => hour.label)).toEqual([
        "14:00",
        "15:00",
        "16:00",
        "17:00",
        "18:00",
    ]);
    // The focus is cut by now: what was kept, and what is ahead.
    expect(day?.blocks.map((block) => block.look)).toEqual([
        "past",
        "focus",
        "free",
        "live",
        "free",
    ]);
    expect(day?.now?.label).toBe("14:40");
});

test("free is what is neither a call nor past", () => {
    const data = dataOf({ reach: [reach(ME, spans)] });
    const untilMs = dayView(data, NOW_MS)?.untilMs ?? 0;
    expect(freeMs(data, NOW_MS, untilMs)).toEqual({ free: 170 * 60_000, focus: 20 * 60_000 });
});

test("a day without work has no ruler and says so", () => {
    const off = [{ from: inMinutes(-880), until: inMinutes(900), state: "off" } as const];
    const view = todayView(dataOf({ reach: [reach(ME, off)] }), NOW_MS);
    expect(view.day).toBeNull();
    expect(view.intro).toContain("No working hours today");
});

test("only what is due today or overdue stands on it, and the last one done finishes it", () => {
    const tomorrow = request("req_3", { due_at: inMinutes(60 * 24) });
    const rows = [request("req_1"), request("req_2", { due_at: inMinutes(-200) }), tomorrow];
    const view = todayView(dataOf({ requests: rows }), NOW_MS);
    expect(view.due.map((row) => row.id)).toEqual(["req_2", "req_1"]);
    expect(view.finished).toBe(false);
    const answered = { state: "answered", at: inMinutes(-10), by: null } as const;
    const done = rows.map((row) =>
        row.id === "req_3" ? row : request(row.id, { ...answered, asked: ME, from: ANA }),
    );
    const after = todayView(dataOf({ requests: done }), NOW_MS);
    expect(after.due.map((row) => row.done)).toEqual(["done 14:30", "done 14:30"]);
    expect(after.finished).toBe(true);
    expect(after.finish).toContain("That is all for today");
});
