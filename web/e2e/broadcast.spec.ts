// An encoder and a player in a real browser: plain HTTP, no socket (WHIP and WHEP).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { sent } from "./callCodecs";
import { hearsAndSees, probe, watchConnections } from "./callMedia";
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

/** Begins a call in the topic that is open; answers which. Devices are asked for the first time only. */
async function talk(page: Page, first: boolean): Promise<string> {
    await page.getByRole("button", { name: "Talk" }).click();
    if (first) {
        const check = page.getByRole("dialog", { name: "Before you talk" });
        await check.getByRole("button", { name: "Ring 1 person" }).click();
    }
    await expect.poll(() => liveSession(page)).not.toBe("");
    return liveSession(page);
}

/**
 * Posts an offer of a page's own making; answers where the broadcast is. `codec` is the only one that an
 * encoder knows.
 */
function broadcast(page: Page, session: string, way: "whip" | "whep", codec = ""): Promise<string> {
    return page.evaluate(
        async ([session, way, codec]) => {
            const peer = new RTCPeerConnection();
            if (way === "whip") {
                const devices = { audio: true, video: true };
                const stream = await navigator.mediaDevices.getUserMedia(devices);
                for (const track of stream.getTracks()) {
                    const transceiver = peer.addTransceiver(track, {
                        direction: "sendonly",
                        streams: [stream],
                    });
                    if (track.kind === "audio" || codec === "") continue;
                    const { codecs = [] } = RTCRtpSender.getCapabilities("video") ?? {};
                    const known = codecs.filter(({ mimeType }) => mimeType === codec);
                    transceiver.setCodecPreferences(known);
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
        [session, way, codec] as const,
    );
}

function end(page: Page, place: string): Promise<number> {
    return page.evaluate(async (place) => {
        const answer = await fetch(place, { method: "DELETE" });
        return answer.status;
    }, place);
}

test("an encoder is seen and heard in the call, and a player sees and hears the call", async () => {
    const session = await talk(mira.page, true);

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

test("an encoder of H.264 alone is recorded, and the recording plays and seeks in the topic", async () => {
    const session = await talk(mira.page, false);
    const read = async () => (await mira.page.request.get(`/api/v1/sessions/${session}`)).json();
    const encoder = await broadcast(ben.page, session, "whip", "video/H264");
    await hearsAndSees(mira.page);
    const controls = mira.page.getByRole("toolbar", { name: "Call controls" });
    await controls.getByRole("button", { name: "Record" }).click();
    // Whoever sends a picture beside it sends the same.
    const codecs = async () => new Set((await sent(mira.page)).map(({ codec }) => codec));
    await expect.poll(codecs, { timeout: 45_000 }).toEqual(new Set(["video/H264"]));
    const seconds = async () => {
        const [recording] = (await read()).recordings;
        return (Date.now() - Date.parse(recording.started_at)) / 1000;
    };
    await expect.poll(seconds, { timeout: 45_000 }).toBeGreaterThan(7);
    // One of two goes: the call is over.
    expect(await end(ben.page, encoder)).toBe(200);

    const residue = mira.page.getByRole("region", { name: /^Call, / }).last();
    const play = residue.getByRole("button", { name: "Play the recording" });
    await expect(play).toBeVisible({ timeout: 45_000 });
    await play.click();
    const video = residue.locator("video");
    const at = () => video.evaluate((node) => ("currentTime" in node ? node.currentTime : 0));
    await expect.poll(at).toBeGreaterThan(0.5);
    await residue.getByRole("slider", { name: "Position" }).fill("3");
    await expect.poll(at).toBeGreaterThan(3);

    const answer = await mira.page.request.get((await video.getAttribute("src")) ?? "");
    expect(answer.headers()["content-type"]).toBe("video/mp4");
    const path = join(server.data, "recording-probe.mp4");
    writeFileSync(path, await answer.body());
    const found = probe(path);
    expect(found.streams).toEqual(["h264", "opus"]);
    expect(found.seconds).toBeGreaterThan(5);
});
