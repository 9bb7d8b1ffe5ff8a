// What a team agreed, what a change would change, and when it is looked at again.
import { modeWord, PURPOSES, purposeWord } from "../../data/adviceWords";
import type {
    AgreedMode,
    Agreement,
    AgreementTerms,
    Group,
    PersonId,
    Proposal,
    RuleSettings,
    TeamSettings,
} from "../../data/model";
import {
    amountWords,
    numberName,
    numberSentence,
    type RuleNumber,
    TEAM_NUMBERS,
    type TeamNumberName,
} from "../../data/ruleNumbers";
import { nameOf, proposalsOf } from "../../data/select";
import type { Data } from "../../data/state";
import { text } from "../../text/text";
import { weekWords } from "../../text/week";

/** Months between two looks at an agreement. */
const REVIEW_MONTHS = 3;

/** Terms with every part there. */
export type Terms = Required<AgreementTerms>;

/** Numbers of which a team sets none. */
const NO_NUMBERS: TeamSettings = {
    now_minutes: null,
    today_minutes: null,
    this_week_days: null,
    asked_by_default_max: null,
    urgent_per_week: null,
    ring_after_minutes: null,
    ring_next_minutes: null,
    overdue_offer_minutes: null,
    round_trips_max: null,
    blocker_minutes: null,
    asynchronous_above_people: null,
    meeting_minutes: null,
    pause_minutes: null,
    recurring_times_max: null,
};

/** Terms that say nothing. */
export const NO_TERMS: Terms = {
    settings: NO_NUMBERS,
    quiet_hours: [],
    meeting_free: [],
    modes: [],
    text: "",
};

/** The terms of an agreement or a proposal, with what they leave out. */
export function termsOf(terms: AgreementTerms | Agreement | null | undefined): Terms {
    return {
        settings: terms?.settings ?? NO_NUMBERS,
        quiet_hours: terms?.quiet_hours ?? [],
        meeting_free: terms?.meeting_free ?? [],
        modes: terms?.modes ?? [],
        text: terms?.text ?? "",
    };
}

/** What a team sets of a number; `null` if it leaves it to the organisation. */
export function ownNumber(terms: Terms, name: TeamNumberName): number | null {
    return terms.settings[name] ?? null;
}

/** The terms with a number set or left out. */
export function withNumber(terms: Terms, name: TeamNumberName, value: number | null): Terms {
    return { ...terms, settings: { ...terms.settings, [name]: value } };
}

/** The terms with a mode for a purpose; `null` leaves it to the advisor. */
export function withMode(
    terms: Terms,
    purpose: AgreedMode["purpose"],
    mode: AgreedMode["mode"] | null,
) {
    const rest = terms.modes.filter((agreed) => agreed.purpose !== purpose);
    const modes = mode ? [...rest, { purpose, mode }] : rest;
    modes.sort((a, b) => PURPOSES.indexOf(a.purpose) - PURPOSES.indexOf(b.purpose));
    return { ...terms, modes };
}

/** One number as the document says it. */
export interface NumberLine {
    name: TeamNumberName;
    title: string;
    sentence: string;
    /** Whether the team set it. */
    own: boolean;
    /** What the organisation has, if the team set another. */
    usual: string;
}

/** The numbers that count for a team, its own first. */
export function numberLines(terms: Terms, settings: RuleSettings): NumberLine[] {
    return TEAM_NUMBERS.flatMap((group) => group.numbers)
        .map((number): NumberLine => {
            const own = ownNumber(terms, number.name);
            const usual = settings[number.name] ?? number.usual;
            return {
                name: number.name,
                title: numberName(number.name),
                sentence: numberSentence(number, own ?? usual),
                own: own !== null,
                usual: own !== null && own !== usual ? amountWords(number.unit, usual) : "",
            };
        })
        .sort((a, b) => Number(b.own) - Number(a.own));
}

/** One thing that a proposal changes. */
export interface Difference {
    what: string;
    was: string;
    will: string;
}

function numberWords(
    number: RuleNumber<TeamNumberName>,
    value: number | null,
    usual: number,
): string {
    return value === null
        ? text("agreement.as_organisation", { value: amountWords(number.unit, usual) })
        : amountWords(number.unit, value);
}

function hoursWords(spans: Terms["quiet_hours"]): string {
    return spans.length === 0 ? text("agreement.no_hours") : weekWords(spans);
}

