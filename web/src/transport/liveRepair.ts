// Keeps the media of a call going while networks come and go: sees that nothing comes any more, opens a
// fresh socket where the old one is dead, and restarts ICE over it. A whole new connection is the last
// resort, and the caller's.
import type { SessionId } from "../data/model";
import type { IceNames, MediaStanding, Reply } from "./frames";
import { Unreachable } from "./http";
import type { Peer } from "./livePeer";
import { type Line, reach } from "./liveReach";
import { callState } from "./liveState";
import { LOOK_MS, PathWatch } from "./liveWatch";
import { ask, onEphemeral, renew, tryState } from "./socket";

/** How long a living server takes to answer, in milliseconds; a longer wait is cut short. */
const ANSWER_MS = 600;

/** How long a restart may take until something comes, in milliseconds. */
const FLOWS_MS = 2_500;

/** How often to look whether something comes. */
const FLOWS_LOOK_MS = 50;

export interface RepairEvents {
    /** The path is broken and is being repaired; `changed` where the browser says that the network is another. */
    onBroken: (changed: boolean) => void;
    /** Media flows again on the same connection; or it did all the time, and the socket is back. */
    onBack: () => void;
    /** The connection is gone, or does not come back: a new one is needed. */
    onGone: () => void;
    /** Another page has taken the call over. */
    onMoved: () => void;
}

export interface Keeper {
    /** The path may be broken: the browser says so, or the server. */
    suspect: () => void;
    stop: () => void;
}

/** A connection and how the server calls it. */
export interface Kept {
    peer: Peer;
    session: SessionId;
    connection: string;
}

/** Keeps a connection that stands. */
export function keep(kept: Kept, events: RepairEvents): Keeper {
    const { peer } = kept;
    const watch = new PathWatch(performance.now());
    let over = false;
    let repairing = false;

    const look = async () => {
        const counts = await peer.counts();
        if (over || repairing) return;
        const verdict = watch.look(counts, performance.now());
        if (verdict === "broken") void repair();
        else if (verdict === "ask") await suspect();
    };
    const timer = setInterval(() => void look(), LOOK_MS);

    /** Repairs if the server does not answer. */
    const suspect = async () => {
        if (over || repairing || (await answers())) return;
        void repair();
    };

    /** `changed`: the network is another one, so that the socket there is cannot be good. */
    const repair = async (changed = false) => {
        if (over || repairing) return;
        repairing = true;
        events.onBroken(changed);
        const standing = await restart(kept, changed, () => over);
        repairing = false;
        if (over) return;
        watch.renew(performance.now());
        end(standing);
    };

    const end = (standing: MediaStanding) => {
        if (standing === "here") events.onBack();
        else if (standing === "moved") events.onMoved();
        else events.onGone();
    };

    /** The socket is back: the server may have begun anew, and what it told meanwhile was missed. */
    const resume = async () => {
        if (over || repairing) return;
        try {
            const reply = await resumed(kept);
            if (!over && !repairing) end(reply.standing);
        } catch {
            // The next socket's hello tries again.
        }
    };
    const stopListening = onEphemeral(({ type }) => {
        if (type === "hello") void resume();
    });

    const online = () => void repair(true);
    const told = async () => {
        if (!over && !repairing && !(await answers())) void repair(true);
    };
    const changed = () => void told();
    window.addEventListener("online", online);
    connectionInformation()?.addEventListener("change", changed);
    peer.onTrouble(() => void repair());
    return {
        suspect: () => void suspect(),
        stop: () => {
            over = true;
            clearInterval(timer);
            stopListening();
            window.removeEventListener("online", online);
            connectionInformation()?.removeEventListener("change", changed);
            peer.onTrouble(() => {});
        },
    };
}

/** What some browsers know of the network (W3C Network Information API). */
function connectionInformation(): EventTarget | null {
    return (navigator as Navigator & { connection?: EventTarget }).connection ?? null;
}

/** Restarts ICE until something comes, the connection is gone, or nobody waits any more. */
async function restart(kept: Kept, changed: boolean, over: () => boolean): Promise<MediaStanding> {
    let dead = changed;
    while (!over()) {
        try {
            if (dead || !(await answers())) await reach(LINE, over);
            dead = true;
            if (over()) break;
            const names = await kept.peer.restart();
            const { standing, ice } = await resumed(kept, names);
            if (standing !== "here" || !ice) return standing;
            await kept.peer.follow(ice);
            return (await flows(kept.peer, names.ufrag)) ? "here" : "gone";
        } catch (error) {
            if (!(error instanceof Unreachable)) return "gone";
        }
    }
    return "gone";
}

/** The question that is on its way. */
let asking: Promise<boolean> | null = null;

/** Whether the server answers soon. */
function answers(): Promise<boolean> {
    asking ??= within(ask({ do: "ping" }), ANSWER_MS).then((reply) => {
        asking = null;
        return reply !== null;
    });
    return asking;
}

/** The socket, for who waits until it is back. */
const LINE: Line = {
    renew,
    state: tryState,
    onGreeted: (listener) => onEphemeral(({ type }) => type === "hello" && listener()),
    onNetwork: (listener) => {
        window.addEventListener("online", listener);
        return () => window.removeEventListener("online", listener);
    },
};

/** What comes of a promise in time, or `null`. */
async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | null> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<null>((resolve) => {
        timer = setTimeout(() => resolve(null), ms);
    });
    const first = await Promise.race([promise.catch(() => null), late]);
    clearTimeout(timer);
    return first;
}

/** Says to the server that this page is here, with new names where ICE is restarted. */
async function resumed(
    { session, connection }: Kept,
    ice?: IceNames,
): Promise<Extract<NonNullable<Reply["data"]>, { standing: MediaStanding }>> {
    const state = callState().sends;
    const question = ask({
        do: "session.resume",
        session,
        connection,
        state,
        ...(ice ? { ice } : {}),
    });
    const reply = await question;
    return reply.data && "standing" in reply.data ? reply.data : { standing: "gone" };
}

/** Whether something comes, or the new path is chosen: in a quiet call nothing comes. */
async function flows(peer: Peer, ufrag: string): Promise<boolean> {
    const before = await peer.counts();
    for (let waitedMs = 0; waitedMs < FLOWS_MS; waitedMs += FLOWS_LOOK_MS) {
        const now = await peer.counts();
        if (now.ufrag === ufrag || before.received + 2 < now.received) return true;
        await new Promise((resolve) => setTimeout(resolve, FLOWS_LOOK_MS));
    }
    return false;
}
