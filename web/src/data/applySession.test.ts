import { describe, expect, it } from "vitest";
import { apply } from "./apply";
import type { PersonId, Session, SessionId } from "./model";
import { type Data, EMPTY } from "./state";

const id = "ses_1" as SessionId;
const person = (number: number) => `per_${String(number).padStart(3, "0")}` as PersonId;
const stay = (number: number, until: string | null = null) => ({
    person: person(number),
    from: new Date(number * 1000).toISOString(),
    until,
});

function session(stays: number): Session {
    const attendance = Array.from({ length: stays }, (_, at) => stay(at + 1));
    return { id, ended_at: null, attendance } as unknown as Session;
}

function dataWith(me: number, row: Session): Data {
    return { ...EMPTY, me: person(me), seq: 1, sessions: new Map([[id, row]]) };
}

function take(data: Data, number: number, until: string | null = null): Data {
    const event = { type: "session.stay", data: { session: id, stay: stay(number, until) } };
    const frame = { ...event, seq: data.seq + 1, prev: data.seq, at: "2026-11-23T09:00:00Z" };
    return apply(data, frame as Parameters<typeof apply>[1]);
}

const people = (data: Data) => data.sessions.get(id)?.attendance.map((one) => one.person);

describe("session.stay", () => {
    it("keeps the first sixteen stays and one's own", () => {
        let data = dataWith(40, session(15));
        for (const number of [17, 16, 40]) data = take(data, number);
        expect(people(data)).toEqual([
            ...Array.from({ length: 16 }, (_, at) => person(at + 1)),
            person(40),
        ]);
    });

    it("ends a stay in its place", () => {
        const data = take(dataWith(2, session(3)), 2, "2026-11-23T09:30:00Z");
        expect(data.sessions.get(id)?.attendance[1]?.until).toBe("2026-11-23T09:30:00Z");
        expect(people(data)).toHaveLength(3);
    });

    it("changes nothing of a session that is not known", () => {
        const data = { ...dataWith(1, session(1)), sessions: new Map() };
        expect(take(data, 2).sessions.size).toBe(0);
    });

    it("keeps one's own stay when the session is told to all", () => {
        const data = take(dataWith(40, session(16)), 40);
        const frame = { type: "session.updated", data: session(16), seq: 9, prev: 8, at: "" };
        const after = apply(data, frame as Parameters<typeof apply>[1]);
        expect(people(after)?.at(-1)).toBe(person(40));
    });
});
