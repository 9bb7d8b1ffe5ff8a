// What polls and decisions show: votes, results, how a ranked count went, and the draft of a poll.
import type {
    DecisionRecord,
    PersonId,
    Poll,
    PollKind,
    PollOption,
    PollRound,
    Tally,
} from "../../data/model";
import { firstNameOf, myZone, nameOf, topicTitle } from "../../data/select";
import type { Data } from "../../data/state";
import { namesOf, type TimeMark } from "../../data/words";
import { listed, text } from "../../text/text";
import {
    clockTime,
    dayKey,
    dialOf,
    exactTime,
    fromLocalInput,
    shortTime,
    stepOf,
} from "../../text/time";
import type { PollBody } from "../../transport/apiPoll";

export const KINDS = ["single", "several", "ranked", "time"] as const satisfies readonly PollKind[];

// The card --------------------------------------------------------------------------------------

export interface OptionView {
    at: number;
    label: string;
    /** Of a span of time: its note. */
    note: string;
    /** Whether the reader voted for it. */
    mine: boolean;
    /** Of a ranked poll: at which place the reader put it; 0 for none. */
    place: number;
    /** How many votes; `null` while nobody is told. */
    votes: number | null;
    /** Its part of the longest bar, 0 to 1. */
    share: number;
    /** Who voted for it: "Ana and Ben"; empty if it is not told. */
    who: string;
    leads: boolean;
}

export interface PollView {
    options: OptionView[];
    /** The reader's vote; of a ranked poll best first. */
    vote: number[];
    closed: boolean;
    /** "Anonymous: nobody is shown who chose what." */
    secrecy: string;
    /** "3 voted: Ana, Ben and Mira." */
    voted: string;
    /** When it closes, as a mark; `null` if it stays open or is closed. */
    closes: TimeMark | null;
    /** "Closed Fri 15:00." */
    over: string;
    mayClose: boolean;
    mayDecide: boolean;
}

export function pollView(data: Data, poll: Poll, nowMs: number): PollView {
    const zone = myZone(data);
    const mine = poll.votes.find((vote) => vote.person === data.me)?.options ?? [];
    const closed = poll.closed_at !== null;
    const member = data.memberships.has(poll.channel);
    const names = poll.anonymous ? "" : namesOf(data, poll.voted);
    const count = poll.voted.length;
    return {
        options: poll.options.map((option, at) => optionView(data, poll, mine, option, at, nowMs)),
        vote: [...mine],
        closed,
        secrecy: poll.anonymous ? text("poll.anonymous_said") : "",
        voted:
            count === 0
                ? text("poll.nobody_voted")
                : names === ""
                  ? text("poll.voted", { count })
                  : text("poll.voted_names", { count, names }),
        closes: closed ? null : closingMark(poll, nowMs, zone),
        over:
            poll.closed_at === null
                ? ""
                : text("poll.closed", { time: exactTime(Date.parse(poll.closed_at), nowMs, zone) }),
        mayClose: member && !closed && poll.created_by === data.me,
        mayDecide: member && closed && poll.record === null,
    };
}

function closingMark(poll: Poll, nowMs: number, zone: string): TimeMark | null {
    if (poll.closes_at === null) return null;
    const at = Date.parse(poll.closes_at);
    const time = exactTime(at, nowMs, zone);
    return {
        step: stepOf(at, nowMs, zone),
        fill: dialOf(at - nowMs),
        label: text("poll.closes", { time }),
    };
}

function optionView(
    data: Data,
    poll: Poll,
    mine: readonly number[],
    option: PollOption,
    at: number,
    nowMs: number,
): OptionView {
    const tally = poll.tally;
    const votes = tally ? (tally.votes[at] ?? 0) : null;
    const most = Math.max(1, ...(tally?.votes ?? []));
    const who = poll.votes
        .filter((vote) =>
            poll.kind === "ranked" ? vote.options[0] === at : vote.options.includes(at),
        )
        .map((vote) => vote.person);
    return {
        at,
        label: optionWords(option, nowMs, myZone(data)),
        note: option.from === null ? "" : option.text,
        mine: mine.includes(at),
        place: poll.kind === "ranked" ? mine.indexOf(at) + 1 : 0,
        votes,
        share: (votes ?? 0) / most,
        who: poll.anonymous ? "" : namesOf(data, who),
        leads: tally !== null && 0 < most && tally.leading.includes(at) && 0 < (votes ?? 0),
    };
}

