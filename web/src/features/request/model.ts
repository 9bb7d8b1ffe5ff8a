// A request as the dialogs about it show it, and whom it can be handed to.
import { laterTimes, theirTime } from "../../data/laterTimes";
import type { PersonId, Request, RequestId } from "../../data/model";
import { dueMs, firstNameOf, localTime, myZone, nameOf, placeOf, zoneOf } from "../../data/select";
import type { Data } from "../../data/state";
import { markOf, type TimeMark, withoutOwnName } from "../../data/words";
import { text } from "../../text/text";
import { shortTime } from "../../text/time";
import type { TimeChoice } from "../../ui/TimeChoices";

/** How long before the other one stops working an answer still reaches them, in milliseconds. */
const BEFORE_LEAVING_MS = 15 * 60_000;

/** How far ahead their leaving must be to be worth offering, in milliseconds. */
const LEAVING_AHEAD_MS = 45 * 60_000;

export interface RequestTimes {
    /** Whether the reader is the one who waits, and gives more time. */
    extend: boolean;
    /** The other one, by first name. */
    name: string;
    excerpt: string;
    /** When it is due now; empty if it has no time. */
    due: string;
    choices: (TimeChoice & { atMs: number })[];
    zone: string;
    theirZone: string;
    /** The earliest time that can be named. */
    fromMs: number;
    nowMs: number;
}

/** The other one of a request, seen from the reader. */
function partner(data: Data, request: Request): PersonId {
    return request.from === data.me ? request.asked : request.from;
}

/** What the dialog for a later time shows; `null` once the request is gone. */
export function requestTimes(data: Data, id: RequestId, nowMs: number): RequestTimes | null {
    const request = data.requests.get(id);
    if (!request) return null;
    const other = partner(data, request);
    const name = firstNameOf(data, other);
    const zone = myZone(data);
    const theirZone = zoneOf(data, other);
    const due = dueMs(request);
    const dated = Number.isFinite(due);
    const extend = request.from === data.me;
    const hint = (atMs: number) => theirTime(atMs, nowMs, zone, theirZone, name);
    const choices: RequestTimes["choices"] = laterTimes(data, nowMs, dated ? due : nowMs).map(
        (time) => ({ ...time, hint: hint(time.atMs) }),
    );
    const leaving = extend ? null : leavingMs(data, other, nowMs);
    if (leaving !== null && (!dated || due < leaving)) {
        choices.push({
            id: "leaving",
            atMs: leaving,
            label: text("later.today"),
            time: shortTime(leaving, nowMs, zone),
            hint: text("request.before_leaving", { name }),
        });
        choices.sort((a, b) => a.atMs - b.atMs);
    }
    return {
        extend,
        name,
        excerpt: withoutOwnName(data, request.excerpt),
        due: dated ? shortTime(due, nowMs, zone) : "",
        choices,
        zone,
        theirZone,
        fromMs: Math.max(nowMs, dated ? due : nowMs),
        nowMs,
    };
}

/** Shortly before somebody who can be told now stops; `null` if that is not known or near. */
function leavingMs(data: Data, person: PersonId, nowMs: number): number | null {
    const reach = data.reach.get(person);
    if (reach?.state !== "available" || !reach.until) return null;
    const atMs = Date.parse(reach.until) - BEFORE_LEAVING_MS;
    return LEAVING_AHEAD_MS < atMs - nowMs ? atMs : null;
}

export interface Candidate {
    id: PersonId;
    name: string;
    /** "13:40 London". */
    clock: string;
    mark: TimeMark;
}

/**
 * Who could take a request: open accounts besides its two people; `members` narrows them down to
 * who can read where it stands. Who can be told first comes first.
 */
export function candidates(
    data: Data,
    id: RequestId,
    members: ReadonlySet<PersonId> | null,
    nowMs: number,
): Candidate[] {
    const request = data.requests.get(id);
    if (!request) return [];
    return [...data.people.values()]
        .filter((person) => person.disabled_at === null)
        .filter((person) => person.id !== request.from && person.id !== request.asked)
        .filter((person) => (members ? members.has(person.id) : person.role !== "guest"))
        .map((person) => ({
            reach: reachMs(data, person.id),
            row: {
                id: person.id,
                name: nameOf(data, person.id),
                clock: `${localTime(data, person.id, nowMs)} ${placeOf(person)}`,
                mark: markOf(data, person.id, nowMs),
            },
        }))
        .sort(
            (a, b) =>
                Math.max(a.reach, nowMs) - Math.max(b.reach, nowMs) ||
                a.row.name.localeCompare(b.row.name),
        )
        .map(({ row }) => row);
}

function reachMs(data: Data, person: PersonId): number {
    const next = data.reach.get(person)?.next_reachable;
    return next ? Date.parse(next) : Number.MAX_SAFE_INTEGER;
}
