// What a call left, in words: who was there from when to when, who missed it, how long it was.
import type { PersonId, Session } from "../../data/model";
import { firstNameOf, myZone, nameOf } from "../../data/select";
import type { Data } from "../../data/state";
import { namesOf } from "../../data/words";
import { listed, text } from "../../text/text";
import { clockTime, spanWords } from "../../text/time";

/** One stay of one person. */
export type Attendance = Session["attendance"][number];

/** Stays that are this close together are one: somebody loaded the page again. */
const SAME_STAY_MS = 30_000;

export interface ResidueView {
    title: string;
    names: string;
    missed: string;
    stays: { key: string; words: string }[];
}

/** What is shown of an ended session. */
export function residueView(data: Data, session: Session): ResidueView {
    const started = Date.parse(session.started_at);
    const ended = Date.parse(session.ended_at ?? session.started_at);
    const came = [...new Set(session.attendance.map((stay) => stay.person))];
    const missed = session.rung.filter((person) => !came.includes(person));
    const [only] = came;
    return {
        title:
            session.kind === "huddle"
                ? text("residue.huddle", { length: spanWords(ended - started) })
                : text("residue.length", { length: spanWords(ended - started) }),
        names:
            came.length === 1 && only
                ? text("residue.came_alone", { name: nameOf(data, only) })
                : text("residue.came", { names: cameWords(data, came) }),
        missed: missed.length === 0 ? "" : text("residue.missed", { names: namesOf(data, missed) }),
        stays: joinStays(session.attendance).map((stay) => {
            const zone = myZone(data);
            return {
                key: `${stay.person} ${stay.from}`,
                words: text("residue.stay", {
                    name: nameOf(data, stay.person),
                    from: clockTime(Date.parse(stay.from), zone),
                    until: clockTime(Date.parse(stay.until ?? stay.from), zone),
                }),
            };
        }),
    };
}

/** "Ruth, Ben and you". */
function cameWords(data: Data, people: readonly PersonId[]): string {
    const others = people.filter((person) => person !== data.me);
    const names = others.map((person) => firstNameOf(data, person));
    if (others.length < people.length) names.push(text("residue.you"));
    return listed(names);
}

/** Joins stays of one person that follow each other at once. */
export function joinStays(attendance: readonly Attendance[]): Attendance[] {
    const joined: Attendance[] = [];
    for (const stay of attendance) {
        const at = joined.findLastIndex((other) => other.person === stay.person);
        const before = joined[at];
        const close =
            before?.until && Date.parse(stay.from) - Date.parse(before.until) < SAME_STAY_MS;
        if (before && close) joined[at] = { ...before, until: stay.until };
        else joined.push(stay);
    }
    return joined;
}
