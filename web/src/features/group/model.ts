// Groups as lists and pages show them.
import type { Group, GroupId, PersonId } from "../../data/model";
import {
    firstNameOf,
    groupsInUse,
    isAdmin,
    localTime,
    myself,
    myZone,
    nameOf,
    placeOf,
    proposalsOf,
} from "../../data/select";
import type { Data } from "../../data/state";
import { markOf, stateSentence, type TimeMark } from "../../data/words";
import { text } from "../../text/text";
import { shortTime } from "../../text/time";
import { onDuty } from "./duty";
import { type Turn, turnsOf } from "./rota";

/** Turns that are shown ahead. */
const TURNS_SHOWN = 5;

export interface GroupRow {
    id: GroupId;
    name: string;
    purpose: string;
    /** "5 people". */
    people: string;
    /** "Ana is on duty"; empty without a rota. */
    duty: string;
    mine: boolean;
}

/** All groups that are used: those of the reader first, then by name. */
export function groupRows(data: Data, nowMs: number): GroupRow[] {
    return groupsInUse(data)
        .map((group): GroupRow => {
            const duty = onDuty(data, group, nowMs);
            return {
                id: group.id,
                name: group.name,
                purpose: group.purpose,
                people: text("group.people", { count: group.members.length }),
                duty: duty ? text("group.on_duty", { name: firstNameOf(data, duty.person) }) : "",
                mine: data.me !== null && group.members.includes(data.me),
            };
        })
        .sort((a, b) => Number(b.mine) - Number(a.mine) || a.name.localeCompare(b.name));
}

/** Groups that are not used any more, by name. */
export function archivedGroups(data: Data): { id: GroupId; name: string }[] {
    return [...data.groups.values()]
        .filter((group) => group.archived_at !== null)
        .map(({ id, name }) => ({ id, name }))
        .sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether the reader may change a group: its people and admins do. */
export function mayChange(data: Data, group: Group): boolean {
    return isAdmin(myself(data)) || (data.me !== null && group.members.includes(data.me));
}

export interface MemberRow {
    id: PersonId;
    name: string;
    /** "13:40 London". */
    clock: string;
    state: string;
    mark: TimeMark;
    onDuty: boolean;
}

/** The people of a group by name, with their time. */
export function memberRows(data: Data, group: Group, nowMs: number): MemberRow[] {
    const duty = onDuty(data, group, nowMs)?.person;
    return group.members
        .flatMap((id): MemberRow[] => {
            const person = data.people.get(id);
            if (!person || person.disabled_at !== null) return [];
            const reach = data.reach.get(id);
            return [
                {
                    id,
                    name: person.name,
                    clock: `${localTime(data, id, nowMs)} ${placeOf(person)}`,
                    state: reach ? stateSentence(reach, nowMs, person.time_zone) : "",
                    mark: markOf(data, id, nowMs),
                    onDuty: id === duty,
                },
            ];
        })
        .sort((a, b) => a.name.localeCompare(b.name));
}

export interface TurnRow extends Turn {
    key: string;
    name: string;
    /** "for Ben". */
    instead: string;
    from: string;
    until: string;
    now: boolean;
}

/** The turns from now on, on the reader's clock. */
export function turnRows(data: Data, group: Group, nowMs: number): TurnRow[] {
    if (!group.rota) return [];
    const zone = myZone(data);
    return turnsOf(group.rota, nowMs, TURNS_SHOWN).map((turn) => ({
        ...turn,
        key: `${turn.fromMs} ${turn.person}`,
        name: nameOf(data, turn.person),
        instead: turn.planned
            ? text("rota.instead", { name: firstNameOf(data, turn.planned) })
            : "",
        from: shortTime(turn.fromMs, nowMs, zone),
        until: shortTime(turn.untilMs, nowMs, zone),
        now: turn.fromMs <= nowMs,
    }));
}

/** What a group's page says of its agreement, in one line. */
export function agreementLine(data: Data, group: GroupId, nowMs: number): string {
    const agreement = data.agreements.get(group);
    const open = proposalsOf(data, group).length;
    const since = agreement
        ? text("agreement.since", {
              time: shortTime(Date.parse(agreement.changed_at), nowMs, myZone(data)),
          })
        : text("agreement.none_line");
    return open === 0 ? since : `${since} · ${text("agreement.open_count", { count: open })}`;
}

/** Everybody who may be in a group, by name: no guests, no closed accounts. */
export function eligible(data: Data): { id: PersonId; name: string; hint: string }[] {
    return [...data.people.values()]
        .filter((person) => person.role !== "guest" && person.disabled_at === null)
        .map((person) => ({ id: person.id, name: person.name, hint: placeOf(person) }))
        .sort((a, b) => a.name.localeCompare(b.name));
}