/** What changes from one set of terms to another, but for the words. */
export function differences(before: Terms, after: Terms, settings: RuleSettings): Difference[] {
    const found: Difference[] = [];
    const put = (what: string, was: string, will: string) => {
        if (was !== will) found.push({ what, was, will });
    };
    for (const number of TEAM_NUMBERS.flatMap((group) => group.numbers)) {
        const [was, will] = [ownNumber(before, number.name), ownNumber(after, number.name)];
        if (was === will) continue;
        const usual = settings[number.name] ?? number.usual;
        put(
            numberName(number.name),
            numberWords(number, was, usual),
            numberWords(number, will, usual),
        );
    }
    put(
        text("agreement.quiet_hours"),
        hoursWords(before.quiet_hours),
        hoursWords(after.quiet_hours),
    );
    put(
        text("agreement.meeting_free"),
        hoursWords(before.meeting_free),
        hoursWords(after.meeting_free),
    );
    for (const purpose of PURPOSES) {
        const mode = (terms: Terms) => {
            const agreed = terms.modes.find((one) => one.purpose === purpose)?.mode;
            return agreed ? modeWord(agreed) : text("agreement.advisor");
        };
        put(purposeWord(purpose), mode(before), mode(after));
    }
    return found;
}

/** A line of a text that went or came. */
export interface LineChange {
    kind: "gone" | "new";
    line: string;
}

/** Which lines went and which came, in the order of the text. */
export function lineChanges(before: string, after: string): LineChange[] {
    const lines = (words: string) =>
        words
            .split("\n")
            .map((line) => line.trimEnd())
            .filter((line) => line !== "");
    const [a, b] = [lines(before), lines(after)];
    // The longest run of lines that both have, from each place on.
    const common = Array.from({ length: a.length + 1 }, () =>
        new Array<number>(b.length + 1).fill(0),
    );
    const at = (i: number, j: number) => common[i]?.[j] ?? 0;
    for (let i = a.length - 1; 0 <= i; i -= 1) {
        const row = common[i];
        for (let j = b.length - 1; row && 0 <= j; j -= 1) {
            row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
        }
    }
    const changes: LineChange[] = [];
    let [i, j] = [0, 0];
    while (i < a.length || j < b.length) {
        const [gone, come] = [a[i], b[j]];
        if (gone !== undefined && gone === come) {
            i += 1;
            j += 1;
        } else if (come === undefined || (gone !== undefined && at(i, j + 1) <= at(i + 1, j))) {
            if (gone !== undefined) changes.push({ kind: "gone", line: gone });
            i += 1;
        } else {
            changes.push({ kind: "new", line: come });
            j += 1;
        }
    }
    return changes;
}

/** Whether two sets of terms say the same. */
export function isSame(a: Terms, b: Terms, settings: RuleSettings): boolean {
    return differences(a, b, settings).length === 0 && lineChanges(a.text, b.text).length === 0;
}

/** When an agreement is to be looked at again, in milliseconds. */
export function reviewMs(agreement: Agreement): number {
    const at = new Date(agreement.reviewed_at);
    at.setUTCMonth(at.getUTCMonth() + REVIEW_MONTHS);
    return at.getTime();
}

/** What a proposal's card says besides its differences. */
export interface ProposalView {
    proposal: Proposal;
    by: string;
    /** Names of who has seen it. */
    seen: string[];
    /** Names of who has not. */
    unseen: string[];
    mayAdopt: boolean;
    mayDrop: boolean;
    /** Whether the reader is in the team and has not seen it. */
    toSee: boolean;
}

/** People of a group with an open account. */
function openMembers(data: Data, group: Group): PersonId[] {
    return group.members.filter((id) => data.people.get(id)?.disabled_at === null);
}

/** The open proposals of a team, as the reader may act on them. */
export function proposalViews(data: Data, group: Group): ProposalView[] {
    const members = openMembers(data, group);
    const me = data.me;
    const member = me !== null && members.includes(me) && group.archived_at === null;
    const alone = members.every((id) => id === me);
    return proposalsOf(data, group.id).map((proposal) => {
        const own = proposal.by === me;
        return {
            proposal,
            by: nameOf(data, proposal.by),
            seen: proposal.seen_by.map((id) => nameOf(data, id)),
            unseen: members
                .filter((id) => !proposal.seen_by.includes(id))
                .map((id) => nameOf(data, id)),
            mayAdopt: member && (!own || alone),
            mayDrop: member && (own || !members.includes(proposal.by)),
            toSee: member && me !== null && !proposal.seen_by.includes(me),
        };
    });
}

/** Whether the reader is in a team and may change its agreement. */
export function isMember(data: Data, group: Group): boolean {
    return data.me !== null && group.archived_at === null && group.members.includes(data.me);
}