/** An option in words: what it says, or its span on the reader's clock. */
export function optionWords(option: PollOption, nowMs: number, zone: string): string {
    if (option.from === null) return option.text;
    const fromMs = Date.parse(option.from);
    const from = exactTime(fromMs, nowMs, zone);
    if (option.until === null) return from;
    const untilMs = Date.parse(option.until);
    const until =
        dayKey(fromMs, zone) === dayKey(untilMs, zone)
            ? clockTime(untilMs, zone)
            : exactTime(untilMs, nowMs, zone);
    // A span of today still says that it is today's.
    const today = from === clockTime(fromMs, zone);
    return today ? text("poll.today_span", { from, until }) : `${from}–${until}`;
}

/** The next vote when an option is pressed. */
export function pressed(kind: PollKind, vote: readonly number[], at: number): number[] {
    if (vote.includes(at)) return vote.filter((one) => one !== at);
    if (kind === "single") return [at];
    return [...vote, at].sort((a, b) => a - b);
}

/** What is being chosen, until the server's poll says the same. */
export function withVote(
    poll: Poll,
    me: PersonId | null,
    vote: readonly number[],
    at: string,
): Poll {
    if (!me || poll.anonymous) return poll;
    const others = poll.votes.filter((one) => one.person !== me);
    const votes = vote.length === 0 ? others : [...others, { person: me, options: [...vote], at }];
    return { ...poll, votes, tally: poll.tally && countedAnew(poll, votes) };
}

/** First choices anew, for what is shown at once; the server counts for good. */
function countedAnew(poll: Poll, votes: Poll["votes"]): Tally {
    const counts = poll.options.map(
        (_, at) =>
            votes.filter((vote) =>
                poll.kind === "ranked" ? vote.options[0] === at : vote.options.includes(at),
            ).length,
    );
    const most = Math.max(...counts);
    const leading = counts.flatMap((count, at) => (0 < count && count === most ? [at] : []));
    return { votes: counts, rounds: poll.tally?.rounds ?? [], leading };
}

/** The options that lead, as text for a decision. */
export function leadingText(poll: Poll, nowMs: number, zone: string): string {
    const leading = poll.tally?.leading ?? [];
    const [only] = leading;
    const option = leading.length === 1 && only !== undefined ? poll.options[only] : undefined;
    if (!option) return "";
    const words = optionWords(option, nowMs, zone);
    return option.from === null || option.text === "" ? words : `${words}, ${option.text}`;
}

// How a ranked poll was counted ------------------------------------------------------------------

export interface RoundView {
    title: string;
    /** "Pumps 3, Gateways 2". */
    votes: string;
    /** "Antennas had the fewest and goes out." */
    out: string;
}

export function roundViews(poll: Poll): RoundView[] {
    const rounds = poll.tally?.rounds ?? [];
    return rounds.map((round, index) => ({
        title: text("poll.round", { number: index + 1 }),
        votes: roundWords(poll, round),
        out: outWords(poll, round, index === rounds.length - 1),
    }));
}

function roundWords(poll: Poll, round: PollRound): string {
    const parts = round.votes.flatMap((votes, at) =>
        votes === null ? [] : [{ votes, words: poll.options[at]?.text ?? "" }],
    );
    return parts
        .sort((a, b) => b.votes - a.votes)
        .map(({ votes, words }) => text("poll.round_votes", { option: words, votes }))
        .join(", ");
}

function outWords(poll: Poll, round: PollRound, last: boolean): string {
    if (round.out !== null) {
        return text("poll.goes_out", { option: poll.options[round.out]?.text ?? "" });
    }
    if (!last) return "";
    const names = (poll.tally?.leading ?? []).map((at) => poll.options[at]?.text ?? "");
    return names.length === 1
        ? text("poll.wins", { option: names[0] ?? "" })
        : text("poll.equal", { options: listed(names) });
}

