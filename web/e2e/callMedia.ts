// What a page sends and receives, read from its own connections, and what a file holds.
import { execFileSync } from "node:child_process";
import { type BrowserContext, expect, type Page } from "@playwright/test";

interface Watched extends Window {
    watchedPeers?: RTCPeerConnection[];
    /** When the first picture was decoded, in milliseconds since the page began to load. */
    firstPictureMs?: number;
}

/** Sums over the connection that lives now. */
export interface Media {
    connected: boolean;
    framesDecoded: number;
    audioEnergy: number;
    framesSent: number;
    voicePacketsSent: number;
    /** Layers of the camera that are sent, because somebody sees them. */
    layers: string[];
}

/** Lets a test look at the connections a page makes. Call it before the page is opened. */
export async function watchConnections(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
        const watched: Watched = window;
        const peers: RTCPeerConnection[] = [];
        watched.watchedPeers = peers;
        window.RTCPeerConnection = class extends RTCPeerConnection {
            constructor(configuration?: RTCConfiguration) {
                super(configuration);
                peers.push(this);
                const timer = setInterval(async () => {
                    for (const entry of (await this.getStats()).values()) {
                        const moves =
                            entry.type === "inbound-rtp" && 0 < (entry.framesDecoded ?? 0);
                        if (!moves) continue;
                        clearInterval(timer);
                        watched.firstPictureMs ??= performance.now();
                    }
                }, 50);
            }
        };
    });
}

/** What goes over the newest connection of a page. */
export function media(page: Page): Promise<Media> {
    return page.evaluate(async () => {
        const watched: Watched = window;
        const peer = watched.watchedPeers?.at(-1);
        const sums = {
            connected: peer?.connectionState === "connected",
            framesDecoded: 0,
            audioEnergy: 0,
            framesSent: 0,
            voicePacketsSent: 0,
            layers: [] as string[],
        };
        for (const sender of peer?.getSenders() ?? []) {
            if (!sender.track) continue;
            const { encodings } = sender.getParameters();
            const seen = encodings.filter((entry) => entry.active).map((entry) => entry.rid ?? "");
            sums.layers.push(...seen.filter((rid) => rid !== ""));
        }
        for (const entry of (await peer?.getStats())?.values() ?? []) {
            if (entry.type === "inbound-rtp") {
                if (entry.kind === "video") sums.framesDecoded += entry.framesDecoded ?? 0;
                else sums.audioEnergy += entry.totalAudioEnergy ?? 0;
            }
            if (entry.type !== "outbound-rtp") continue;
            if (entry.kind === "video") {
                sums.framesSent += entry.framesSent ?? 0;
            } else {
                sums.voicePacketsSent += entry.packetsSent ?? 0;
            }
        }
        return sums;
    });
}

/** When the page decoded its first picture after it began to load, in milliseconds. */
export async function firstPictureMs(page: Page): Promise<number> {
    const read = () =>
        page.evaluate(() => {
            const watched: Watched = window;
            return watched.firstPictureMs ?? null;
        });
    await expect.poll(read, { timeout: 15_000 }).not.toBeNull();
    return (await read()) ?? Number.POSITIVE_INFINITY;
}

/** Waits until pictures and voices of others come, from now on. */
export async function hearsAndSees(page: Page, timeout = 30_000): Promise<void> {
    const before = await media(page);
    const fresh = async () => {
        const now = await media(page);
        return {
            pictures: before.framesDecoded + 5 < now.framesDecoded,
            voices: before.audioEnergy < now.audioEnergy,
        };
    };
    await expect.poll(fresh, { timeout }).toEqual({ pictures: true, voices: true });
}

/** What `ffprobe` finds in a file. */
export interface Probe {
    streams: string[];
    seconds: number;
}

/** Looks into a recording with a program that is not ours. */
export function probe(path: string): Probe {
    const args = ["-v", "error", "-show_entries", "stream=codec_name:format=duration"];
    const said = execFileSync("ffprobe", [...args, "-of", "json", path], { encoding: "utf8" });
    const found: { streams: { codec_name: string }[]; format: { duration: string } } =
        JSON.parse(said);
    return {
        streams: found.streams.map((stream) => stream.codec_name).sort(),
        seconds: Number(found.format.duration),
    };
}
