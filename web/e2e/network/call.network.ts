// A call with a server on another machine: by https and UDP, by TCP once UDP is cut off, and through the
// web port's TLS once the media port is cut off.
import { execFileSync } from "node:child_process";
import { expect, type Page, test } from "@playwright/test";
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

interface Watched extends Window {
    watchedPeers?: RTCPeerConnection[];
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
    const ben = await somebody(browser, server, "Ben Acheson");
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
    await test.step("the same call by TCP", async () => {
        cutUdp();
        for (const who of [mira, ben]) await talksBy(who, "tcp");
    });
    await test.step("the same call by TLS on the web port", async () => {
        cutMediaPort();
        for (const who of [mira, ben]) await talksBy(who, "relay by tls");
    });
    await test.step("a page that is loaded again takes the relay at once", async () => {
        await ben.page.reload();
        await talksBy(ben, "relay by tls");
        await hearsAndSees(mira.page);
    });
    expect(elsewhere, "requests to anywhere else").toEqual([]);
});
