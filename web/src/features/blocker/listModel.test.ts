// The list of blockers: who is stuck, whose dates are at risk, and what blocked most.
import { expect, test } from "vitest";
import type { BlockerCause, BlockerDetail } from "../../data/model";
import { ANA, BEN, CHANNEL, inMinutes, ME, NOW_MS, TOPIC } from "../../data/tests/fixture";
import { board, task, workData } from "../../data/tests/workFixture";
import { blockerRow, causeRows } from "./listModel";

const release = task("tsk_release", {
    title: "Release 2.4",
    due: { at: inMinutes(120) },
    due_at: inMinutes(120),
});
const build = task("tsk_build", { title: "Sign the build", blocked: true });

function detail(change: Partial<BlockerDetail["blocker"]> = {}): BlockerDetail {
    return {
        blocker: {
            id: "blk_1" as BlockerDetail["blocker"]["id"],
            topic: TOPIC,
            task: build.id,
            channel: CHANNEL,
            raised_by: ANA,
            raised_at: inMinutes(-90),
            text: "No remote access",
            tell_at: inMinutes(30),
            told_at: null,
            helpers: [BEN, ME],
            return_of: null,
            resolved_by: null,
            resolved_at: null,
            outcome: "",
            ...change,
        },
        title: "Sign the build",
        task: build,
        risks: [
            {
                task: release.id,
                title: release.title,
                blocker: null,
                on: build.id,
                due_at: inMinutes(120),
                expected_at: inMinutes(210),
                lost_minutes: 90,
                iteration: null,
            },
        ],
    };
}

const data = workData({ tasks: [release, build], boards: [board("boa_1", "Firmware")] });

test("what is blocked now says since when, who helps and which date is at risk", () => {
    const row = blockerRow(data, detail(), NOW_MS);
    expect(row.meta).toBe("Ana, since 13:10");
    expect(row.helpers).toBe("Ben and Mira help");
    expect(row.risks).toEqual(["“Release 2.4”, due 16:40, may be 18:10 instead"]);
    expect([row.warm, row.helping, row.own]).toEqual([false, true, false]);
    expect(blockerRow(data, detail({ told_at: inMinutes(-5) }), NOW_MS).warm).toBe(true);
});

test("what was resolved says how long it took and how it ended", () => {
    const row = blockerRow(
        data,
        detail({ resolved_at: inMinutes(-30), resolved_by: BEN, outcome: "Ben went there" }),
        NOW_MS,
    );
    expect(row.meta).toBe("Ana, 14:10, after 1 h");
    expect(row.told).toBe("Ben went there");
    expect(row.risks).toEqual([]);
});

test("causes are measured against the longest", () => {
    const cause = (title: string, minutes: number, count: number): BlockerCause => ({
        topic: title as BlockerCause["topic"],
        channel: CHANNEL,
        title,
        task: null,
        boards: [board("boa_1", "Firmware").id],
        count,
        minutes,
        open: false,
        text: "No stamp",
        outcome: "Sent by post",
    });
    const rows = causeRows(data, [cause("Permit", 600, 3), cause("Pumps", 150, 1)]);
    expect(rows.map((row) => [row.share, row.sum])).toEqual([
        [1, "3 blockers, 10 h of work"],
        [0.25, "1 blocker, 2 h 30 of work"],
    ]);
    expect(rows[0]?.place).toBe("Firmware");
    expect(rows[0]?.newest).toBe("No stamp → Sent by post");
});
