// Being in a call: entering, staying connected, leaving. One connection at a time, offered anew
// whenever the path, the socket, the server or the page itself was gone.
import type { PersonId, Session, SessionId, TopicId } from "../data/model";
import { store } from "../data/store";
import type { Ephemeral, ParticipantState } from "./frames";
import { problemWords, Refusal, Unreachable } from "./http";
import { live } from "./live";
import { deviceChoice } from "./liveDevices";
import type { Peer } from "./livePeer";
import { type CallTurn, nextPhase, retryAfterMs } from "./livePhase";
import { forgetRelays, noteRelayed, takeRelays, type Way, wayOf } from "./liveRelays";
import type { Keeper } from "./liveRepair";
import { endRing } from "./liveRings";
import { closeOwn, openOwn, sendAll } from "./liveSelf";
import { playSlots, watchSound } from "./liveSound";
import {
    type CallState,
    callState,
    changeCall,
    clearCall,
    currentPeer,
    SILENT,
    takePeer,
    takeSlots,
} from "./liveState";
import { askAgain, forgetViews, watchRefusals } from "./liveViews";
import { ask, onEphemeral } from "./socket";

/** Where the tab remembers its call, so that loading the page again comes back to it. */
const KEY = "meanwhile.call";

/** What the tab remembers. */
interface Remembered {
    session: SessionId;
    topic: TopicId;
    sends: ParticipantState;
}

let tries = 0;
/** Rises with each connection, so that what an earlier one says late is not heard. */
let round = 0;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
/** The connection that is replaced; it plays until the next one stands. */
let former: Peer | null = null;
/** What keeps the connection that stands, and how the server calls that one. */
let keeper: Keeper | null = null;
let connection = "";
/** After whom the next page of a large roster begins; `null` when none was read, or all. */
let after: PersonId | null = null;
/** Whether the data has shown the session and this person in it: before that it cannot be over. */
let seen = { session: false, self: false };

/** Starts a call, or a huddle of so many minutes, or comes into what is live; rings these people. */
export async function startCall(
    topic: TopicId,
    people: readonly PersonId[],
    minutes: number | null = null,
): Promise<Session> {
    const session = await live.start(topic, people, minutes);
    return joinCall(session.id);
}

/** Comes into a call, which accepts a ring. The devices open meanwhile. */
export async function joinCall(id: SessionId): Promise<Session> {
    const before = callState();
    if (before.session && before.session !== id) await leaveCall();
    const session = await live.join(id);
    takeRelays(id, session.ice_servers);
    endRing(id);
    const { microphoneOn, cameraOn } = deviceChoice();
    enter(id, session.topic, { ...SILENT, microphone: microphoneOn, camera: cameraOn }, "enter");
    return session;
}

/** Leaves the call; the last one out, or one of two, ends it. */
export async function leaveCall(): Promise<void> {
    const { session } = callState();
    finish();
    if (session) await live.leave(session);
}

/** Ends the call for everyone. */
export async function endCall(): Promise<void> {
    const { session } = callState();
    if (!session) return;
    try {
        await live.end(session);
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
    }
    finish();
}

/** Comes back into the call this tab was in before the page was loaded again. */
export function resumeCall(): void {
    const remembered = recall();
    if (!remembered || callState().phase !== "idle") return;
    enter(remembered.session, remembered.topic, remembered.sends, "resume");
}

/** Tries again at once. */
export function retryCall(): void {
    tries = 0;
    connectSoon();
}

/** Takes the call over from another page of the same person. */
export function takeCallHere(): void {
    const { session, topic } = callState();
    const { microphoneOn, cameraOn } = deviceChoice();
    const sends = { ...SILENT, microphone: microphoneOn, camera: cameraOn };
    if (session && topic) enter(session, topic, sends, "enter");
}

function enter(session: SessionId, topic: TopicId, sends: ParticipantState, turn: CallTurn): void {
    changeCall({
        session,
        topic,
        problem: null,
        roster: new Map(),
        away: new Set(),
        count: 0,
        broken: null,
        speaking: [],
        watching: [],
    });
    seen = { session: false, self: false };
    after = null;
    tries = 0;
    go(turn);
    openOwn(sends);
    remember();
    // Without a socket its hello connects.
    if (store.get().connection === "online") connectSoon();
}

