// An encoder and a player in a real browser: plain HTTP, no socket (WHIP and WHEP).
import { expect, type Page, test } from "@playwright/test";
import { hearsAndSees, watchConnections } from "./callMedia";
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
} from "./people";
import { type Server, startServer } from "./server";

let server: Server;
let mira: Somebody;
let ben: Somebody;

test.describe.configure({ mode: "serial", timeout: 150_000 });
test.use({ viewport: { width: 1440, height: 900 } });

test.beforeAll(async ({ browser }) => {
    server = await startServer();
    mira = await somebody(browser, server, "Mira Lindqvist");
    ben = await somebody(browser, server, "Ben Acheson");
    for (const { context } of [mira, ben]) await watchConnections(context);
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
});

test.afterAll(async () => {
    await mira.context.close();
    await ben.context.close();
    await server.stop();
});

/** The call that is live. */
function liveSession(page: Page): Promise<string> {
    return page.evaluate(async () => {
        const answer = await fetch("/api/v1/snapshot");
        const snapshot: { sessions: { id: string; ended_at: string | null }[] } =
            await answer.json();
        return snapshot.sessions.find((session) => session.ended_at === null)?.id ?? "";
    });
}

/** Posts an offer of a page's own making; answers where the broadcast is. */
function broadcast(page: Page, session: string, way: "whip" | "whep"): Promise<string> {
    return page.evaluate(
        async ([session, way]) => {
            const peer = new RTCPeerConnection();
            if (way === "whip") {
                const devices = { audio: true, video: true };
                const stream = await navigator.mediaDevices.getUserMedia(devices);
                for (const track of stream.getTracks()) {
                    peer.addTransceiver(track, { direction: "sendonly", streams: [stream] });
                }
            } else {
                const sound = new Audio();
                for (const kind of ["audio", "video"]) {
                    peer.addTransceiver(kind, { direction: "recvonly" });
                }
                peer.addEventListener("track", ({ track }) => {
                    if (track.kind !== "audio") return;
                    sound.srcObject = new MediaStream([track]);
                    void sound.play();
                });
            }
            await peer.setLocalDescription();
            const answer = await fetch(`/api/v1/sessions/${session}/${way}`, {
                method: "POST",
                headers: { "Content-Type": "application/sdp" },
                body: peer.localDescription?.sdp ?? "",
            });
            if (answer.status !== 201) throw new Error(await answer.text());
            await peer.setRemoteDescription({ type: "answer", sdp: await answer.text() });
            return answer.headers.get("Location") ?? "";
        },
        [session, way],
    );
}

function end(page: Page, place: string): Promise<number> {
    return page.evaluate(async (place) => {
        const answer = await fetch(place, { method: "DELETE" });
        return answer.status;
    }, place);
}

test("an encoder is seen and heard in the call, and a player sees and hears the call", async () => {
    await mira.page.getByRole("button", { name: "Talk" }).click();
    const check = mira.page.getByRole("dialog", { name: "Before you talk" });
    await check.getByRole("button", { name: "Ring 1 person" }).click();
    await expect.poll(() => liveSession(mira.page)).not.toBe("");
    const session = await liveSession(mira.page);

    const encoder = await broadcast(ben.page, session, "whip");
    const tile = mira.page.getByRole("main").locator("figure").filter({ hasText: "Ben" });
    await expect(tile.first()).toBeVisible();
    await hearsAndSees(mira.page);

    const player = await broadcast(ben.page, session, "whep");
    await hearsAndSees(ben.page);
    const watching = mira.page.getByRole("heading", { name: /Watching from outside/ });
    await expect(watching).toBeVisible();

    expect(await end(ben.page, player)).toBe(200);
    await expect(watching).toBeHidden();
    expect(await end(ben.page, encoder)).toBe(200);
    await expect(tile).toHaveCount(0);
});
