// Pictures in every codec that the browser can encode: one sends, two receive at unlike sizes.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { noViolations } from "./axe";
import { encodes, remembers, sees, sent, smallCamera, told } from "./callCodecs";
import { probe, watchConnections } from "./callMedia";
import {
    accept,
    invitationLink,
    makeChannel,
    makeTopic,
    type Somebody,
    setUp,
    somebody,
} from "./people";
import { type Server, startServer } from "./server";

/** Tiles of a camera of 576 lines: large, and smaller than its smallest layer enlarged. */
const LARGE = { width: 1900, height: 1000 };
const SMALL = { width: 320, height: 600 };

/** What is sent while a large and a small picture are seen; who sees `m` is not asked. */
const CODECS = [
    { name: "VP9", mime: "video/VP9", rids: ["l"], mode: "L3T3_KEY" },
    { name: "AV1", mime: "video/AV1", rids: ["l"], mode: "L3T3_KEY" },
    { name: "H.264", mime: "video/H264", rids: ["h", "l"], mode: "L1T1" },
    { name: "VP8", mime: "video/VP8", rids: ["h", "l"], mode: "L1T3" },
];

let server: Server;
let mira: Somebody;
let ben: Somebody;
let cleo: Somebody;
let call: string;

test.describe.configure({ timeout: 240_000 });

test.beforeAll(async ({ browser }) => {
    server = await startServer();
    mira = await somebody(browser, server, "Mira Lindqvist");
    ben = await somebody(browser, server, "Ben Acheson");
    cleo = await somebody(browser, server, "Cleo Marsh");
    for (const { context } of [mira, ben, cleo]) {
        await watchConnections(context);
        await smallCamera(context);
        await remembers(context, { cameraOn: context === mira.context });
    }
    await setUp(mira, "Riverkeep");
    for (const who of [ben, cleo]) await accept(who, await invitationLink(mira));
    await mira.page.goto("/");
    await makeChannel(mira, "Firmware");
    await makeTopic(mira, "Lens of the river camera");
    for (const { page } of [ben, cleo]) {
        await page.goto("/channels");
        const join = page.getByRole("button", { name: "Join Firmware" });
        await join.click();
        await expect(join).toBeHidden();
    }
    const topic = mira.page.url().split("/").at(-1);
    const begun = await mira.page.evaluate(async (id) => {
        const headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": crypto.randomUUID(),
        };
        const body = JSON.stringify({ ring: [] });
        const path = `/api/v1/topics/${id}/sessions`;
        return (await fetch(path, { method: "POST", headers, body })).json();
    }, topic);
    call = `/live/${begun.id}`;
    for (const { page } of [mira, ben, cleo]) {
        await page.goto(call);
        await page.getByRole("button", { name: "Join the call" }).click();
    }
    await looksLarge(ben);
    await sees(ben.page, "video/VP8", 576);
    await sees(cleo.page, "video/VP8", 144);
});

test.afterEach(async () => {
    const info = test.info();
    if (info.status === info.expectedStatus) return;
    for (const { name, page } of [mira, ben, cleo]) {
        const lines = (await told(page)).map((line) => JSON.stringify(line));
        const body = lines.join("\n");
        await info.attach(`pictures of ${name}`, { body, contentType: "text/plain" });
    }
});

test.afterAll(async () => {
    for (const { context } of [mira, ben, cleo]) await context.close();
    await server.stop();
});

function controls({ page }: Somebody) {
    return page.getByRole("toolbar", { name: "Call controls" });
}

/** Chooses in the dialog of devices. */
async function choose(who: Somebody, label: string, option: string): Promise<void> {
    await controls(who).getByRole("button", { name: "More" }).click();
    await who.page.getByRole("menuitem", { name: "Microphone, camera and speaker" }).click();
    const dialog = who.page.getByRole("dialog", { name: "Devices" });
    await dialog.getByLabel(label).selectOption(option);
    await noViolations(who.page, "[role=dialog]");
    await who.page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
}

/** The codecs that somebody sends pictures in now. */
async function codecsOf({ page }: Somebody): Promise<string[]> {
    return [...new Set((await sent(page)).map((layer) => layer.codec))];
}

/** Ben looks at a large picture and Cleo at a small one, or the other way round. */
async function looksLarge(who: Somebody): Promise<void> {
    await ben.page.setViewportSize(who === ben ? LARGE : SMALL);
    await cleo.page.setViewportSize(who === cleo ? LARGE : SMALL);
}

for (const { name, mime, rids, mode } of CODECS) {
    test(`${name}: a small tile has a small picture, a large one a large one, also when they change`, async () => {
        expect(await encodes(mira.page, mime), `this browser encodes ${name}`).toBe(true);
        await looksLarge(ben);
        await choose(mira, "Video codec", name);
        await sees(ben.page, mime, 576);
        await sees(cleo.page, mime, 144);
        await looksLarge(cleo);
        await sees(cleo.page, mime, 576);
        await sees(ben.page, mime, 144);
        // Layers within a stream are one stream.
        const streams = async () => {
            const seen = (await sent(mira.page)).filter(({ rid }) => rid !== "m");
            return seen.map((stream) => `${stream.rid} ${stream.mode}`).sort();
        };
        const expected = rids.map((rid) => `${rid} ${mode}`);
        await expect.poll(streams, { timeout: 45_000 }).toEqual(expected);
    });
}

