// The composer's text: what stands in the box, and what goes over the wire.
import type { Expectation, Person, PersonId } from "../../data/model";
import { fromLocalInput } from "../../text/time";
import type { Draft } from "../../transport/drafts";

/** A mention under way: what follows the `@`, and where it begins. */
export interface MentionQuery {
    query: string;
    /** Index of the `@`. */
    from: number;
    /** Names without asking. */
    silent: boolean;
}

/** How somebody is written in a message: no brackets, which the wire needs. */
export function mentionName(name: string): string {
    return name.replace(/[[\]()]/g, "").trim();
}

/** The mention that is being written before the caret, if there is one. */
export function mentionAt(text: string, caret: number): MentionQuery | null {
    const before = text.slice(0, caret);
    const found = /(?:^|[\s(])@(_?)([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)$/u.exec(before);
    if (!found) return null;
    const [, silent = "", query = ""] = found;
    return { query, silent: silent === "_", from: caret - query.length - silent.length - 1 };
}

/** People whose name begins with the query, or a later word of it, those here first. */
export function candidates(
    people: readonly Person[],
    query: string,
    here: ReadonlySet<PersonId>,
): Person[] {
    const wanted = query.toLocaleLowerCase();
    const fits = (person: Person) => {
        const name = person.name.toLocaleLowerCase();
        return name.startsWith(wanted) || name.split(/\s+/).some((word) => word.startsWith(wanted));
    };
    return people
        .filter((person) => person.disabled_at === null && fits(person))
        .sort(
            (a, b) =>
                Number(here.has(b.id)) - Number(here.has(a.id)) || a.name.localeCompare(b.name),
        )
        .slice(0, 8);
}

/** Puts a person in the place of the mention that is being written. */
export function withMention(
    draft: Draft,
    mention: MentionQuery,
    caret: number,
    person: Person,
): { draft: Draft; caret: number } {
    const name = mentionName(person.name);
    const written = `@${mention.silent ? "_" : ""}${name} `;
    const text = draft.text.slice(0, mention.from) + written + draft.text.slice(caret);
    const known = draft.mentions.some((other) => other.person === person.id);
    const mentions = known ? draft.mentions : [...draft.mentions, { name, person: person.id }];
    return { draft: { text, mentions }, caret: mention.from + written.length };
}

/** A stretch of the box: plain, or a mention to be coloured. */
export interface Stretch {
    text: string;
    person: PersonId | null;
    silent: boolean;
}

/** Cuts the text at its mentions; longer names win over shorter ones they begin with. */
export function stretches(draft: Draft): Stretch[] {
    const byName = new Map(draft.mentions.map((mention) => [mention.name, mention.person]));
    if (byName.size === 0) return [{ text: draft.text, person: null, silent: false }];
    const names = [...byName.keys()].sort((a, b) => b.length - a.length);
    const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp(`@(_?)(${escaped.join("|")})(?![\\p{L}\\p{N}])`, "gu");
    const found: Stretch[] = [];
    let end = 0;
    for (const match of draft.text.matchAll(pattern)) {
        const [whole, silent, name = ""] = match;
        const person = byName.get(name) ?? null;
        if (end < match.index) {
            found.push({ text: draft.text.slice(end, match.index), person: null, silent: false });
        }
        found.push({ text: whole, person, silent: silent === "_" });
        end = match.index + whole.length;
    }
    found.push({ text: draft.text.slice(end), person: null, silent: false });
    return found;
}

/** The Markdown that goes over the wire: mentions as `@[Name](per_…)`. */
export function toWire(draft: Draft): string {
    return stretches(draft)
        .map(({ text, person, silent }) => {
            if (!person) return text;
            const name = text.slice(silent ? 2 : 1);
            return `@${silent ? "_" : ""}[${name}](${person})`;
        })
        .join("")
        .trim();
}

/** The box's text of a message as it was written, to edit it. */
export function fromWire(text: string, people: readonly Person[]): Draft {
    const mentions: Draft["mentions"] = [];
    const shown = text.replace(/@(_?)\[([^\]]+)\]\((per_\w+)\)/g, (_, silent, name, id) => {
        const person = people.find((other) => other.id === id);
        if (person && !mentions.some((mention) => mention.person === person.id)) {
            mentions.push({ name, person: person.id });
        }
        return `@${silent}${name}`;
    });
    return { text: shown, mentions };
}

/** Whom the text asks. */
export function askedIn(draft: Draft): PersonId[] {
    const people = stretches(draft).flatMap(({ person, silent }) =>
        person && !silent ? [person] : [],
    );
    return [...new Set(people)];
}

/** What the picker holds. */
export type Choice = "now" | "today" | "this_week" | "by" | "none";

/** The expectation to send; nothing if the channel's default is to hold. */
export function expectationOf(
    choice: Choice | null,
    by: string,
    zone: string,
): Expectation | undefined {
    if (choice === null) return undefined;
    if (choice !== "by") return choice;
    const at = fromLocalInput(by, zone);
    return at === null ? undefined : { by: new Date(at).toISOString() };
}

/** Which choice stands for an expectation. */
export function choiceOf(expectation: Expectation): Choice {
    return typeof expectation === "object" ? "by" : expectation;
}

/** Wraps the selection in a mark of Markdown, or takes it away again. */
export function wrapped(
    text: string,
    from: number,
    until: number,
    mark: string,
): { text: string; from: number; until: number } {
    const inner = text.slice(from, until);
    const around = text.slice(from - mark.length, from) + text.slice(until, until + mark.length);
    if (around === mark + mark) {
        return {
            text: text.slice(0, from - mark.length) + inner + text.slice(until + mark.length),
            from: from - mark.length,
            until: until - mark.length,
        };
    }
    return {
        text: text.slice(0, from) + mark + inner + mark + text.slice(until),
        from: from + mark.length,
        until: until + mark.length,
    };
}
