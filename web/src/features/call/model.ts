// What the call views show: tiles and their order, words beside people, whom to ring.
import type { PersonId, Session, SessionId, TopicId } from "../../data/model";
import {
    channelTitle,
    firstNameOf,
    localTime,
    myZone,
    nameOf,
    others,
    participants,
    placeOf,
    topicTitle,
} from "../../data/select";
import type { Data } from "../../data/state";
import { markOf, namesOf, stateWord, type TimeMark } from "../../data/words";
import { text } from "../../text/text";
import { lengthWords, shortTime } from "../../text/time";
import type { CallState } from "../../transport/liveState";

/** How somebody wants the stage; `auto` follows the number of people. */
export type StageLayout = "auto" | "grid" | "speaker";

/** One picture on the stage. */
export interface Tile {
    key: string;
    person: PersonId;
    source: "camera" | "screen";
    /** How they are called in a tight place; "You" for oneself. */
    name: string;
    fullName: string;
    /** The name with what should be known of it: "Ruth, speaking". */
    label: string;
    self: boolean;
    camera: boolean;
    muted: boolean;
    speaking: boolean;
    /** Their connection is away and their place waits for them. */
    away: boolean;
    /** The reader's network carries no more: the picture is not sent. */
    paused: boolean;
    /** Their network is weak. */
    weak: boolean;
    /** Which of the six soft colours it has without a picture. */
    tone: number;
}

/** Number of soft colours of tiles. */
const TONES = 6;

/** From how many people the speaker is shown large. */
const SPEAKER_FROM = 5;

/** Shape of a picture: 16 to 9. */
const SHAPE = 16 / 9;

/** A time since an instant, "6:48". */
export function timerWords(sinceMs: number, nowMs: number): string {
    return lengthWords(Math.floor(Math.max(0, nowMs - sinceMs) / 1000) * 1000);
}

/** The tiles of a call: shared screens, then the others in the order they came, then oneself. */
export function tilesOf(data: Data, call: CallState): Tile[] {
    const people = [...call.roster.keys()].sort((a, b) => rank(data, a) - rank(data, b));
    const tiles: Tile[] = [];
    for (const [index, person] of people.entries()) {
        const self = person === data.me;
        const state = self ? call.sends : call.roster.get(person);
        const name = self ? text("call.self") : firstNameOf(data, person);
        const speaking = call.speaking.includes(person) && state?.microphone === true;
        const fullName = nameOf(data, person);
        const away = !self && call.away.has(person);
        const weak = !self && call.weak.has(person);
        const common = { person, name, fullName, self, away, weak, tone: index % TONES };
        // One's own screen is before one's eyes already.
        if (state?.screen && !self) {
            tiles.push({
                ...common,
                key: `${person} screen`,
                source: "screen",
                label: text("call.screen", { name }),
                camera: true,
                paused: call.paused.has(`${person} screen`),
                muted: false,
                speaking: false,
            });
        }
        tiles.push({
            ...common,
            key: `${person} camera`,
            source: "camera",
            label: speaking && !self ? text("call.speaking", { name }) : name,
            camera: state?.camera === true,
            paused: call.paused.has(`${person} camera`),
            muted: state?.microphone !== true,
            speaking,
        });
    }
    return tiles.sort((a, b) => Number(a.source === "camera") - Number(b.source === "camera"));
}

function rank(data: Data, person: PersonId): number {
    return person === data.me ? 1 : 0;
}

/** Where a call stands that does not flow, in words; empty where it does. */
export function phaseWords(phase: CallState["phase"], broken: CallState["broken"]): string {
    if (phase === "connecting") return text("call.connecting");
    if (phase !== "reconnecting") return "";
    switch (broken) {
        case "network":
            return text("call.reconnecting_network");
        case "offline":
            return text("call.reconnecting_offline");
        case "server":
            return text("call.reconnecting_server");
        default:
            return text("call.reconnecting");
    }
}

/** How the tiles stand on the stage. */
export type Arrangement =
    /** One beside nobody, or one large with oneself in its corner. */
    | { kind: "duo"; big: Tile; corner: Tile | null }
    | { kind: "grid"; tiles: Tile[] }
    | { kind: "speaker"; big: Tile; small: Tile[] };

/** Who was loudest last, so that the large picture does not jump back in a pause. */
export function mainSpeaker(
    before: PersonId | null,
    speaking: readonly PersonId[],
    me: PersonId | null,
): PersonId | null {
    return speaking.find((person) => person !== me) ?? before;
}

