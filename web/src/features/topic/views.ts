// Views that a topic asks for in writing, in words.
import type { PersonId, TopicId } from "../../data/model";
import { firstNameOf, myZone, participants } from "../../data/select";
import type { Data } from "../../data/state";
import { namesOf } from "../../data/words";
import { listed, text } from "../../text/text";
import { shortTime } from "../../text/time";

export interface ViewsView {
    /** Who wants them of whom until when. */
    line: string;
    /** "Ben wrote. Ana still to write." */
    state: string;
    given: number;
    of: number;
    progress: string;
    /** Whether the reader's own is missing. */
    mine: boolean;
    /** Whether the reader may say that they are not needed any more. */
    canDrop: boolean;
}

function names(data: Data, people: readonly PersonId[]): string {
    const others = people.filter((person) => person !== data.me);
    const words = others.map((person) => firstNameOf(data, person));
    return listed(others.length < people.length ? [...words, text("person.you")] : words);
}

/** What the banner says; `null` where no views are wanted. */
export function viewsView(data: Data, topic: TopicId, nowMs: number): ViewsView | null {
    const views = data.topics.get(topic)?.written_views;
    if (!views) return null;
    const missing = views.of.filter((person) => !views.given.includes(person));
    const theirs = missing.filter((person) => person !== data.me);
    const time = shortTime(Date.parse(views.by), nowMs, myZone(data));
    const own = views.asked_by === data.me;
    const given = views.of.length - missing.length;
    const over = Date.parse(views.by) <= nowMs;
    const parts = [
        0 < given ? text("views.given", { names: names(data, views.given) }) : "",
        missing.length === 0 ? text("views.none_missing") : "",
        0 < theirs.length ? text("views.missing", { names: namesOf(data, theirs) }) : "",
        over && 0 < missing.length ? text("views.over") : "",
    ];
    return {
        line: own
            ? text("views.line_own", { names: names(data, views.of), time })
            : text("views.line", {
                  name: firstNameOf(data, views.asked_by),
                  names: names(data, views.of),
                  time,
              }),
        state: parts.filter((part) => part !== "").join(" "),
        given,
        of: views.of.length,
        progress: text("views.progress", { given, of: views.of.length }),
        mine: data.me !== null && missing.includes(data.me),
        canDrop: own,
    };
}

/** Somebody whose view can be asked for. */
export interface ViewsPerson {
    id: PersonId;
    name: string;
    /** Whether they take part already, so that they are chosen at first. */
    near: boolean;
}

/** Whose views can be asked for: who takes part first, then everybody else. */
export function viewsPeople(data: Data, topic: TopicId): ViewsPerson[] {
    const row = data.topics.get(topic);
    const near = new Set(row ? participants(data, row) : []);
    const direct = row ? data.channels.get(row.channel)?.kind === "direct" : false;
    return [...data.people.values()]
        .filter((person) => person.disabled_at === null && person.id !== data.me)
        .filter((person) => !direct || near.has(person.id))
        .map(({ id, name }) => ({ id, name, near: near.has(id) }))
        .sort((a, b) => Number(b.near) - Number(a.near) || a.name.localeCompare(b.name));
}
