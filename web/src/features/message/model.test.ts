// What stands beside a message: the request it opened or joined, and what its escalation did.
import { expect, test } from "vitest";
import type {
    ChannelId,
    Group,
    GroupId,
    Message,
    MessageId,
    Person,
    PersonId,
    Request,
    RequestId,
    TopicId,
} from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { marginOf, requestsAt } from "./model";

const NOW = Date.parse("2026-11-20T13:40:00Z");
const mira = "per_1" as PersonId;
const ana = "per_2" as PersonId;
const ben = "per_3" as PersonId;
const topic = "top_1" as TopicId;
const channel = "chn_1" as ChannelId;

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

const group: Group = {
    id: "grp_1" as GroupId,
    name: "Firmware",
    purpose: "",
    members: [ana, ben],
    rota: null,
    created_at: "2026-11-01T00:00:00Z",
    archived_at: null,
    version: 1,
};

function message(id: string, asked: PersonId[] = [ana]): Message {
    return {
        id: id as MessageId,
        topic,
        channel,
        ordinal: 1,
        author: mira,
        body: { kind: "text" },
        text: "please",
        html: "<p>please</p>",
        expectation: "today",
        reply_to: null,
        asked,
        groups: [],
        urgent: null,
        attachments: [],
        reactions: [],
        sent_at: "2026-11-20T13:00:00Z",
        edited_at: null,
        deleted_at: null,
        version: 1,
    };
}

const opened = message("msg_1");
const later = message("msg_2");

function request(asked: PersonId, change: Partial<Request> = {}): Request {
    return {
        id: `req_${asked}` as RequestId,
        message: opened.id,
        follow_ups: [later.id],
        topic,
        channel,
        from: mira,
        asked,
        group: null,
        instead_of: null,
        urgent: false,
        excerpt: "please",
        expectation: "today",
        opened_at: "2026-11-20T13:00:00Z",
        due_at: "2026-11-20T16:00:00Z",
        due_reason: { rule: "named" },
        escalation: null,
        nudged_at: null,
        offered_at: null,
        state: "open",
        ...change,
    } as Request;
}

function data(...requests: Request[]): Data {
    const people = [person(mira, "Mira"), person(ana, "Ana"), person(ben, "Ben")];
    return {
        ...EMPTY,
        me: mira,
        people: new Map(people.map((one) => [one.id, one])),
        groups: new Map([[group.id, group]]),
        requests: new Map(requests.map((one) => [one.id, one])),
    };
}

test("a request stands with the message that opened it; a follow-up says that it joined", () => {
    const found = data(request(ana));
    expect(marginOf(found, opened, NOW).requests.map((one) => one.line)).toEqual([
        "waiting on Ana",
    ]);
    expect(marginOf(found, later, NOW).requests).toEqual([]);
    expect(marginOf(found, later, NOW).wish).toBe("joins the request above");
});

test("an urgent one stands with its newest message while it is open", () => {
    const urgent = request(ana, { urgent: true });
    expect(requestsAt(data(urgent), opened)).toEqual([]);
    expect(requestsAt(data(urgent), later)).toEqual([urgent]);
    const at = "2026-11-20T13:30:00Z";
    const answered = { ...urgent, state: "answered", at, by: null } as Request;
    expect(requestsAt(data(answered), opened)).toEqual([answered]);
});

test("of a group that answers as one a single line stands for all", () => {
    const found = data(request(ana, { group: group.id }), request(ben, { group: group.id }));
    const { requests } = marginOf(found, opened, NOW);
    expect(requests.map((one) => one.line)).toEqual(["waiting on any one of Firmware"]);
});

test("an escalation names whom it rang, whom it skipped and when it goes on", () => {
    const escalation: Request["escalation"] = {
        steps: [
            { at: "2026-11-20T13:10:00Z", person: ana, rung_as: "asked", skipped: null },
            {
                at: "2026-11-20T13:15:00Z",
                person: ben,
                rung_as: "deputy",
                skipped: { because: "not_reachable", state: { why: "focus_block" } },
            },
        ],
        next_at: "2026-11-20T13:50:00Z",
        nobody_left_at: null,
    };
    const found = data(request(ana, { urgent: true, follow_ups: [], escalation }));
    expect(marginOf(found, opened, NOW).requests[0]?.steps).toEqual([
        "13:10 rang Ana",
        "13:15 skipped: Ben is in focus",
        "rings the next 13:50",
    ]);
    const over = { ...escalation, next_at: null, nobody_left_at: "2026-11-20T13:20:00Z" };
    const ended = data(request(ana, { urgent: true, follow_ups: [], escalation: over }));
    expect(marginOf(ended, opened, NOW).requests[0]?.steps.at(-1)).toBe("Nobody is left to ring.");
});