/** Arranges tiles: what is pinned, else a shared screen, else the speaker is large. */
export function arrange(
    tiles: readonly Tile[],
    wish: { layout: StageLayout; pinned: string | null; speaker: PersonId | null },
): Arrangement | null {
    const pinned = tiles.find((tile) => tile.key === wish.pinned);
    const screen = tiles.find((tile) => tile.source === "screen");
    const cameras = tiles.filter((tile) => tile.source === "camera");
    const theirs = cameras.filter((tile) => !tile.self);
    const own = cameras.find((tile) => tile.self) ?? null;
    const large = pinned ?? screen;
    if (large) return withBig(large, tiles);
    const [only] = theirs;
    if (!only) return own && { kind: "duo", big: own, corner: null };
    if (theirs.length === 1 && wish.layout !== "grid") {
        return { kind: "duo", big: only, corner: own };
    }
    const speaker =
        wish.layout === "speaker" || (wish.layout === "auto" && SPEAKER_FROM <= cameras.length);
    if (!speaker) return { kind: "grid", tiles: cameras };
    return withBig(theirs.find((tile) => tile.person === wish.speaker) ?? only, tiles);
}

function withBig(big: Tile, tiles: readonly Tile[]): Arrangement {
    return { kind: "speaker", big, small: tiles.filter((tile) => tile.key !== big.key) };
}

/** The columns that make equal 16:9 tiles largest in a box. Sizes in CSS pixels. */
export function gridColumns(count: number, width: number, height: number, gap: number): number {
    let best = 1;
    let bestWidth = 0;
    for (let columns = 1; columns <= count; columns += 1) {
        const rows = Math.ceil(count / columns);
        const across = (width - gap * (columns - 1)) / columns;
        const down = (height - gap * (rows - 1)) / rows;
        const tile = Math.min(across, down * SHAPE);
        if (bestWidth + 0.5 < tile) {
            best = columns;
            bestWidth = tile;
        }
    }
    return best;
}

/** What the bar and the head of the stage say of a call. */
export interface CallHead {
    title: string;
    place: string;
    startedMs: number;
    /** When the clock of a huddle runs out; `null` for a call. */
    endsMs: number | null;
    /** How long a huddle was to be, in minutes. */
    minutes: number;
    names: string;
    /** "Ringing Ana …", "Ana did not answer.", or nothing. */
    waiting: string;
    recording: boolean;
    /** Who could be rung again. */
    unanswered: PersonId[];
}

/** The head of the call this page is in. */
export function callHead(data: Data, call: CallState): CallHead | null {
    const topic = call.topic ? data.topics.get(call.topic) : undefined;
    if (!topic) return null;
    const session = call.session ? data.sessions.get(call.session) : undefined;
    const channel = data.channels.get(topic.channel);
    const place = channel && channel.kind !== "direct" ? channelTitle(data, channel) : "";
    const here = [...call.roster.keys()].filter((person) => person !== data.me);
    const unanswered = session ? unansweredOf(session) : [];
    return {
        title: topicTitle(data, topic),
        place: placeWords(place, session?.kind === "huddle"),
        startedMs: Date.parse(session?.started_at ?? topic.created_at),
        ...huddleClock(session),
        names: namesOf(data, here),
        waiting: waitingWords(data, session, here.length === 0),
        recording: session?.recordings.some((entry) => entry.state === "running") ?? false,
        unanswered,
    };
}

function placeWords(place: string, huddle: boolean): string {
    if (place === "") return huddle ? text("huddle.in_direct") : text("call.in_direct");
    return huddle ? text("huddle.in", { place }) : text("call.in", { place });
}

/** The clock of a huddle: it runs out, and cuts nothing off. */
function huddleClock(session: Session | undefined): { endsMs: number | null; minutes: number } {
    if (!session?.ends_at) return { endsMs: null, minutes: 0 };
    const endsMs = Date.parse(session.ends_at);
    return { endsMs, minutes: Math.round((endsMs - Date.parse(session.started_at)) / 60_000) };
}

/** "4:32 left", then "0:12 over". */
export function huddleWords(endsMs: number, nowMs: number): string {
    const leftMs = endsMs - nowMs;
    if (0 < leftMs)
        return text("huddle.left", { time: lengthWords(Math.ceil(leftMs / 1000) * 1000) });
    return text("huddle.over", { time: lengthWords(Math.floor(-leftMs / 1000) * 1000) });
}

function waitingWords(data: Data, session: Session | undefined, alone: boolean): string {
    if (!session) return "";
    const unanswered = alone ? unansweredOf(session) : [];
    const ringing = session.ringing.filter((person) => person !== data.me);
    if (0 < ringing.length) return text("call.ringing", { names: namesOf(data, ringing) });
    if (0 < unanswered.length) {
        return text("call.did_not_answer", { names: namesOf(data, unanswered) });
    }
    const guarded = session.guarded.filter(
        (person) => !session.attendance.some((stay) => stay.person === person),
    );
    if (0 < guarded.length && alone) {
        return text("call.guarded", { count: guarded.length, names: namesOf(data, guarded) });
    }
    return "";
}

/** Who was rung, rings no longer and never came. */
function unansweredOf(session: Session): PersonId[] {
    return session.rung.filter(
        (person) =>
            !session.ringing.includes(person) &&
            !session.attendance.some((stay) => stay.person === person),
    );
}

/** A line of the list of people. */
export interface PersonLine {
    person: PersonId;
    name: string;
    /** "14:06 London", or "you". */
    sub: string;
    self: boolean;
    speaking: boolean;
    muted: boolean;
}

