// A call with a server on another machine: by https and UDP, and by TCP once UDP is cut off.
import { execFileSync } from "node:child_process";
import { expect, type Page, test } from "@playwright/test";
import {
    accept,
    alwaysReachable,
    invitationLink,
    makeChannel,
    makeTopic,
    type Somebody,
    setUp,
    somebody,
} from "../people";

const server = { url: process.env["MEANWHILE_URL"] ?? "" };

/** What a page gets from the connection that stands now. */
interface Media {
    /** Of the path that was chosen: "udp" or "tcp"; empty if there is none. */
    protocol: string;
    framesDecoded: number;
    /** Sum of the energy of all voices heard. */
    voice: number;
}

const NOTHING: Media = { protocol: "", framesDecoded: 0, voice: 0 };

declare global {
    interface Window {
        peers: RTCPeerConnection[];
    }
}

/** Keeps every connection that the page makes within the test's sight. */
async function watchPeers({ page }: Somebody): Promise<void> {
    await page.addInitScript(() => {
        window.peers = [];
        window.RTCPeerConnection = class extends RTCPeerConnection {
            constructor(configuration?: RTCConfiguration) {
                super(configuration);
                window.peers.push(this);
            }
        };
    });
}

async function media(page: Page): Promise<Media> {
    return page.evaluate(async (nothing) => {
        const peer = window.peers.findLast((one) => one.connectionState === "connected");
        if (!peer) return nothing;
        const found = { ...nothing };
        const report = await peer.getStats();
        for (const one of report.values()) {
            if (one.type === "transport") {
                const pair = report.get(one.selectedCandidatePairId);
                found.protocol = report.get(pair?.localCandidateId)?.protocol ?? "";
            }
            if (one.type === "inbound-rtp" && one.kind === "video") {
                found.framesDecoded += one.framesDecoded ?? 0;
            }
            if (one.type === "inbound-rtp" && one.kind === "audio") {
                found.voice += one.totalAudioEnergy ?? 0;
            }
        }
        return found;
    }, NOTHING);
}

/** Waits until pictures and voices go on coming by `protocol`. */
async function expectMedia({ page, name }: Somebody, protocol: string): Promise<void> {
    await expect(async () => {
        const before = await media(page);
        expect(before.protocol, `${name}'s path`).toBe(protocol);
        await expect
            .poll(async () => (await media(page)).framesDecoded, { message: `${name}'s pictures` })
            .toBeGreaterThan(before.framesDecoded + 10);
        await expect
            .poll(async () => (await media(page)).voice, { message: `${name}'s voices` })
            .toBeGreaterThan(before.voice);
    }).toPass({ timeout: 60_000 });
}

/** The device check that everybody sees once. */
async function enter({ page }: Somebody): Promise<void> {
    const dialog = page.getByRole("dialog");
    const camera = dialog.getByRole("button", { name: "Turn the camera on" });
    if (await camera.isVisible()) await camera.click();
    await dialog.getByRole("button", { name: /^(Start the call|Ring 1 person|Join.*)$/ }).click();
}

/** Drops all UDP of this network, as a strict firewall does. */
function cutUdp(): void {
    execFileSync("nft", ["add", "table", "inet", "strict"]);
    for (const hook of ["input", "output"]) {
        const chain = `{ type filter hook ${hook} priority 0; }`;
        execFileSync("nft", ["add", "chain", "inet", "strict", hook, chain]);
        execFileSync("nft", [
            "add",
            "rule",
            "inet",
            "strict",
            hook,
            "meta",
            "l4proto",
            "udp",
            "drop",
        ]);
    }
}

test("a call stands by UDP, and comes back by TCP when UDP is cut off", async ({ browser }) => {
    test.setTimeout(240_000);
    const mira = await somebody(browser, server, "Mira Lindqvist");
    const ben = await somebody(browser, server, "Ben Acheson");
    const foreign: string[] = [];
    for (const { page } of [mira, ben]) {
        page.on("request", (request) => {
            const { origin, protocol } = new URL(request.url());
            if (/^https?:$/.test(protocol) && origin !== server.url) foreign.push(request.url());
        });
    }
    await watchPeers(mira);
    await watchPeers(ben);
    await setUp(mira, "Riverkeep");
    await accept(ben, await invitationLink(mira));
    await alwaysReachable(ben);
    await mira.page.goto("/");
    await makeChannel(mira, "Firmware");
    await makeTopic(mira, "Gateway 2.4");

    await test.step("by https and UDP", async () => {
        await mira.page.getByRole("button", { name: "Talk" }).first().click();
        await enter(mira);
        await ben.page.getByRole("button", { name: "Accept" }).click();
        await enter(ben);
        await expectMedia(mira, "udp");
        await expectMedia(ben, "udp");
    });
    await test.step("the call goes on by TCP", async () => {
        cutUdp();
        await expectMedia(mira, "tcp");
        await expectMedia(ben, "tcp");
    });
    expect(foreign, "requests to anywhere else").toEqual([]);
});
