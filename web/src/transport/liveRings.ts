// Calls that ring for this person, on whichever page they look at.
import type { SessionId } from "../data/model";
import { store } from "../data/store";
import type { Ring } from "./frames";
import { onEphemeral, onLogEvent } from "./socket";

let rings: readonly Ring[] = [];
const timers = new Map<SessionId, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();

/** What rings now, the first first. */
export function ringsNow(): readonly Ring[] {
    return rings;
}

/** Calls `listener` after each change; returns how to stop it. */
export function onRings(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

/** It no longer rings here. */
export function endRing(session: SessionId): void {
    clearTimeout(timers.get(session));
    timers.delete(session);
    if (!rings.some((ring) => ring.session === session)) return;
    change(rings.filter((ring) => ring.session !== session));
}

function change(next: readonly Ring[]): void {
    rings = next;
    for (const listener of listeners) listener();
}

function begin(ring: Ring): void {
    const leftMs = Date.parse(ring.until) - store.nowMs();
    if (leftMs <= 0) return;
    clearTimeout(timers.get(ring.session));
    timers.set(
        ring.session,
        setTimeout(() => endRing(ring.session), leftMs),
    );
    change([...rings.filter((other) => other.session !== ring.session), ring]);
}

onEphemeral((frame) => {
    if (frame.type === "session.ring") begin(frame.data);
    if (frame.type === "session.ring_ended") endRing(frame.data.session);
});

onLogEvent((frame) => {
    if (frame.type !== "session.updated") return;
    const { me } = store.get();
    const rings = me !== null && frame.data.ringing.includes(me);
    if (frame.data.ended_at || !rings) endRing(frame.data.id);
});