function go(turn: CallTurn): void {
    const phase = nextPhase(callState().phase, turn);
    if (phase !== callState().phase) changeCall({ phase });
}

function connectSoon(): void {
    letGo();
    clearTimeout(retryTimer);
    round += 1;
    const mine = round;
    const wait = retryAfterMs(tries);
    tries += 1;
    retryTimer = setTimeout(() => void connect(mine), wait);
}

/** Offers a new connection. A try without a socket waits for the socket: its hello tries again. */
async function connect(mine: number): Promise<void> {
    const { session } = callState();
    if (!session || mine !== round) return;
    const again = () => {
        if (mine !== round) return;
        go("lost");
        connectSoon();
    };
    let way: Way;
    let openPeer: typeof import("./livePeer")["openPeer"];
    try {
        [way, { openPeer }] = await Promise.all([wayOf(session, tries), import("./livePeer")]);
    } catch (error) {
        if (mine === round) refused(error);
        return;
    }
    if (mine !== round) return;
    const onConnected = (relayed: boolean) => connected(mine, relayed);
    const peer = await openPeer({ onConnected, onGone: again }, way);
    if (mine !== round) {
        peer.close();
        return;
    }
    former?.close();
    former = currentPeer();
    takePeer(peer);
    try {
        await sendAll(peer);
        const { sdp, tracks } = peer;
        const state = callState().sends;
        const reply = await ask({ do: "session.offer", session, sdp, tracks, state });
        if (mine !== round || !reply.data || !("sdp" in reply.data)) return;
        connection = reply.data.connection;
        await peer.accept(reply.data.sdp);
    } catch (error) {
        if (mine === round) refused(error, peer);
    }
}

function refused(error: unknown, peer: Peer | null = null): void {
    peer?.close();
    if (error instanceof Unreachable) {
        go("lost"); // the socket's hello tries again
        return;
    }
    const code = error instanceof Refusal ? error.problem.code : "internal";
    if (code === "wrong_state" || code === "not_found" || code === "not_allowed") {
        finish(callState().phase === "reconnecting" ? "away" : null);
        return;
    }
    changeCall({ problem: problemWords(error) });
    connectSoon();
}

function connected(mine: number, relayed: boolean): void {
    if (mine !== round) return;
    noteRelayed(relayed);
    tries = 0;
    former?.close();
    former = null;
    flows();
    remember();
    const peer = currentPeer();
    if (peer) playSlots(peer.voices);
    void keepUp(mine);
}

/** Media flows, on a new connection or again on the one there was. */
function flows(): void {
    changeCall({ problem: null, broken: null });
    go("connected");
    askAgain();
    // What was changed while nothing could be told is told, too.
    const { session, sends } = callState();
    if (session) ask({ do: "session.state", session, state: sends }).catch(() => {});
}

/** Keeps the connection that stands through changes of the network. */
async function keepUp(mine: number): Promise<void> {
    const { keep } = await import("./liveRepair");
    const { session } = callState();
    const peer = currentPeer();
    if (mine !== round || !session || !peer) return;
    letGo();
    keeper = keep(
        { peer, session, connection },
        {
            onBroken: (changed) => {
                const known = changed ? "network" : null;
                changeCall({ broken: navigator.onLine ? known : "offline" });
                go("lost");
            },
            onBack: flows,
            onGone: () => {
                if (callState().phase === "live") changeCall({ broken: "server" });
                go("lost");
                retryCall();
            },
            onMoved: moved,
        },
    );
}

function letGo(): void {
    keeper?.stop();
    keeper = null;
}

/** The call is over for this page; `ended` says what else is to be said of that. */
function finish(ended: CallState["ended"] = null): void {
    letGo();
    clearTimeout(retryTimer);
    round += 1;
    former?.close();
    former = null;
    currentPeer()?.close();
    playSlots(new Map());
    closeOwn();
    forgetViews();
    forget();
    clearCall(ended);
}

