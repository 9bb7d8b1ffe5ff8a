// A call with a server on another machine: by https and UDP, on when the network of one changes, by TCP
// once UDP is cut off, and through the web port's TLS once the media port is cut off.
import { execFileSync } from "node:child_process";
import { chromium, expect, type Page, test } from "@playwright/test";
import { hearsAndSees, watchConnections } from "../callMedia";
import {
    accept,
    alwaysReachable,
    box,
    invitationLink,
    makeChannel,
    makeTopic,
    type Somebody,
    setUp,
    somebody,
} from "../people";

const server = { url: process.env["MEANWHILE_URL"] ?? "" };

/** How long a call may take to come back by another path, in milliseconds. */
const PATH_MS_MAX = 60_000;

/** The longest pauses of what came, in milliseconds. */
interface Pauses {
    pictures: number;
    voices: number;
}

/** A hang guard, far above what a change takes, in milliseconds. */
const PAUSE_MS_MAX = 10_000;

interface Watched extends Window {
    watchedPeers?: RTCPeerConnection[];
    pauses?: Pauses;
    pausesTimer?: ReturnType<typeof setInterval>;
}

/** What the newest connection of a page goes by: "udp", "tcp", "relay by tls", or nothing yet. */
function path(page: Page): Promise<string> {
    return page.evaluate(async () => {
        const watched: Watched = window;
        const peer = watched.watchedPeers?.at(-1);
        if (peer?.connectionState !== "connected") return "";
        const report = await peer.getStats();
        const entries = [...report.values()];
        const transport = entries.find((entry) => entry.type === "transport");
        const pair = report.get(transport?.selectedCandidatePairId);
        const local = report.get(pair?.localCandidateId);
        if (local?.candidateType === "relay") return `relay by ${local.relayProtocol}`;
        return local?.protocol ?? "";
    });
}

/** Waits until pictures and voices come by one path. */
async function talksBy({ page, name }: Somebody, protocol: string): Promise<void> {
    const options = { message: `${name}'s path`, timeout: PATH_MS_MAX };
    await expect.poll(() => path(page), options).toBe(protocol);
    await hearsAndSees(page);
}

/** Looks from now on, every 50 ms and inside the page, for the longest pauses of pictures and voices. */
function watchPauses(page: Page): Promise<void> {
    return page.evaluate(() => {
        const watched: Watched = window;
        clearInterval(watched.pausesTimer);
        const pauses = { pictures: 0, voices: 0 };
        watched.pauses = pauses;
        const last = { pictures: { count: -1, ms: 0 }, voices: { count: -1, ms: 0 } };
        watched.pausesTimer = setInterval(async () => {
            const counts = { pictures: 0, voices: 0 };
            for (const peer of watched.watchedPeers ?? []) {
                for (const entry of (await peer.getStats()).values()) {
                    if (entry.type !== "inbound-rtp") continue;
                    if (entry.kind === "video") counts.pictures += entry.framesDecoded ?? 0;
                    else counts.voices += entry.packetsReceived ?? 0;
                }
            }
            const nowMs = performance.now();
            for (const what of ["pictures", "voices"] as const) {
                if (last[what].count !== -1) {
                    pauses[what] = Math.max(pauses[what], nowMs - last[what].ms);
                }
                if (last[what].count < counts[what]) {
                    last[what] = { count: counts[what], ms: nowMs };
                }
            }
        }, 50);
    });
}

async function pauses(page: Page): Promise<Pauses> {
    const found = await page.evaluate(() => {
        const watched: Watched = window;
        return watched.pauses ?? { pictures: 0, voices: 0 };
    });
    return { pictures: Math.round(found.pictures), voices: Math.round(found.voices) };
}

/** Frames of the socket that tell of somebody who left, or whose connection is away. */
interface Rosters {
    left: string[];
    away: string[];
}

/** Notes what a page's sockets tell of others' coming and going. */
function watchRosters(page: Page): Rosters {
    const rosters: Rosters = { left: [], away: [] };
    page.on("websocket", (socket) => {
        socket.on("framereceived", ({ payload }) => {
            const frame = JSON.parse(String(payload));
            if (frame.type === "session.stay") rosters.left.push(frame.data.stay.person);
            if (frame.type !== "session.roster") return;
            rosters.left.push(...frame.data.left);
            for (const line of frame.data.updated) {
                if (line.reconnecting) rosters.away.push(line.person);
            }
        });
    });
    return rosters;
}

/** How many connections a page has made so far. */
function connectionsOf(page: Page): Promise<number> {
    return page.evaluate(() => {
        const watched: Watched = window;
        return watched.watchedPeers?.length ?? 0;
    });
}

/** The cable of this network. */
const CABLE = process.env["MEANWHILE_CABLE"] ?? "";

const ip = (line: string) => execFileSync("ip", line.split(" "));

/** This network gets another address, as by roaming; the one before is gone. */
function changeAddress(from: string, to: string): void {
    ip(`addr del ${from}/24 dev ${CABLE}`);
    ip(`addr add ${to}/24 dev ${CABLE}`);
}

