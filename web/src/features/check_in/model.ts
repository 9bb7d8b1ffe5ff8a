// What check-in pages show, and the draft of a check-in that is made or changed.
import type {
    ChannelId,
    CheckIn,
    CheckInAsked,
    CheckInId,
    CheckInTemplate,
    PersonId,
    Question,
    Turn,
} from "../../data/model";
import { channelTitle, firstNameOf, myZone, nameOf, zoneOf } from "../../data/select";
import type { Data } from "../../data/state";
import type { TimeMark } from "../../data/words";
import { addDays, dayOf, fullDate, instantAt, shortDate } from "../../text/dates";
import { ruleWords } from "../../text/repeat";
import { text } from "../../text/text";
import {
    clockTime,
    dayKey,
    dialOf,
    exactTime,
    shortTime,
    spanWords,
    stepOf,
} from "../../text/time";
import { DAY_MINUTES, minuteWords } from "../../text/week";
import type { CheckInBody } from "../../transport/apiCheckIn";
import { nextDay } from "./rhythm";

const MINUTE_MS = 60_000;

// Turns -----------------------------------------------------------------------------------------

/** A turn of the reader that waits for an answer. */
export interface TurnView {
    id: Turn["id"];
    checkIn: CheckIn;
    date: string;
    title: string;
    /** "Firmware · Mon 23 Nov". */
    meta: string;
    due: TimeMark;
    href: string;
}

/** When an answer is wanted, as a mark. */
export function turnMark(turn: Pick<Turn, "due_at">, nowMs: number, zone: string): TimeMark {
    const at = Date.parse(turn.due_at);
    const left = at - nowMs;
    // Late is welcome: nothing here ever shouts.
    if (left <= 0) return { step: "soon", fill: 0.04, label: text("check_in.still_open") };
    return { step: stepOf(at, nowMs, zone), fill: dialOf(left), label: shortTime(at, nowMs, zone) };
}

/** A turn as it is shown; `null` of a check-in that is not known. */
export function turnView(data: Data, turn: Turn, nowMs: number): TurnView | null {
    const checkIn = data.work.checkIns.get(turn.check_in);
    if (!checkIn) return null;
    const channel = data.channels.get(checkIn.channel);
    const place = channel ? `${channelTitle(data, channel)} · ` : "";
    return {
        id: turn.id,
        checkIn,
        date: turn.date,
        title: checkIn.title,
        meta: place + dateWords(turn.date),
        due: turnMark(turn, nowMs, myZone(data)),
        href: reportHref(turn.check_in, turn.date),
    };
}

/** The reader's turns, the one wanted first at the head. */
export function myTurns(data: Data, nowMs: number): TurnView[] {
    return [...data.work.turns.values()]
        .filter((turn) => turn.person === data.me)
        .sort((a, b) => a.due_at.localeCompare(b.due_at) || a.id.localeCompare(b.id))
        .flatMap((turn) => turnView(data, turn, nowMs) ?? []);
}

/** "Mon 23 Nov" of "2026-11-23". */
export function dateWords(date: string): string {
    return `${text(`day_short.${dayOf(date)}`)} ${shortDate(date)}`;
}

/** "Monday 23 November" without the year of the reader's calendar: for titles. */
export function dateTitle(date: string): string {
    return fullDate(date);
}

export function checkInHref(id: CheckInId): string {
    return `/check-ins/${id}`;
}

export function reportHref(id: CheckInId, date: string): string {
    return `/check-ins/${id}/${date}`;
}

/** Who is told of its reports besides those asked: whether the reader is among them. */
export function follows(data: Data, checkIn: CheckIn): boolean {
    return data.me !== null && checkIn.followers.includes(data.me);
}

// The list --------------------------------------------------------------------------------------

export interface CheckInRow {
    id: CheckInId;
    title: string;
    channel: string;
    /** "Monday to Friday, 09:30 for each". */
    rhythm: string;
    /** "Next for you Mon 09:30"; "Paused". */
    next: string;
    paused: boolean;
}

export function checkInRows(data: Data, nowMs: number): CheckInRow[] {
    return [...data.work.checkIns.values()]
        .map((checkIn) => {
            const channel = data.channels.get(checkIn.channel);
            return {
                id: checkIn.id,
                title: checkIn.title,
                channel: channel ? channelTitle(data, channel) : "",
                rhythm: whenWords(checkIn),
                next: nextWords(data, checkIn, nowMs),
                paused: checkIn.state === "paused",
            };
        })
        .sort(
            (a, b) =>
                Number(a.paused) - Number(b.paused) ||
                a.title.localeCompare(b.title) ||
                a.id.localeCompare(b.id),
        );
}