/** Who is in the call. */
export function hereView(data: Data, call: CallState, nowMs: number): PersonLine[] {
    return [...call.roster].map(([person, roster]) => {
        const self = person === data.me;
        const state = self ? call.sends : roster;
        const row = data.people.get(person);
        const time = localTime(data, person, nowMs);
        return {
            person,
            name: nameOf(data, person),
            sub: self
                ? text("call.you")
                : text("call.time", { time, place: row ? placeOf(row) : "" }),
            self,
            speaking: state.microphone && call.speaking.includes(person),
            muted: !state.microphone,
        };
    });
}

/** Whose players watch the call without a place in it. */
export function watchingView(data: Data, call: CallState): { person: PersonId; name: string }[] {
    return call.watching.map((person) => ({ person, name: nameOf(data, person) }));
}

/** How many are in the call. */
export function countView(_: Data, call: CallState): number {
    return call.count;
}

/** A line of who is not in the call. */
export interface AwayLine {
    person: PersonId;
    name: string;
    sub: string;
    ringing: boolean;
    mark: TimeMark;
}

/** Who takes part in the topic and is not in the call: they get it later, or can be rung. */
export function awayView(data: Data, call: CallState, nowMs: number): AwayLine[] {
    const topic = call.topic ? data.topics.get(call.topic) : undefined;
    const session = call.session ? data.sessions.get(call.session) : undefined;
    if (!topic) return [];
    const people = new Set([...(session?.rung ?? []), ...participants(data, topic)]);
    return (
        [...people]
            .filter((person) => person !== data.me && !call.roster.has(person))
            // In a large call those whose line is not known may be there.
            .filter((person) => call.count <= call.roster.size || session?.ringing.includes(person))
            .map((person) => ({
                person,
                name: nameOf(data, person),
                sub: localTime(data, person, nowMs),
                ringing: session?.ringing.includes(person) ?? false,
                mark: markOf(data, person, nowMs),
            }))
    );
}

/** Whether somebody can be rung by what is known; a server that knows better says so. */
export function isReachable(data: Data, person: PersonId): boolean {
    const reach = data.reach.get(person);
    return reach === undefined || reach.state === "available";
}

/** That written views come first on this topic; empty if they are in, over or not wanted. */
export function viewsHint(data: Data, topic: TopicId, nowMs: number): string {
    const views = data.topics.get(topic)?.written_views;
    if (!views || Date.parse(views.by) <= nowMs) return "";
    const missing = views.of.filter((person) => !views.given.includes(person));
    if (missing.length === 0) return "";
    return text("views.before_talk", {
        time: shortTime(Date.parse(views.by), nowMs, myZone(data)),
        names: namesOf(data, missing),
    });
}

/** The only other person of a direct conversation, who is rung behind the guard. */
export function partnerIn(data: Data, topic: TopicId): PersonId | null {
    const row = data.topics.get(topic);
    const channel = row ? data.channels.get(row.channel) : undefined;
    if (channel?.kind !== "direct") return null;
    const people = channel.people.filter((person) => person !== data.me);
    return people.length === 1 ? (people[0] ?? null) : null;
}

/** What came of a session, as far as it is known here: `null` while nobody has said so. */
export function outcomeOf(data: Data, topic: TopicId, session: SessionId): string | null {
    const live = data.sessions.get(session);
    if (live) return live.outcome;
    const messages = data.windows.get(topic)?.messages ?? [];
    for (const { body } of messages.toReversed()) {
        if (body.kind === "residue" && body.session.id === session) return body.session.outcome;
    }
    return null;
}

/** A huddle in which the reader talked to somebody: its outcome is wanted when it is over. */
export function talkedIn(data: Data, session: SessionId | null): { topic: TopicId } | null {
    const row = session ? data.sessions.get(session) : undefined;
    if (row?.kind !== "huddle") return null;
    const came = new Set(row.attendance.map((stay) => stay.person));
    return 1 < came.size && data.me && came.has(data.me) ? { topic: row.topic } : null;
}

/** Somebody who could be rung when a call begins. */
export interface RingChoice {
    person: PersonId;
    name: string;
    reachable: boolean;
    /** "22:40 there, off". */
    line: string;
}

/** Whom a call in a topic could ring: the others of a conversation, or who takes part. */
export function ringChoices(data: Data, topic: TopicId, nowMs: number): RingChoice[] {
    const row = data.topics.get(topic);
    if (!row) return [];
    const channel = data.channels.get(row.channel);
    const people = channel?.kind === "direct" ? others(data, channel) : participants(data, row);
    return people
        .filter((person) => person !== data.me)
        .map((person) => {
            const reach = data.reach.get(person);
            const time = localTime(data, person, nowMs);
            const state = stateWord(reach?.state ?? "available").toLowerCase();
            return {
                person,
                name: nameOf(data, person),
                reachable: isReachable(data, person),
                line: text("call.ring_local", { time, state }),
            };
        });
}