/** The cable is pulled, and plugged in with another address. */
async function replug(from: string, to: string, ms: number): Promise<void> {
    ip(`link set ${CABLE} down`);
    ip(`addr del ${from}/24 dev ${CABLE}`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    ip(`addr add ${to}/24 dev ${CABLE}`);
    ip(`link set ${CABLE} up`);
}

/** The server's port of media. */
const MEDIA_PORT = 7880;

const nft = (line: string) => execFileSync("nft", [line]);

/** Drops all UDP of this network, as a strict firewall does. */
function cutUdp(): void {
    nft("add table inet strict");
    for (const hook of ["input", "output"]) {
        nft(`add chain inet strict ${hook} { type filter hook ${hook} priority 0; }`);
        nft(`add rule inet strict ${hook} meta l4proto udp drop`);
    }
}

/** Drops all but the web port, as a stricter one does. */
function cutMediaPort(): void {
    nft(`add rule inet strict output tcp dport ${MEDIA_PORT} drop`);
    nft(`add rule inet strict input tcp sport ${MEDIA_PORT} drop`);
}

test("a call comes back by whatever passes: UDP, TCP, at last only the web port's TLS", async ({
    browser,
}) => {
    test.setTimeout(6 * PATH_MS_MAX);
    const mira = await somebody(browser, server, "Mira Lindqvist");
    const otherBrowser = await chromium.launch({
        ...test.info().project.use.launchOptions,
        executablePath: process.env["MEANWHILE_BROWSER_ELSEWHERE"] ?? "",
    });
    const ben = await somebody(otherBrowser, server, "Ben Acheson");
    const seen = watchRosters(ben.page);
    const elsewhere: string[] = [];
    for (const { context } of [mira, ben]) {
        await watchConnections(context);
        context.on("request", (request) => {
            const { origin, protocol } = new URL(request.url());
            if (/^http/.test(protocol) && origin !== server.url) elsewhere.push(request.url());
        });
    }
    await setUp(mira, "Riverkeep");
    await accept(ben, await invitationLink(mira));
    for (const who of [mira, ben]) await alwaysReachable(who);
    await mira.page.goto("/");
    await makeChannel(mira, "Firmware");
    await makeTopic(mira, "Gateway 2.4");
    await ben.page.goto("/channels");
    await ben.page.getByRole("button", { name: "Join Firmware" }).click();
    await box(mira).pressSequentially("@Be");
    await mira.page.getByRole("option", { name: /Ben Acheson/ }).click();
    await box(mira).press("Enter");

    await test.step("by https and UDP", async () => {
        await mira.page.getByRole("button", { name: "Talk" }).click();
        const check = mira.page.getByRole("dialog", { name: "Before you talk" });
        await check.getByRole("button", { name: "Ring 1 person" }).click();
        await ben.page.getByRole("button", { name: "Accept" }).click();
        const join = ben.page.getByRole("dialog", { name: "Join the call" });
        await join.getByRole("button", { name: "Join", exact: true }).click();
        for (const who of [mira, ben]) await talksBy(who, "udp");
    });
    /** Changes the network of one, and measures how long nothing came, there and elsewhere. */
    const change = async (how: string, doIt: () => Promise<void> | void) => {
        seen.left.length = 0;
        const before = await connectionsOf(mira.page);
        for (const { page } of [mira, ben]) await watchPauses(page);
        await mira.page.waitForTimeout(2_000);
        const usual = await pauses(mira.page);
        await doIt();
        for (const who of [mira, ben]) await talksBy(who, "udp");
        const found = { usual, mira: await pauses(mira.page), ben: await pauses(ben.page) };
        const fresh = (await connectionsOf(mira.page)) - before;
        console.log(`${how}: pauses in ms ${JSON.stringify(found)}, connections made: ${fresh}`);
        expect(found.mira.pictures).toBeLessThan(PAUSE_MS_MAX);
        expect(found.ben.pictures).toBeLessThan(PAUSE_MS_MAX);
        expect(fresh, "the connection is repaired, not made anew").toBe(0);
        expect(seen.left, "nobody saw anybody leave or come").toEqual([]);
        await expect(mira.page.getByText(/Reconnecting|Connecting again/)).toHaveCount(0);
    };
    await test.step("the network gets another address", () =>
        change("another address", () => changeAddress("10.77.0.2", "10.77.0.3")));
    await test.step("the cable is pulled and plugged in elsewhere", () =>
        change("pulled for 1 s", () => replug("10.77.0.3", "10.77.0.4", 1_000)));
    await test.step("the same call by TCP", async () => {
        cutUdp();
        await talksBy(mira, "tcp");
        await hearsAndSees(ben.page);
    });
    await test.step("the same call by TLS on the web port", async () => {
        cutMediaPort();
        await talksBy(mira, "relay by tls");
        await hearsAndSees(ben.page);
    });
    await test.step("a page that is loaded again takes the relay at once", async () => {
        await mira.page.reload();
        await talksBy(mira, "relay by tls");
        await hearsAndSees(ben.page);
    });
    await otherBrowser.close();
    expect(elsewhere, "requests to anywhere else").toEqual([]);
});