/** "Monday to Friday, by 09:30 on each one’s clock". */
export function whenWords(checkIn: Pick<CheckIn, "rule" | "first" | "minute">): string {
    return text("check_in.when", {
        days: sentence(ruleWords(checkIn.rule)),
        time: minuteWords(checkIn.minute),
    });
}

/** The same at the beginning of a line. */
export function sentence(words: string): string {
    return words.charAt(0).toUpperCase() + words.slice(1);
}

/** When the reader is asked next, if they are asked at all as far as is known here. */
export function nextWords(data: Data, checkIn: CheckIn, nowMs: number): string {
    if (checkIn.state === "paused") return text("check_in.paused");
    if (checkIn.state === "ended") return text("check_in.ended");
    if (!mayBeAsked(data, checkIn)) return text("check_in.not_asked");
    const zone = myZone(data);
    const dueMs = nextDueMs(checkIn, zone, nowMs);
    if (dueMs === null) return "";
    return text("check_in.next", { time: exactTime(dueMs, nowMs, zone) });
}

function mayBeAsked(data: Data, { asked }: CheckIn): boolean {
    if (!data.me) return false;
    switch (asked.asked) {
        case "channel":
            return true;
        case "group":
            return data.groups.get(asked.group)?.members.includes(data.me) ?? false;
        case "people":
            return asked.people.includes(data.me);
    }
}

/** The next instant by which somebody in a zone is asked. */
export function nextDueMs(
    checkIn: Pick<CheckIn, "rule" | "first" | "minute">,
    zone: string,
    nowMs: number,
): number | null {
    const today = dayKey(nowMs, zone);
    let day = nextDay(checkIn.rule, checkIn.first, today);
    if (day === null) return null;
    if (instantAt(day, checkIn.minute, zone) <= nowMs) {
        day = nextDay(checkIn.rule, checkIn.first, addDays(day, 1));
    }
    return day === null ? null : instantAt(day, checkIn.minute, zone);
}

/** Who is asked, or was until the check-in ended, in words: "Asks everybody in Firmware." */
export function askedWords(
    data: Data,
    { asked, channel: id, state }: Pick<CheckIn, "asked" | "channel" | "state">,
): string {
    const asks = state === "ended" ? "check_in.asked_before" : "check_in.asks";
    switch (asked.asked) {
        case "channel": {
            const channel = data.channels.get(id);
            return text(`${asks}_channel`, { channel: channel ? channelTitle(data, channel) : "" });
        }
        case "group":
            return text(`${asks}_group`, {
                group: data.groups.get(asked.group)?.name ?? text("group.unknown"),
            });
        case "people":
            return text(`${asks}_people`, { count: asked.people.length });
    }
}

// The draft -------------------------------------------------------------------------------------

/** A question while it is written. */
export interface QuestionDraft {
    /** Stays with it when others move. */
    key: number;
    text: string;
    kind: Question["kind"];
    options: string[];
    unit: string;
    required: boolean;
}

export interface CheckInDraft {
    channel: ChannelId | null;
    title: string;
    questions: QuestionDraft[];
    asked: CheckInAsked;
    /** An RRULE without `DTSTART`. */
    rule: string;
    first: string;
    minute: number;
    opensBefore: number;
    closesAfter: number;
    followers: PersonId[];
}

/** Fewest and most options of a choice, as the server has them. */
export const OPTIONS_MIN = 2;
export const OPTIONS_MAX = 12;

/** Most questions of one check-in. */
export const QUESTIONS_MAX = 20;

let lastKey = 0;

export function newQuestion(kind: Question["kind"] = "text", words = ""): QuestionDraft {
    lastKey += 1;
    return { key: lastKey, text: words, kind, options: ["", ""], unit: "", required: false };
}

function questionDraft(question: Question): QuestionDraft {
    return {
        ...newQuestion(question.kind, question.text),
        required: question.required,
        ...(question.kind === "choice" ? { options: [...question.options] } : {}),
        ...(question.kind === "number" ? { unit: question.unit } : {}),
    };
}

/** A check-in that begins next Monday at nine, with one question. */
export function emptyDraft(channel: ChannelId | null, today: string): CheckInDraft {
    return {
        channel,
        title: "",
        questions: [newQuestion()],
        asked: { asked: "channel" },
        rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        first: addDays(today, 1),
        minute: 9 * 60 + 30,
        opensBefore: 15.5 * 60,
        closesAfter: 8 * 60,
        followers: [],
    };
}

/** The draft with what a template says. */
export function withTemplate(draft: CheckInDraft, template: CheckInTemplate): CheckInDraft {
    return {
        ...draft,
        title: template.title,
        questions: template.questions.map(questionDraft),
        rule: template.rule,
        minute: template.minute,
        opensBefore: template.opens_before_minutes,
        closesAfter: template.closes_after_minutes,
    };
}

