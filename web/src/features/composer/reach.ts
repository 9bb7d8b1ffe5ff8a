// The reach line: people in order of delay, a group as one, the rest counted.
import type { GroupId, MessagePreview, RecipientPreview } from "../../data/model";
import { firstNameOf, groupName, zoneOf } from "../../data/select";
import type { Data } from "../../data/state";
import { recipientMark, type TimeMark } from "../../data/words";

/** Most entries named one by one; the rest is counted. */
const NAMED_MAX = 3;

export interface ReachLineView {
    named: { id: string; name: string; mark: TimeMark }[];
    /** How many more are told now. */
    now: number;
    /** How many see a badge. */
    quiet: number;
    /** How many more are told later. */
    more: number;
}

/** Somebody, or a group that is told when the first of it is. */
interface Entry {
    id: string;
    name: string;
    first: RecipientPreview;
}

function isNow(recipient: RecipientPreview): boolean {
    return recipient.delivery === "notify" || recipient.delivery === "break_through";
}

/** Earlier first; what is only a badge comes last. */
function byTold(a: RecipientPreview, b: RecipientPreview): number {
    const rank = (one: RecipientPreview) => (isNow(one) ? 0 : one.delivery === "hold" ? 1 : 2);
    return rank(a) - rank(b) || (a.told_at ?? "").localeCompare(b.told_at ?? "");
}

function entriesOf(data: Data, preview: MessagePreview): Entry[] {
    const groups = new Map<GroupId, RecipientPreview[]>();
    const entries: Entry[] = [];
    for (const recipient of preview.recipients) {
        const { group, person } = recipient;
        if (group) groups.set(group, [...(groups.get(group) ?? []), recipient]);
        else entries.push({ id: person, name: firstNameOf(data, person), first: recipient });
    }
    for (const [group, members] of groups) {
        const [first] = members.sort(byTold);
        if (first) entries.push({ id: group, name: groupName(data, group), first });
    }
    return entries;
}

/** Computes the line. */
export function reachLine(data: Data, nowMs: number, preview: MessagePreview): ReachLineView {
    const entries = entriesOf(data, preview);
    const now = entries.filter((entry) => isNow(entry.first));
    const held = entries
        .filter((entry) => entry.first.delivery === "hold")
        .sort((a, b) => byTold(b.first, a.first));
    const quiet = entries.length - now.length - held.length;
    const nameNow = now.length === 1 || held.length + now.length <= NAMED_MAX ? now : [];
    const named = [...held.slice(0, NAMED_MAX), ...nameNow].map(({ id, name, first }) => ({
        id,
        name,
        mark: recipientMark(first, nowMs, zoneOf(data, first.person)),
    }));
    return {
        named,
        now: now.length - nameNow.length,
        quiet: quiet + preview.others,
        more: Math.max(0, held.length - NAMED_MAX),
    };
}
