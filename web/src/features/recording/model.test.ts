import { expect, test } from "vitest";
import { type Attendance, joinStays } from "./model";

function stay(person: string, from: number, until: number | null): Attendance {
    const at = (second: number) => new Date(1_000 * second).toISOString();
    const made = { person, from: at(from), until: until === null ? null : at(until) };
    return JSON.parse(JSON.stringify(made));
}

test("a page that was loaded again does not cut a stay in two", () => {
    const joined = joinStays([stay("ana", 0, 60), stay("ben", 5, 90), stay("ana", 62, 90)]);
    expect(joined).toEqual([stay("ana", 0, 90), stay("ben", 5, 90)]);
});

test("who goes and comes back later was there twice", () => {
    const stays = [stay("ana", 0, 60), stay("ana", 300, 400)];
    expect(joinStays(stays)).toEqual(stays);
});
