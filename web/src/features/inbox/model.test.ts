// The piles: whose turn it is, on which clock, what is told where, what is one row.
import { expect, test } from "vitest";
import type { GroupId, MessageId, RequestId } from "../../data/model";
import {
    ANA,
    BEN,
    dataOf,
    delivery,
    inMinutes,
    ME,
    NOW_MS,
    request,
} from "../../data/tests/fixture";
import { commandsOf } from "./commands";
import { inboxView } from "./model";

const group = "grp_1" as GroupId;

test("what waits on me has its due on both clocks, by due", () => {
    const later = request("req_2", { due_at: inMinutes(60 * 24), from: BEN });
    const view = inboxView(dataOf({ requests: [later, request("req_1")] }), NOW_MS);
    expect(view.waiting.map((item) => item.id)).toEqual(["req_1", "req_2"]);
    expect(view.waiting[0]).toMatchObject({
        mark: { label: "16:10", step: "today" },
        left: "in 1 h 30",
        theirs: "Sat 00:10 for Ana",
    });
    expect(view.waiting[1]?.theirs).toBe(""); // Ben's clock shows the same
});

test("what I wait for stands on the other side, a group as one row", () => {
    const mine = { from: ME, group, message: "msg_7" as MessageId };
    const view = inboxView(
        dataOf({
            requests: [
                request("req_1", { from: ME, asked: BEN }),
                request("req_2", { ...mine, asked: ANA }),
                request("req_3", { ...mine, asked: BEN }),
            ],
        }),
        NOW_MS,
    );
    expect(view.waiting).toEqual([]);
    expect(view.others.map((item) => item.requests)).toEqual([["req_1"], ["req_2", "req_3"]]);
    expect(view.others[1]?.members).toBe("anyone of Ana and Ben");
    const [one, team] = view.others.map(commandsOf);
    expect(one).toContain("delegate");
    expect(team).not.toContain("delegate"); // one member more or less is not the whole group
});

test("a nudge stands on its request while that is open, and by itself no more", () => {
    const about = { about: "nudge", request: "req_1" as RequestId } as const;
    const nudged = request("req_1", { nudged_at: inMinutes(-5), due_at: inMinutes(-70) });
    const deliveries = [delivery("dlv_1", about)];
    const open = inboxView(dataOf({ requests: [nudged], deliveries }), NOW_MS);
    expect(open.waiting[0]?.nudged).toBe(true);
    expect(open.notices).toEqual([]);
    const gone = inboxView(dataOf({ deliveries }), NOW_MS);
    expect(gone.notices).toHaveLength(1);
});

test("an overdue offer has its ways out in place, and a call only if it can be taken", () => {
    const about = { about: "overdue", request: "req_1" as RequestId } as const;
    const rows = {
        requests: [request("req_1", { from: ME, asked: BEN, due_at: inMinutes(-30) })],
        deliveries: [delivery("dlv_1", about)],
    };
    const [item] = inboxView(dataOf(rows), NOW_MS).notices;
    expect(item?.acts.map((act) => act.act)).toEqual(["ask_else", "more_time", "withdraw"]);
    const data = dataOf(rows);
    const reachable = {
        ...data,
        reach: new Map([[BEN, { state: "available", next_reachable: inMinutes(0) } as never]]),
    };
    const [again] = inboxView(reachable, NOW_MS).notices;
    expect(again?.acts[0]).toMatchObject({ act: "call", person: BEN });
});

test("what is held says until when and why, and has nothing to do yet", () => {
    const held = { delivery: "hold", until: inMinutes(80), told_at: null } as const;
    const view = inboxView(
        dataOf({
            requests: [request("req_1")],
            deliveries: [
                delivery("dlv_1", { about: "message", message: "msg_1" as MessageId }, held),
                delivery("dlv_2", { about: "nudge", request: "req_9" as RequestId }, held),
            ],
        }),
        NOW_MS,
    );
    expect(view.waiting[0]?.held).toEqual({
        words: "held until 16:00",
        why: "/why/delivery/dlv_1",
    });
    expect(view.notices[0]).toMatchObject({ held: "16:00", acts: [] });
    expect(view.notices.map(commandsOf)[0]).not.toContain("done");
});