/** Somebody's place in an order moved by one, or to a place. */
export function movedTo(order: readonly number[], from: number, to: number): number[] {
    const next = [...order];
    const [moved] = next.splice(from, 1);
    if (moved === undefined) return next;
    next.splice(Math.min(Math.max(0, to), next.length), 0, moved);
    return next;
}

// The draft of a poll ----------------------------------------------------------------------------

export interface OptionDraft {
    key: number;
    text: string;
    /** Of a time poll: what its date box holds, on the reader's clock. */
    from: string;
    minutes: number;
}

export interface PollDraft {
    question: string;
    kind: PollKind;
    options: OptionDraft[];
    anonymous: boolean;
    /** In so many hours; `null` stays open; `"at"` at an instant. */
    closes: number | "at" | null;
    closesAt: string;
}

/** Fewest and most options, as the server has them. */
export const OPTIONS_MIN = 2;
export const OPTIONS_MAX = 20;

/** How long an offered span lasts at first, in minutes. */
const SPAN_MINUTES = 30;

let lastKey = 0;

export function newOption(from = ""): OptionDraft {
    lastKey += 1;
    return { key: lastKey, text: "", from, minutes: SPAN_MINUTES };
}

export function emptyPoll(question: string): PollDraft {
    return {
        question,
        kind: "single",
        options: [newOption(), newOption()],
        anonymous: false,
        closes: null,
        closesAt: "",
    };
}

function isFilled(kind: PollKind, option: OptionDraft): boolean {
    return kind === "time" ? option.from !== "" : option.text.trim() !== "";
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** When a draft closes, in milliseconds; `null` if it stays open. */
export function closesMs(draft: PollDraft, nowMs: number, zone: string): number | null {
    if (draft.closes === null) return null;
    if (draft.closes === "at") return fromLocalInput(draft.closesAt, zone);
    return nowMs + draft.closes * HOUR_MS;
}

/** What is still missing; empty when it can be asked. */
export function pollLacks(draft: PollDraft, nowMs: number, zone: string): string[] {
    const found: string[] = [];
    if (draft.question.trim() === "") found.push(text("poll.lacks_question"));
    const filled = draft.options.filter((option) => isFilled(draft.kind, option));
    if (filled.length < OPTIONS_MIN) found.push(text("poll.lacks_options"));
    const keys = filled.map((option) =>
        draft.kind === "time" ? `${option.from} ${option.minutes}` : option.text.trim(),
    );
    if (new Set(keys).size < keys.length) found.push(text("poll.lacks_difference"));
    const closes = closesMs(draft, nowMs, zone);
    if (draft.closes !== null && (closes === null || closes <= nowMs)) {
        found.push(text("poll.lacks_closing"));
    }
    return found;
}

export function pollBody(draft: PollDraft, nowMs: number, zone: string): PollBody {
    const closes = closesMs(draft, nowMs, zone);
    const instant = (ms: number) => new Date(ms).toISOString();
    return {
        question: draft.question.trim(),
        kind: draft.kind,
        anonymous: draft.anonymous,
        options: draft.options
            .filter((option) => isFilled(draft.kind, option))
            .map((option): PollOption => {
                const fromMs = draft.kind === "time" ? fromLocalInput(option.from, zone) : null;
                return {
                    text: option.text.trim(),
                    from: fromMs === null ? null : instant(fromMs),
                    until: fromMs === null ? null : instant(fromMs + option.minutes * MINUTE_MS),
                };
            }),
        ...(closes === null ? {} : { closes_at: instant(closes) }),
    };
}

// Decisions --------------------------------------------------------------------------------------

export interface DecisionView {
    meta: string;
    topic: string;
    /** Whether another one took its place. */
    replaced: boolean;
}

export function decisionView(data: Data, record: DecisionRecord, nowMs: number): DecisionView {
    const topic = data.topics.get(record.topic);
    const time = shortTime(Date.parse(record.at), nowMs, myZone(data));
    return {
        meta: text("decision.by", { name: nameOf(data, record.by), time }),
        topic: topic ? topicTitle(data, topic) : text("decision.in_topic"),
        replaced: record.replaced_by !== null,
    };
}

/** Who asks, in a word for the head of the card. */
export function askedBy(data: Data, poll: Poll): string {
    return firstNameOf(data, poll.created_by);
}