export function draftOf(checkIn: CheckIn): CheckInDraft {
    return {
        channel: checkIn.channel,
        title: checkIn.title,
        questions: checkIn.questions.map(questionDraft),
        asked: checkIn.asked,
        rule: checkIn.rule,
        first: checkIn.first,
        minute: checkIn.minute,
        opensBefore: checkIn.opens_before_minutes,
        closesAfter: checkIn.closes_after_minutes,
        followers: [...checkIn.followers],
    };
}

/** What is still missing, in the order of the form; empty when it can be saved. */
export function lacks(draft: CheckInDraft): string[] {
    const found: string[] = [];
    if (draft.title.trim() === "") found.push(text("check_in.lacks_title"));
    if (draft.channel === null) found.push(text("check_in.lacks_channel"));
    if (draft.questions.some((question) => question.text.trim() === "")) {
        found.push(text("check_in.lacks_question"));
    }
    const short = draft.questions.some(
        (question) => question.kind === "choice" && optionsOf(question).length < OPTIONS_MIN,
    );
    if (short) found.push(text("check_in.lacks_options"));
    if (draft.asked.asked === "people" && draft.asked.people.length === 0) {
        found.push(text("check_in.lacks_people"));
    }
    return found;
}

function optionsOf(question: QuestionDraft): string[] {
    return question.options.map((option) => option.trim()).filter((option) => option !== "");
}

function questionOf(draft: QuestionDraft): Question {
    const base = { text: draft.text.trim(), required: draft.required };
    switch (draft.kind) {
        case "choice":
            return { ...base, kind: "choice", options: optionsOf(draft) };
        case "number":
            return { ...base, kind: "number", unit: draft.unit.trim() };
        case "text":
            return { ...base, kind: "text" };
        case "mood":
            return { ...base, kind: "mood" };
    }
}

export function bodyOf(draft: CheckInDraft): CheckInBody {
    return {
        title: draft.title.trim(),
        questions: draft.questions.map(questionOf),
        asked: draft.asked,
        rule: draft.rule,
        first: draft.first,
        minute: draft.minute,
        opens_before_minutes: draft.opensBefore,
        closes_after_minutes: draft.closesAfter,
        followers: draft.followers,
    };
}

// The hour of each ------------------------------------------------------------------------------

/** When one of those asked is asked for the first time. */
export interface LocalHour {
    id: PersonId;
    name: string;
    /** "Mon 09:30 there". */
    there: string;
    /** "01:30 for you"; empty on the reader's own clock. */
    here: string;
    /** "opens the evening before, 18:30". */
    opens: string;
}

/** The first turns of a draft on the clocks of those asked. */
export function localHours(
    data: Data,
    draft: Pick<CheckInDraft, "rule" | "first" | "minute" | "opensBefore">,
    people: readonly PersonId[],
    nowMs: number,
): LocalHour[] {
    const mine = myZone(data);
    return people.flatMap((id) => {
        const zone = zoneOf(data, id);
        const day = nextDay(draft.rule, draft.first, dayKey(nowMs, zone));
        if (day === null) return [];
        const dueMs = instantAt(day, draft.minute, zone);
        const there = exactTime(dueMs, nowMs, zone);
        const here = exactTime(dueMs, nowMs, mine);
        return [
            {
                id,
                name: id === data.me ? text("check_in.you") : firstNameOf(data, id),
                there: there === here ? there : text("check_in.there", { time: there }),
                here: there === here ? "" : text("check_in.for_you", { time: here }),
                opens: opensWords(draft.minute, draft.opensBefore, dueMs, zone),
            },
        ];
    });
}

/** "opens the evening before, 18:30", "opens 08:30". */
function opensWords(minute: number, before: number, dueMs: number, zone: string): string {
    const time = clockTime(dueMs - before * MINUTE_MS, zone);
    if (before <= minute) return text("check_in.opens", { time });
    if (before <= minute + DAY_MINUTES / 2) return text("check_in.opens_evening", { time });
    return text("check_in.opens_days_before", { span: spanWords(before * MINUTE_MS), time });
}

/** Those whom a draft asks, as far as they are in the channel. */
export function askedPeople(
    data: Data,
    asked: CheckInAsked,
    members: readonly PersonId[],
): PersonId[] {
    const inChannel = new Set(members);
    const wanted =
        asked.asked === "channel"
            ? members
            : asked.asked === "group"
              ? (data.groups.get(asked.group)?.members ?? [])
              : asked.people;
    return wanted
        .filter((id) => inChannel.has(id) && !data.people.get(id)?.disabled_at)
        .sort((a, b) => nameOf(data, a).localeCompare(nameOf(data, b)));
}
