// The composer's text: what stands in the box, and what goes over the wire.
import type { Expectation, Group, GroupId, Person, PersonId } from "../../data/model";
import { editText } from "../../text/mentions";
import { fromLocalInput } from "../../text/time";
import { type Draft, NO_DRAFT } from "../../transport/drafts";
import { idOf } from "../../transport/ids";

/** A mention under way: what follows the `@`, and where it begins. */
export interface MentionQuery {
    query: string;
    /** Index of the `@`. */
    from: number;
    /** Names without asking. */
    silent: boolean;
}

/** Who can be mentioned: somebody, or a group. */
export type Candidate =
    | { kind: "person"; id: PersonId; name: string }
    | { kind: "group"; id: GroupId; name: string; members: number };

/** Most candidates shown at once. */
const CANDIDATES_MAX = 8;

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

/** People and groups whose name begins with the query, or a later word of it; those here first. */
export function candidates(
    people: readonly Person[],
    groups: readonly Group[],
    query: string,
    here: ReadonlySet<PersonId>,
): Candidate[] {
    const wanted = query.toLocaleLowerCase();
    const fits = ({ name }: { name: string }) => {
        const lower = name.toLocaleLowerCase();
        return (
            lower.startsWith(wanted) || lower.split(/\s+/).some((word) => word.startsWith(wanted))
        );
    };
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
    const persons = people
        .filter((person) => person.disabled_at === null && fits(person))
        .sort((a, b) => Number(here.has(b.id)) - Number(here.has(a.id)) || byName(a, b))
        .map(({ id, name }): Candidate => ({ kind: "person", id, name }));
    const teams = groups
        .filter((group) => group.archived_at === null && fits(group))
        .sort(byName)
        .map(
            ({ id, name, members }): Candidate => ({
                kind: "group",
                id,
                name,
                members: members.length,
            }),
        );
    const near = persons.filter((one) => one.kind === "person" && here.has(one.id));
    const far = persons.slice(near.length);
    // Two groups are always in sight, however many people fit.
    const room = CANDIDATES_MAX - Math.min(2, teams.length);
    const shown = [...near.slice(0, room), ...teams, ...far];
    return shown.slice(0, CANDIDATES_MAX);
}

/** Puts a person or group in the place of the mention that is being written. */
export function withMention(
    draft: Draft,
    mention: MentionQuery,
    caret: number,
    chosen: Candidate,
): { draft: Draft; caret: number } {
    const name = mentionName(chosen.name);
    const written = `@${mention.silent ? "_" : ""}${name} `;
    const text = draft.text.slice(0, mention.from) + written + draft.text.slice(caret);
    const next = { ...draft, text };
    if (chosen.kind === "person") {
        const known = draft.mentions.some((other) => other.person === chosen.id);
        if (!known) next.mentions = [...draft.mentions, { name, person: chosen.id }];
    } else {
        const known = draft.groups.some((other) => other.group === chosen.id);
        if (!known) next.groups = [...draft.groups, { name, group: chosen.id, everyone: false }];
    }
    return { draft: next, caret: mention.from + written.length };
}

/** A stretch of the box: plain, or a mention to be coloured. */
export interface Stretch {
    text: string;
    mention: PersonId | GroupId | null;
    silent: boolean;
}

/** Cuts the text at its mentions; longer names win over shorter ones they begin with. */
export function stretches(draft: Draft): Stretch[] {
    const byName = new Map<string, PersonId | GroupId>([
        ...draft.groups.map(({ name, group }) => [name, group] as const),
        ...draft.mentions.map(({ name, person }) => [name, person] as const),
    ]);
    if (byName.size === 0) return [{ text: draft.text, mention: null, silent: false }];
    const names = [...byName.keys()].sort((a, b) => b.length - a.length);
    const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp(`@(_?)(${escaped.join("|")})(?![\\p{L}\\p{N}])`, "gu");
    const found: Stretch[] = [];
    let end = 0;
    for (const match of draft.text.matchAll(pattern)) {
        const [whole, silent, name = ""] = match;
        const mention = byName.get(name) ?? null;
        if (end < match.index) {
            found.push({ text: draft.text.slice(end, match.index), mention: null, silent: false });
        }
        found.push({ text: whole, mention, silent: silent === "_" });
        end = match.index + whole.length;
    }
    found.push({ text: draft.text.slice(end), mention: null, silent: false });
    return found;
}

/** The Markdown that goes over the wire: mentions as `@[Name](per_…)` or `@[Name](grp_…)`. */
export function toWire(draft: Draft): string {
    return stretches(draft)
        .map(({ text, mention, silent }) => {
            if (!mention) return text;
            const name = text.slice(silent ? 2 : 1);
            return `@${silent ? "_" : ""}[${name}](${mention})`;
        })
        .join("")
        .trim();
}

const WIRE_MENTION = /@_?\[([^\]]+)\]\(((?:per|grp)_\w+)\)/g;

/** A draft of words that came over the wire. */
export function draftOf(wire: string): Draft {
    const draft: Draft = { ...NO_DRAFT, text: editText(wire), mentions: [], groups: [] };
    for (const [, name = "", id = ""] of wire.matchAll(WIRE_MENTION)) {
        const person = idOf("per", id);
        const group = idOf("grp", id);
        if (person) draft.mentions.push({ name, person });
        if (group) draft.groups.push({ name, group, everyone: false });
    }
    return draft;
}

/** The groups that the text asks. */
export function groupsAsked(draft: Draft): Draft["groups"] {
    const named = new Set(
        stretches(draft).flatMap(({ mention, silent }) => (mention && !silent ? [mention] : [])),
    );
    return draft.groups.filter(({ group }) => named.has(group));
}

/** The groups of which everyone is asked, for the wire. */
export function everyoneOf(draft: Draft): GroupId[] {
    return groupsAsked(draft).flatMap(({ group, everyone }) => (everyone ? [group] : []));
}

/** Chooses whether everyone of a group is asked, or any one. */
export function withEveryone(draft: Draft, group: GroupId, everyone: boolean): Draft {
    const groups = draft.groups.map((entry) =>
        entry.group === group ? { ...entry, everyone } : entry,
    );
    return { ...draft, groups };
}

/** The same text asking these people alone: whom it asked before is only named. */
export function askingOnly(draft: Draft, people: readonly { id: PersonId; name: string }[]): Draft {
    const ids = new Set(people.map((person) => person.id));
    const kept = new Set<PersonId>();
    const text = stretches(draft)
        .map((stretch) => {
            const { mention, silent } = stretch;
            if (!mention || silent) return stretch.text;
            const stays = people.find((person) => person.id === mention);
            if (!stays) return `@_${stretch.text.slice(1)}`;
            kept.add(stays.id);
            return stretch.text;
        })
        .join("");
    const added = people.filter((person) => !kept.has(person.id));
    const names = added.map((person) => `@${mentionName(person.name)} `).join("");
    const others = draft.mentions.filter(({ person }) => !ids.has(person) || kept.has(person));
    const mentions = [
        ...others,
        ...added.map((person) => ({ name: mentionName(person.name), person: person.id })),
    ];
    return { ...draft, text: names + text, mentions };
}

/** Whom the text asks by name. */
export function askedIn(draft: Draft): PersonId[] {
    const named = new Set(
        stretches(draft).flatMap(({ mention, silent }) => (mention && !silent ? [mention] : [])),
    );
    const people = draft.mentions.filter(({ person }) => named.has(person));
    return people.map(({ person }) => person);
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
