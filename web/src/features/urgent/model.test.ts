// What rings: only what was told and not dealt with, the longest first, in whose stead.
import { expect, test } from "vitest";
import type {
    Delivery,
    DeliveryId,
    MessageId,
    Person,
    PersonId,
    RequestId,
    TopicId,
} from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { ringView, urgentRings } from "./model";

const mira = "per_1" as PersonId;
const ana = "per_2" as PersonId;
const ben = "per_3" as PersonId;

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

function ring(id: string, told: string | null, done: string | null = null) {
    return {
        id: id as DeliveryId,
        person: ben,
        about: "urgent_ring" as const,
        request: "req_1" as RequestId,
        message: "msg_1" as MessageId,
        asked: ana,
        rung_as: "deputy" as const,
        topic: "top_1" as TopicId,
        channel: null,
        from: mira,
        delivery: "break_through" as const,
        reason: { because: "urgent" as const },
        decided_at: "2026-11-20T13:00:00Z",
        told_at: told,
        done_at: done,
    } satisfies Delivery;
}

function data(...rings: Delivery[]): Data {
    const people = [person(mira, "Mira Lind"), person(ana, "Ana Mori"), person(ben, "Ben")];
    return {
        ...EMPTY,
        me: ben,
        people: new Map(people.map((one) => [one.id, one])),
        deliveries: new Map(rings.map((one) => [one.id, one])),
    };
}

test("it rings until it is dealt with, the longest first", () => {
    const found = data(
        ring("dlv_1", "2026-11-20T13:05:00Z"),
        ring("dlv_2", "2026-11-20T13:01:00Z"),
        ring("dlv_3", "2026-11-20T13:00:00Z", "2026-11-20T13:02:00Z"),
        ring("dlv_4", null),
    );
    expect(urgentRings(found).map((one) => one.id)).toEqual(["dlv_2", "dlv_1"]);
});

test("a deputy is told in whose stead", () => {
    const one = ring("dlv_1", "2026-11-20T13:05:00Z");
    const view = ringView(data(one), one);
    expect(view.title).toBe("Mira Lind needs an answer now");
    expect(view.stead).toBe("Ana has not answered. You are rung as deputy.");
    expect(ringView(data(one), { ...one, rung_as: "asked" }).stead).toBe("");
});
