// The page of my board: lanes, what stands still, filters, what was done.
import { expect, test } from "vitest";
import type { BoardId } from "../../data/model";
import { ANA, inMinutes, ME, NOW_MS, request } from "../../data/tests/fixture";
import { board, card, myCard, task, workData } from "../../data/tests/workFixture";
import { filterOf, myBoardView } from "./model";

const DAY = 24 * 60;
const firmware = board("boa_1", "Firmware");
const field = board("boa_2", "Field");

function lane(view: ReturnType<typeof myBoardView>, name: string) {
    return view.lanes.find((one) => one.lane === name);
}

test("three boards are one, and one of them can be shown alone", () => {
    const [a, b, c] = [task("tsk_a"), task("tsk_b"), task("tsk_c")];
    const data = workData(
        {
            tasks: [a, b, c],
            boards: [firmware, field],
            cards: [card(firmware, a), card(field, b), card(firmware, b)],
        },
        { requests: [request("req_1")] },
    );
    const all = myBoardView(data, NOW_MS, null);
    expect(all.intro).toContain("3 tasks from 2 boards and 1 request");
    expect(lane(all, "inbox")?.cards).toHaveLength(4);
    expect(all.filters.map(({ value, count }) => [value, count])).toEqual([
        ["boa_2", 1],
        ["boa_1", 2],
        ["none", 1],
        ["requests", 1],
    ]);
    const shown = (filter: Parameters<typeof myBoardView>[2]) =>
        lane(myBoardView(data, NOW_MS, filter), "inbox")?.cards.map((one) => one.key);
    expect(shown("boa_2" as BoardId)).toEqual(["tsk_b"]);
    expect(shown("none")).toEqual(["tsk_c"]);
    expect(shown("requests")).toEqual(["req_1"]);
    expect(shown(filterOf("?show=boa_1"))).toEqual(["tsk_a", "tsk_b"]);
});

test("a slow task says for how long, what is usual, and nothing else does", () => {
    const slow = task("tsk_slow", { stage: "doing" });
    const other = task("tsk_other");
    const data = workData({
        tasks: [slow, other],
        boards: [firmware],
        cards: [card(firmware, slow), card(firmware, other)],
        myCards: [
            myCard(slow, {
                slow: {
                    since: inMinutes(-6 * DAY),
                    at: inMinutes(0),
                    board: firmware.id,
                    usual_minutes: 960,
                    days: 6,
                },
            }),
            myCard(other, { rank: "W" }),
        ],
    });
    const view = myBoardView(data, NOW_MS, null);
    expect(view.slow).toEqual(["tsk_slow"]);
    const [first, second] = lane(view, "now")?.cards ?? [];
    expect(first?.slow?.line).toBe("No step for 6 working days.");
    expect(first?.slow?.usual).toBe("Cards usually leave Doing after 2 days.");
    expect(second?.slow).toBeNull();
});

test("what stands still far down is named at its lane's head, and its place stays", () => {
    const ranks = ["B", "C", "D", "E", "F"];
    const tasks = ranks.map((rank) => task(`tsk_${rank}`, { stage: "doing" }));
    const slow = {
        since: inMinutes(-6 * DAY),
        at: inMinutes(0),
        board: firmware.id,
        usual_minutes: 960,
        days: 6,
    };
    const data = workData({
        tasks,
        boards: [firmware],
        cards: tasks.map((one) => card(firmware, one)),
        myCards: tasks.map((one, index) =>
            myCard(one, { rank: ranks[index] ?? "", ...(index % 3 === 1 ? { slow } : {}) }),
        ),
    });
    const now = lane(myBoardView(data, NOW_MS, null), "now");
    expect(now?.cards.map((one) => one.key)).toEqual(tasks.map((one) => one.id));
    expect(now?.cards.filter((one) => one.slow).map((one) => one.key)).toEqual(["tsk_C", "tsk_F"]);
    // The second card is in sight as it is.
    expect(now?.risen.map((one) => one.key)).toEqual(["tsk_F"]);
});

test("what is asked of others says whom and until when, and is not put anywhere", () => {
    const owed = request("req_1", { from: ME, asked: ANA, due_at: inMinutes(30) });
    const view = myBoardView(workData({}, { requests: [owed] }), NOW_MS, null);
    const [waiting] = lane(view, "waiting")?.cards ?? [];
    expect(waiting?.due?.label).toBe("Ana, 15:10");
    expect(waiting?.movable).toBe(false);
    expect(lane(view, "waiting")?.count).toBe("1 on others");
});

test("what sleeps says when it wakes; what helps says whom", () => {
    const asleep = task("tsk_asleep");
    const helped = task("tsk_helped", { owner: ANA, helpers: [ME], priority: "high" });
    const view = myBoardView(
        workData({
            tasks: [asleep, helped],
            myCards: [myCard(asleep, { wake_at: inMinutes(3 * DAY) })],
        }),
        NOW_MS,
        null,
    );
    expect(lane(view, "snoozed")?.cards[0]?.wake).toBe("wakes Mon 14:40");
    const [inbox] = lane(view, "inbox")?.cards ?? [];
    expect([inbox?.owner, inbox?.priority]).toEqual(["you help Ana", "High"]);
});
