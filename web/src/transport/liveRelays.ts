// Relays for networks where only TLS passes. They cost the server a connection each, so they are asked
// for when the direct path has failed, or when it did the last time on this device.
import type { IceServer, SessionId } from "../data/model";
import { live } from "./live";

/** Whether the last call of this device stood by a relay. */
const KEY = "meanwhile.relay";

/** How long a direct path may take to stand where a relay could be tried, in milliseconds. */
const DIRECT_MS = 3_000;

/** How long a connection may take to stand, in milliseconds. */
const CONNECT_MS = 6_000;

let known: { session: SessionId; servers: readonly IceServer[] } | null = null;

/** What a connection is tried with. */
export interface Way {
    servers: RTCIceServer[];
    /** How long it may take to stand, in milliseconds. */
    patienceMs: number;
}

/** Takes what joining a session answered. */
export function takeRelays(session: SessionId, servers: readonly IceServer[]): void {
    known = { session, servers };
}

/** The server began anew, or the call is over: its names and passwords are no longer good. */
export function forgetRelays(): void {
    known = null;
}

/** Remembers whether the connection stands by a relay. */
export function noteRelayed(relayed: boolean): void {
    if (relayed) localStorage.setItem(KEY, "yes");
    else localStorage.removeItem(KEY);
}

/** What try number `tries` of a session's connection, counted from 1, is made with. */
export async function wayOf(session: SessionId, tries: number): Promise<Way> {
    const relayed = 1 < tries || localStorage.getItem(KEY) !== null;
    if (relayed && known?.session !== session) {
        const joined = await live.join(session);
        takeRelays(session, joined.ice_servers);
    }
    const servers = known?.session === session ? known.servers : [];
    if (!relayed) return { servers: [], patienceMs: servers.length ? DIRECT_MS : CONNECT_MS };
    return { servers: servers.map((server) => ({ ...server })), patienceMs: CONNECT_MS };
}