/** Gives the call to another page of the same person. */
function moved(): void {
    letGo();
    clearTimeout(retryTimer);
    round += 1;
    former?.close();
    former = null;
    currentPeer()?.close();
    takePeer(null);
    playSlots(new Map());
    closeOwn();
    forgetViews();
    forget();
    changeCall({ sends: SILENT, camera: null, screen: null, microphone: null, speaking: [] });
    go("taken");
}

function receive(frame: Ephemeral): void {
    const { session, phase } = callState();
    if (phase === "idle" || phase === "moved" || !session) return;
    if (frame.type === "hello") {
        forgetRelays();
        // A connection that stands outlives the socket; who keeps it looks whether it does.
        if (keeper) return;
        go("lost");
        retryCall();
        return;
    }
    if (!("data" in frame) || !("session" in frame.data) || frame.data.session !== session) return;
    switch (frame.type) {
        case "session.roster":
            takeRoster(frame.data);
            break;
        case "session.slots":
            takeSlots(frame.data.slots);
            break;
        case "session.layers":
            currentPeer()?.setLayers(frame.data.layers);
            break;
        case "session.quality":
            changeCall({ quality: frame.data.quality });
            break;
        case "session.codecs":
            currentPeer()?.setCodecs(frame.data.codecs);
            break;
        case "session.speaking":
            changeCall({ speaking: frame.data.people });
            break;
        case "session.watched":
            changeCall({ watching: frame.data.people });
            break;
        case "session.moved":
            moved();
            break;
        case "session.lost":
            // While connecting it speaks of the connection before.
            if (phase === "live") reconnect();
            break;
        default:
            break;
    }
}

function reconnect(): void {
    if (callState().phase !== "live") return;
    go("lost");
    retryCall();
}

function takeRoster({
    full,
    count,
    updated,
    left,
}: Extract<Ephemeral, { type: "session.roster" }>["data"]): void {
    const roster = new Map(full ? [] : callState().roster);
    const away = new Set(full ? [] : callState().away);
    for (const { person, state, reconnecting } of updated) {
        roster.set(person, state);
        if (reconnecting) away.add(person);
        else away.delete(person);
    }
    for (const person of left) {
        roster.delete(person);
        away.delete(person);
    }
    changeCall({ roster, away, count });
}

/** Reads who else is in a large call: the page after the last whose line is known. */
export async function readRoster(): Promise<void> {
    const { session } = callState();
    if (!session) return;
    const { participants, count, next } = await live.roster(session, after);
    if (callState().session !== session) return;
    after = next ?? null;
    takeRoster({ session, full: false, count, updated: participants, left: [] });
}

/** The log says when the call is over, or when this person left it elsewhere. */
function watchData(): void {
    const { session, phase } = callState();
    if (phase === "idle" || !session) return;
    const data = store.get();
    if (!data.me) {
        finish(); // signed out
        return;
    }
    const row = data.sessions.get(session);
    const self = row?.attendance.some((stay) => stay.person === data.me && stay.until === null);
    if (row) seen = { session: true, self: seen.self || self === true };
    const known = data.connection === "online" && 0 < data.seq;
    const over = !row && seen.session && known;
    const out = row && seen.self && !self;
    // Others may have gone on without this person, whose place has waited long enough.
    if (over || out) finish(phase === "reconnecting" ? "away" : null);
}

function remember(): void {
    const { session, topic, sends } = callState();
    if (!session || !topic) return;
    const entry: Remembered = { session, topic, sends };
    try {
        sessionStorage.setItem(KEY, JSON.stringify(entry));
    } catch {
        // Loading the page again leaves the call then.
    }
}

function recall(): Remembered | null {
    try {
        return JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Remembered | null;
    } catch {
        return null;
    }
}

function forget(): void {
    try {
        sessionStorage.removeItem(KEY);
    } catch {
        // Nothing was remembered.
    }
}

if (typeof window !== "undefined") {
    onEphemeral(receive);
    store.subscribe(watchData);
    watchSound((soundBlocked) => {
        if (soundBlocked !== callState().soundBlocked) changeCall({ soundBlocked });
    });
    watchRefusals(reconnect);
    // What is sent at this moment is what comes back.
    window.addEventListener("pagehide", () => {
        if (callState().phase !== "idle" && callState().phase !== "moved") remember();
    });
}
