// A call with a server on another machine: by https and UDP, and by TCP once UDP is cut off.
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

/** What the newest connection of a page goes by: "udp", "tcp", or nothing yet. */
function path(page: Page): Promise<string> {
    return page.evaluate(async () => {
        const watched: Watched = window;
        const peer = watched.watchedPeers?.at(-1);
        if (peer?.connectionState !== "connected") return "";
        const report = await peer.getStats();
        const entries = [...report.values()];
        const transport = entries.find((entry) => entry.type === "transport");
        const pair = report.get(transport?.selectedCandidatePairId);
        return report.get(pair?.localCandidateId)?.protocol ?? "";
    });
}

/** Waits until pictures and voices come by one path. */
async function talksBy({ page, name }: Somebody, protocol: string): Promise<void> {
    const options = { message: `${name}'s path`, timeout: PATH_MS_MAX };
    await expect.poll(() => path(page), options).toBe(protocol);
    await hearsAndSees(page);
}

/** Drops all UDP of this network, as a strict firewall does. */
function cutUdp(): void {
    const nft = (line: string) => execFileSync("nft", [line]);
    nft("add table inet strict");
    for (const hook of ["input", "output"]) {
        nft(`add chain inet strict ${hook} { type filter hook ${hook} priority 0; }`);
        nft(`add rule inet strict ${hook} meta l4proto udp drop`);
    }
}

test("a call stands by UDP, and comes back by TCP when UDP is cut off", async ({ browser }) => {
    test.setTimeout(4 * PATH_MS_MAX);
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
    expect(elsewhere, "requests to anywhere else").toEqual([]);
});
