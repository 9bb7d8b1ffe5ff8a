// What is known of the call this page is in. Changed by the files beside it, watched by the features.
import type { PersonId, SessionId, TopicId } from "../data/model";
import type { MediaSource, ParticipantState, Quality, QualityLevel, Slot } from "./frames";
import type { DeviceTrouble } from "./liveDevices";
import type { Peer } from "./livePeer";
import type { CallPhase } from "./livePhase";
import { pictureKey } from "./liveSlots";

/** The network under this page changed; or it is offline; or the server was away. */
export type Broken = "network" | "offline" | "server";

export interface CallState {
    readonly phase: CallPhase;
    readonly session: SessionId | null;
    readonly topic: TopicId | null;
    /** What this person sends. */
    readonly sends: ParticipantState;
    /** Who is in the call and what they send, this person included. In a large call, those who send
     *  anything and those whose page was read. */
    readonly roster: ReadonlyMap<PersonId, ParticipantState>;
    /** How many are in the call. */
    readonly count: number;
    /** Whose connection is away; their place waits for them. */
    readonly away: ReadonlySet<PersonId>;
    /** Who speaks, loudest first. */
    readonly speaking: readonly PersonId[];
    /** Whose players watch the call. */
    readonly watching: readonly PersonId[];
    /** Which stream shows which picture, by `pictureKey`. */
    readonly pictures: ReadonlyMap<string, MediaStream>;
    /** Which pictures are paused since this person's way down carries no more, by `pictureKey`. */
    readonly paused: ReadonlySet<string>;
    /** Of those in slots, whose network is not good. */
    readonly weak: ReadonlyMap<PersonId, QualityLevel>;
    /** What was told last of this person's own connection. */
    readonly quality: Quality | null;
    readonly camera: MediaStream | null;
    readonly screen: MediaStream | null;
    readonly microphone: MediaStream | null;
    /** The device that did not open. */
    readonly trouble: { source: MediaSource; why: DeviceTrouble } | null;
    /** The browser wants a click before it plays sound. */
    readonly soundBlocked: boolean;
    /** Why it is being connected again. */
    readonly broken: Broken | null;
    /** How the last call ended for this page: while its connection was `away`. */
    readonly ended: "away" | null;
    /** Why the call could not be reached at the last try, in words. */
    readonly problem: string | null;
}

export const SILENT: ParticipantState = { microphone: false, camera: false, screen: false };

/** Nothing is known of how well a connection works. */
const UNTOLD = {
    paused: new Set<string>(),
    weak: new Map<PersonId, QualityLevel>(),
    quality: null,
};

const NONE: CallState = {
    ...UNTOLD,
    phase: "idle",
    session: null,
    topic: null,
    sends: SILENT,
    roster: new Map(),
    away: new Set(),
    count: 0,
    speaking: [],
    watching: [],
    pictures: new Map(),
    camera: null,
    screen: null,
    microphone: null,
    trouble: null,
    soundBlocked: false,
    broken: null,
    ended: null,
    problem: null,
};

let state = NONE;
let peer: Peer | null = null;
let slots: ReadonlyMap<string, Slot> = new Map();
const listeners = new Set<() => void>();

/** What is known of the call now. */
export function callState(): CallState {
    return state;
}

/** Calls `listener` after each change; returns how to stop it. */
export function onCall(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

export function changeCall(change: Partial<CallState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
}

/** Forgets the call. */
export function clearCall(ended: CallState["ended"] = null): void {
    peer = null;
    slots = new Map();
    changeCall({ ...NONE, ended });
}

/** The connection that lives now. */
export function currentPeer(): Peer | null {
    return peer;
}

/** Takes a new connection; its slots are empty. The last pictures stand until new ones come. */
export function takePeer(next: Peer | null): void {
    peer = next;
    slots = new Map();
    changeCall(next ? UNTOLD : { ...UNTOLD, pictures: new Map() });
}

/** Takes what comes in which slot. */
export function takeSlots(changes: readonly Slot[]): void {
    const next = new Map(slots);
    for (const slot of changes) next.set(slot.mid, slot);
    slots = next;
    const pictures = new Map<string, MediaStream>();
    const paused = new Set<string>();
    const weak = new Map<PersonId, QualityLevel>();
    for (const { mid, person, source, ...slot } of slots.values()) {
        if (!person) continue;
        if (slot.quality !== "good") weak.set(person, slot.quality);
        const stream = peer?.pictures.get(mid);
        // What is paused would stand still: its tile says so instead.
        if (slot.paused) paused.add(pictureKey(person, source));
        else if (stream) pictures.set(pictureKey(person, source), stream);
    }
    changeCall({ pictures, paused, weak });
}