test("nobody gets a codec that they do not take: the sender goes back, and on again later", async () => {
    await looksLarge(ben);
    await choose(mira, "Video codec", "VP9");
    await sees(ben.page, "video/VP9", 576);
    await cleo.page.evaluate(() => localStorage.setItem("vp8-alone", "yes"));
    await cleo.page.reload();
    await sees(cleo.page, "video/VP8", 144);
    await sees(ben.page, "video/VP8", 576);
    await cleo.page.evaluate(() => localStorage.removeItem("vp8-alone"));
    await cleo.page.reload();
    await sees(cleo.page, "video/VP9", 144);
    await sees(ben.page, "video/VP9", 576);
});

test("what is recorded is VP8 from begin to end", async () => {
    await looksLarge(ben);
    await choose(mira, "Video codec", "VP9");
    await sees(ben.page, "video/VP9", 576);
    await controls(ben).getByRole("button", { name: "Record" }).click();
    await sees(ben.page, "video/VP8", 576);
    await expect.poll(() => codecsOf(mira)).toEqual(["video/VP8"]);
    const id = call.split("/").at(-1);
    const session = async () => (await ben.page.request.get(`/api/v1/sessions/${id}`)).json();
    const seconds = async () => {
        const [recording] = (await session()).recordings;
        return (Date.now() - Date.parse(recording.started_at)) / 1000;
    };
    await expect.poll(seconds, { timeout: 45_000 }).toBeGreaterThan(6);
    await controls(ben).getByRole("button", { name: "Stop recording" }).click();
    const file = async () => (await session()).recordings[0]?.file?.id ?? null;
    await expect.poll(file, { timeout: 45_000 }).not.toBeNull();
    const answer = await ben.page.request.get(`/api/v1/files/${await file()}`);
    const path = join(server.data, "codecs-probe.webm");
    writeFileSync(path, await answer.body());
    const found = probe(path);
    expect(found.streams).toEqual(["opus", "vp8"]);
    expect(found.seconds).toBeGreaterThan(4);
    // It is over: the chosen codec is used again.
    await expect.poll(() => codecsOf(mira), { timeout: 45_000 }).toEqual(["video/VP9"]);
});

test("a camera of 2160p is sent in three layers", async () => {
    await looksLarge(ben);
    await choose(mira, "Video codec", "VP8");
    await choose(mira, "Camera picture", "2160p, where the camera has it");
    await ben.page.setViewportSize({ width: 3200, height: 2200 });
    await sees(cleo.page, "video/VP8", 360);
    await sees(ben.page, "video/VP8", 1080);
    const camera = await mira.page.evaluate(() => {
        const watched: Window & { watchedPeers?: RTCPeerConnection[] } = window;
        const senders = watched.watchedPeers?.at(-1)?.getSenders() ?? [];
        const sender = senders.find(({ track }) => track?.kind === "video");
        const scales = sender?.getParameters().encodings.map((one) => one.scaleResolutionDownBy);
        return { height: sender?.track?.getSettings().height, scales };
    });
    expect(camera).toEqual({ height: 2160, scales: [6, 2, 1] });
    // Shown alone in a large window, all its lines come.
    await ben.page.getByRole("button", { name: "Show Mira large" }).click();
    await sees(ben.page, "video/VP8", 2160);
    await sees(cleo.page, "video/VP8", 360);
    await ben.page.getByRole("button", { name: "Back to the one who speaks" }).click();
});

test("a shared screen is sharp for text, and smooth for what moves", async () => {
    await looksLarge(ben);
    await choose(mira, "Video codec", "Automatic");
    await controls(mira).getByRole("button", { name: "Camera" }).click();
    await controls(mira).getByRole("button", { name: "Share" }).click();
    const rates = () =>
        mira.page.evaluate(() => {
            const watched: Window & { watchedPeers?: RTCPeerConnection[] } = window;
            const senders = watched.watchedPeers?.at(-1)?.getSenders() ?? [];
            const screen = senders.find(({ track }) =>
                /detail|motion|text/.test(track?.contentHint ?? ""),
            );
            const { encodings = [] } = screen?.getParameters() ?? {};
            return [
                screen?.track?.contentHint,
                ...new Set(encodings.map((one) => one.maxFramerate)),
            ];
        });
    const kind = mira.page.getByRole("group", { name: "Your screen is sent as" });
    await expect(kind.getByRole("radio", { name: "Text" })).toBeChecked();
    await expect.poll(rates, { timeout: 45_000 }).toEqual(["detail", 15]);
    // Newer codecs make text a fraction of its size: all here take them.
    await expect
        .poll(() => codecsOf(mira), { timeout: 45_000 })
        .toEqual([expect.stringMatching(/VP9|AV1/)]);
    await noViolations(mira.page, "main");
    await kind.getByText("Motion").click();
    await expect.poll(rates, { timeout: 45_000 }).toEqual(["motion", 30]);
    await expect.poll(() => codecsOf(mira), { timeout: 45_000 }).toEqual(["video/VP8"]);
});
