// People as lists and pages show them.
import type { GroupId, PersonId, Role } from "../../data/model";
import { placeToday } from "../../data/places";
import {
    firstNameOf,
    groupsInUse,
    localTime,
    myZone,
    placeOf,
    standInsOf,
} from "../../data/select";
import type { Data } from "../../data/state";
import { markOf, stateSentence, type TimeMark, whyState } from "../../data/words";
import { text } from "../../text/text";
import { shortTime } from "../../text/time";

export interface PersonRow {
    id: PersonId;
    name: string;
    me: boolean;
    role: Role;
    /** "13:40 London". */
    clock: string;
    /** "Available until 17:30", on their clock. */
    state: string;
    /** Where they work today; empty if they did not say. */
    place: string;
    mark: TimeMark;
    disabled: boolean;
}

/** Everybody whose account is open, by name, the reader last. */
export function peopleRows(data: Data, nowMs: number): PersonRow[] {
    return [...data.people.values()]
        .filter((person) => person.disabled_at === null)
        .sort(
            (a, b) =>
                Number(a.id === data.me) - Number(b.id === data.me) || a.name.localeCompare(b.name),
        )
        .flatMap((person) => personRow(data, person.id, nowMs) ?? []);
}

/** One person, if the reader may see them. */
export function personRow(data: Data, id: PersonId, nowMs: number): PersonRow | null {
    const person = data.people.get(id);
    if (!person) return null;
    const reach = data.reach.get(id);
    return {
        id,
        name: person.name,
        me: id === data.me,
        role: person.role,
        clock: `${localTime(data, id, nowMs)} ${placeOf(person)}`,
        state: reach ? stateSentence(reach, nowMs, person.time_zone) : "",
        place: placeToday(data, id, nowMs),
        mark: markOf(data, id, nowMs),
        disabled: person.disabled_at !== null,
    };
}

/** Why somebody is as they are, and what is assumed. */
export function whyWords(data: Data, id: PersonId): string {
    const person = data.people.get(id);
    const reach = data.reach.get(id);
    return person && reach ? `${whyState(person.name, reach.reason)}.` : "";
}

/** When somebody can be told next, on both clocks. */
export function nextWords(data: Data, id: PersonId, nowMs: number): string {
    const reach = data.reach.get(id);
    const mark = markOf(data, id, nowMs);
    if (!reach || mark.step === "reachable") return text("person.reach_now");
    if (!reach.next_reachable) return text("reach.never");
    const mine = shortTime(Date.parse(reach.next_reachable), nowMs, myZone(data));
    return text("person.reach_next", { time: mark.label, mine });
}

/** What a card says besides time and state. */
export interface PersonFacts {
    /** Where they work today; empty if they did not say. */
    place: string;
    /** Who stands in while they are off: "Ben, then Ruth"; empty if nobody or not needed. */
    standIns: string;
    groups: { id: GroupId; name: string }[];
}

/** The facts of somebody's card. */
export function personFacts(data: Data, id: PersonId, nowMs: number): PersonFacts {
    const off = data.reach.get(id)?.state === "off";
    const names = off ? standInsOf(data, id, nowMs).map((one) => firstNameOf(data, one)) : [];
    return {
        place: placeToday(data, id, nowMs),
        standIns: names.join(text("person.then")),
        groups: groupsInUse(data)
            .filter((group) => group.members.includes(id))
            .map(({ id: group, name }) => ({ id: group, name })),
    };
}
