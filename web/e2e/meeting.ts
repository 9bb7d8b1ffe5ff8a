// People of the sample organisation in one meeting.
import { type Browser, expect, type Page } from "@playwright/test";
import { media, watchConnections } from "./callMedia";
import type { Somebody } from "./people";
import { call, sampled, signedIn } from "./sample";
import type { Server } from "./server";

/** Somebody who comes, and how. */
export interface Guest {
    name: string;
    viewport: { width: number; height: number };
    /** Comes with the microphone off. */
    muted?: boolean;
    /**
     * Shows everybody alike and draws nothing of it: drawing moving pictures without a graphics card takes
     * more than to receive and decode them.
     */
    undrawn?: boolean;
}

interface Made {
    id: string;
}

/**
 * Opens a channel and a topic of their own for these people and brings all of them into one call, in which
 * everybody sends their camera, and their voice unless they come muted.
 */
export async function meet(
    browser: Browser,
    server: Server,
    guests: readonly Guest[],
): Promise<Somebody[]> {
    const people: Somebody[] = [];
    for (const { name } of guests) {
        // The first one begins, from a page.
        people.push(await (people.length === 0 ? sampled : signedIn)(browser, server, name));
    }
    const [first] = people;
    if (!first) return people;
    const channel = await call<Made>(first, "POST", "/channels", {
        kind: "public",
        name: "All hands",
    });
    for (const { page } of people.slice(1)) {
        const joined = await page.request.post(`/api/v1/channels/${channel.id}/join`, {
            headers: { Origin: server.url },
        });
        expect(joined.ok(), await joined.text()).toBe(true);
    }
    const { topic } = await call<{ topic: Made }>(first, "POST", `/channels/${channel.id}/topics`, {
        title: "How the week went",
    });
    const session = await call<Made>(first, "POST", `/topics/${topic.id}/sessions`, { ring: [] });
    for (const [at, guest] of guests.entries()) {
        const who = people[at];
        if (!who) continue;
        const kept = { checked: true, microphoneOn: !guest.muted, cameraOn: true };
        await who.context.addInitScript((value) => {
            localStorage.setItem("meanwhile.devices", value);
        }, JSON.stringify(kept));
        await watchConnections(who.context);
        await who.page.setViewportSize(guest.viewport);
    }
    for (const [at, who] of people.entries()) {
        await enter(who, session.id);
        if (!guests[at]?.undrawn) continue;
        await showAllAlike(who.page);
        await who.page.evaluate(() => {
            document.body.style.visibility = "hidden";
        });
    }
    return people;
}

async function enter({ page }: Somebody, session: string): Promise<void> {
    await page.goto(`/live/${session}`);
    await page.getByRole("button", { name: "Join the call" }).click();
    await expect.poll(async () => (await media(page)).connected, { timeout: 60_000 }).toBe(true);
}

async function showAllAlike(page: Page): Promise<void> {
    const controls = page.getByRole("toolbar", { name: "Call controls" });
    await controls.getByRole("button", { name: "More" }).click();
    await page.getByRole("menu").getByText("Everybody alike").click();
}

/** The tile of somebody's camera on the stage, by how the page calls them. */
export function tileOf(page: Page, name: string) {
    return page.getByRole("main").locator("figure[data-source='camera']").filter({ hasText: name });
}

interface Watched extends Window {
    watchedPeers?: RTCPeerConnection[];
}

/** What comes for the picture in a tile: its size as it is received, and the pictures so far. */
export function received(page: Page, name: string): Promise<{ width: number; frames: number }> {
    return tileOf(page, name)
        .locator("video")
        .evaluate(async (video) => {
            const nothing = { width: 0, frames: 0 };
            if (!(video instanceof HTMLVideoElement)) return nothing;
            const stream = video.srcObject instanceof MediaStream ? video.srcObject : null;
            const track = stream?.getVideoTracks()[0];
            const watched: Watched = window;
            const report = await watched.watchedPeers?.at(-1)?.getStats();
            for (const entry of report?.values() ?? []) {
                if (entry.type !== "inbound-rtp" || entry.trackIdentifier !== track?.id) continue;
                return { width: entry.frameWidth ?? 0, frames: entry.framesDecoded ?? 0 };
            }
            return nothing;
        });
}

