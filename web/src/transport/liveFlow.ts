// What goes over the connection of the call, as the browser measures it. Read only while somebody looks.
import { currentPeer } from "./liveState";

/** What goes one way. */
export interface Way {
    readonly kbps: number;
    /** Since the last look; `null` when nothing says so. */
    readonly lostPercent: number | null;
}

export interface Flow {
    readonly sent: Way;
    readonly received: Way;
    readonly roundTripMs: number | null;
}

/** Sums over a connection since it began. */
export interface Sums {
    atMs: number;
    bytesSent: number;
    bytesReceived: number;
    packetsSent: number;
    packetsReceived: number;
    lostUp: number;
    lostDown: number;
    roundTripMs: number | null;
}

/** Reads the sums of the connection that lives now. */
export async function readSums(): Promise<Sums | null> {
    const report = await currentPeer()?.stats();
    if (!report) return null;
    const sums: Sums = {
        atMs: performance.now(),
        bytesSent: 0,
        bytesReceived: 0,
        packetsSent: 0,
        packetsReceived: 0,
        lostUp: 0,
        lostDown: 0,
        roundTripMs: null,
    };
    for (const entry of report.values()) {
        switch (entry.type) {
            case "outbound-rtp":
                sums.bytesSent += entry.bytesSent ?? 0;
                sums.packetsSent += entry.packetsSent ?? 0;
                break;
            case "inbound-rtp":
                sums.bytesReceived += entry.bytesReceived ?? 0;
                sums.packetsReceived += entry.packetsReceived ?? 0;
                sums.lostDown += entry.packetsLost ?? 0;
                break;
            case "remote-inbound-rtp":
                sums.lostUp += entry.packetsLost ?? 0;
                break;
            case "candidate-pair":
                if (entry.nominated && entry.currentRoundTripTime !== undefined) {
                    sums.roundTripMs = Math.round(entry.currentRoundTripTime * 1000);
                }
                break;
            default:
                break;
        }
    }
    return sums;
}

/** What went between two looks; `null` when they are of different connections. */
export function flowBetween(before: Sums, now: Sums): Flow | null {
    const seconds = (now.atMs - before.atMs) / 1000;
    if (seconds <= 0 || now.bytesSent < before.bytesSent) return null;
    if (now.bytesReceived < before.bytesReceived) return null;
    const kbps = (bytes: number) => Math.round((bytes * 8) / 1000 / seconds);
    return {
        sent: {
            kbps: kbps(now.bytesSent - before.bytesSent),
            lostPercent: percent(now.lostUp - before.lostUp, now.packetsSent - before.packetsSent),
        },
        received: {
            kbps: kbps(now.bytesReceived - before.bytesReceived),
            lostPercent: percent(
                now.lostDown - before.lostDown,
                now.packetsReceived - before.packetsReceived + (now.lostDown - before.lostDown),
            ),
        },
        roundTripMs: now.roundTripMs,
    };
}

function percent(lost: number, of: number): number | null {
    if (of <= 0) return null;
    return Math.round((Math.min(Math.max(lost, 0), of) / of) * 100);
}