/** The pictures decoded so far of each camera that comes and stands in a tile, by the tile's key. */
export function pictures(page: Page): Promise<Record<string, number>> {
    return page.evaluate(async () => {
        const watched: Watched = window;
        const decoded = new Map<string, number>();
        for (const entry of (await watched.watchedPeers?.at(-1)?.getStats())?.values() ?? []) {
            if (entry.type !== "inbound-rtp" || entry.kind !== "video") continue;
            decoded.set(entry.trackIdentifier, entry.framesDecoded ?? 0);
        }
        const found: Record<string, number> = {};
        for (const video of document.querySelectorAll<HTMLVideoElement>(
            "main figure[data-source='camera'] video",
        )) {
            const stream = video.srcObject instanceof MediaStream ? video.srcObject : null;
            const frames = decoded.get(stream?.getVideoTracks()[0]?.id ?? "");
            const tile = video.closest("figure")?.dataset["tile"];
            if (frames !== undefined && tile !== undefined) found[tile] = frames;
        }
        return found;
    });
}

/** How many voices come, each in a slot of its own: packets that are not silence, within 700 ms. */
export function voicesOf(page: Page): Promise<number> {
    return page.evaluate(async () => {
        const watched: Watched = window;
        const read = async () => {
            const report = await watched.watchedPeers?.at(-1)?.getStats();
            return [...(report?.values() ?? [])]
                .filter((entry) => entry.type === "inbound-rtp" && entry.kind === "audio")
                .map(({ mid, packetsReceived = 0, totalAudioEnergy = 0 }) => {
                    return { mid, packets: packetsReceived, energy: totalAudioEnergy };
                });
        };
        const before = new Map((await read()).map((slot) => [slot.mid, slot]));
        await new Promise((done) => setTimeout(done, 700));
        return (await read()).filter(({ mid, packets, energy }) => {
            const last = before.get(mid) ?? { packets: 0, energy: 0 };
            return last.packets < packets && last.energy < energy;
        }).length;
    });
}

/** Unmutes the microphone of a page, or mutes it, by its button. */
export async function unmute(page: Page, on: boolean): Promise<void> {
    const button = (word: RegExp) => page.locator("[role='toolbar'] button", { hasText: word });
    const [before, after] = on ? [/^Unmute$/, /^Mute$/] : [/^Mute$/, /^Unmute$/];
    // By event: what is not drawn cannot be clicked.
    await button(before).dispatchEvent("click");
    await expect(button(after)).toBeAttached();
}

/** Waits until more pictures of somebody come. */
export async function sees(page: Page, name: string): Promise<void> {
    const frames = async () => (await received(page, name)).frames;
    const before = await frames();
    const message = `pictures of ${name}`;
    await expect.poll(frames, { message, timeout: 30_000 }).toBeGreaterThan(before + 3);
}

/** A layer of the camera that a page sends. */
export interface SentLayer {
    active: boolean;
    /** Pictures so far. */
    frames: number;
    /** As it is encoded now, in pixels; 0 before the first. */
    width: number;
}

/** What a page that shares no screen sends of its camera, by layer: "l", "m", "h". */
export function sent(page: Page): Promise<Record<string, SentLayer>> {
    return page.evaluate(async () => {
        const watched: Watched = window;
        // A screen has layers of the same names; without a track there is none to send.
        const senders = watched.watchedPeers?.at(-1)?.getSenders() ?? [];
        const report = await senders.find(({ track }) => track?.kind === "video")?.getStats();
        const layers: Record<string, { active: boolean; frames: number; width: number }> = {};
        for (const entry of report?.values() ?? []) {
            if (entry.type !== "outbound-rtp" || !entry.rid) continue;
            layers[entry.rid] = {
                active: entry.active === true,
                frames: entry.framesSent ?? 0,
                width: entry.frameWidth ?? 0,
            };
        }
        return layers;
    });
}
