// The second half of the story: from a topic into a call and back to what the call leaves.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { noViolations } from "./axe";
import { firstPictureMs, hearsAndSees, media, probe, watchConnections } from "./callMedia";
import {
    accept,
    alwaysReachable,
    box,
    invitationLink,
    makeChannel,
    makeTopic,
    message,
    type Somebody,
    setUp,
    somebody,
} from "./people";
import { type Server, startServer } from "./server";

const TOPIC = "Gateway 2.4: readings lost";

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
    await makeTopic(mira, TOPIC);
    await ben.page.goto("/channels");
    await ben.page.getByRole("button", { name: "Join Firmware" }).click();
    await box(mira).pressSequentially("@Be");
    await mira.page.getByRole("option", { name: /Ben Acheson/ }).click();
    await box(mira).pressSequentially("may I merge the drain?");
    await box(mira).press("Enter");
    await expect(message(mira, "may I merge the drain?")).toContainText("waiting on Ben");
});

test.afterAll(async () => {
    await mira.context.close();
    await ben.context.close();
    await server.stop();
});

function ring({ page }: Somebody, name: string) {
    return page.getByRole("alertdialog", { name: `${name} calls` });
}

function controls({ page }: Somebody) {
    return page.getByRole("toolbar", { name: "Call controls" });
}

/** The picture of somebody, once it moves. */
function tile({ page }: Somebody, name: string) {
    return page.getByRole("main").locator("figure").filter({ hasText: name }).first();
}

interface Recorded {
    ended_at: string | null;
    recordings: { started_at: string }[];
}

async function sessionOf({ page }: Somebody, id: string | undefined): Promise<Recorded> {
    return (await page.request.get(`/api/v1/sessions/${id}`)).json();
}

/** How long a call has been recorded, until now or until its end. */
function recordedSeconds({ ended_at, recordings }: Recorded): number {
    const until = ended_at ? Date.parse(ended_at) : Date.now();
    return (until - Date.parse(recordings[0]?.started_at ?? "")) / 1000;
}

test("a call that nobody takes is missed, and can be called back", async () => {
    await mira.page.getByRole("button", { name: "Talk" }).click();
    const check = mira.page.getByRole("dialog", { name: "Before you talk" });
    await expect(check.getByRole("checkbox", { name: /Ben Acheson/ })).toBeChecked();
    await expect(check.getByRole("meter")).toBeAttached();
    await expect(check.locator("video")).toBeVisible();
    await check.getByRole("button", { name: "Ring 1 person" }).click();
    await expect(mira.page.getByText("Ringing Ben …")).toBeVisible();
    await expect(ring(ben, "Mira Lindqvist")).toContainText(TOPIC);
    await noViolations(ben.page, "[role=alertdialog]");
    await ben.page.keyboard.press("Escape");
    await expect(ring(ben, "Mira Lindqvist")).toBeHidden();
    await expect(mira.page.getByText("Ben did not answer.")).toBeVisible();
    await controls(mira).getByRole("button", { name: "Leave" }).click();
    await expect(message(mira, "Ben did not take the call.")).toBeVisible();
    await expect(message(mira, "Ben").getByRole("button", { name: "Call back" })).toBeVisible();
});

test("one talks, the other's browser rings and accepts; both hear and see each other", async () => {
    await mira.page.getByRole("button", { name: "Talk" }).click();
    await expect(ring(ben, "Mira Lindqvist")).toBeVisible();
    await ring(ben, "Mira Lindqvist").getByRole("button", { name: "Accept" }).click();
    const check = ben.page.getByRole("dialog", { name: "Join the call" });
    await check.getByRole("button", { name: "Join", exact: true }).click();
    await hearsAndSees(mira.page);
    await hearsAndSees(ben.page);
    await expect(tile(mira, "Ben").locator("video")).toBeVisible();
    await expect(tile(ben, "Mira").locator("video")).toBeVisible();
    await expect(mira.page.getByText("speaking").first()).toBeVisible();
    await noViolations(mira.page, "main");
});

test("of the camera's layers those are sent that somebody sees", async () => {
    const layers = async () => (await media(mira.page)).layers;
    await expect.poll(layers, { timeout: 30_000 }).toContain("h");
    // Ben reads on: his picture of Mira is small, her large layers end after some seconds.
    await ben.page.goBack();
    const bar = ben.page.getByRole("region", { name: "Your call" });
    await expect(bar).toContainText("Mira");
    await expect(bar.getByRole("timer")).toHaveText(/^\d+:\d\d$/);
    await expect.poll(layers, { timeout: 30_000 }).not.toContain("h");
    await expect.poll(layers).toContain("l");
    await hearsAndSees(ben.page);
    await noViolations(ben.page, "[aria-label='Your call']");
    await bar.getByRole("button", { name: "Open the call" }).last().click();
});

test("mute and camera are seen by the other", async () => {
    await controls(ben).getByRole("button", { name: "Mute" }).click();
    await expect(tile(mira, "Ben")).toContainText("microphone off");
    await controls(ben).getByRole("button", { name: "Unmute" }).click();
    await expect(tile(mira, "Ben")).not.toContainText("microphone off");
    await controls(ben).getByRole("button", { name: "Camera" }).click();
    await expect(tile(mira, "Ben").locator("video")).toBeHidden();
    await controls(ben).getByRole("button", { name: "Camera" }).click();
    await hearsAndSees(mira.page);
});

test("a shared screen is large for the other", async () => {
    await controls(mira).getByRole("button", { name: "Share" }).click();
    const screen = tile(ben, "Mira's screen");
    await expect(screen.locator("video")).toBeVisible();
    const width = () =>
        screen.locator("video").evaluate((video) => ("videoWidth" in video ? video.videoWidth : 0));
    await expect.poll(width, { timeout: 15_000 }).toBeGreaterThan(320);
    await controls(mira).getByRole("button", { name: "Stop sharing" }).click();
    await expect(screen).toBeHidden();
});

test("who loads the page again in mid-call is back within three seconds", async () => {
    // Other work of the machine only adds to the time: the best of three counts.
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3 && 3_000 <= best; round += 1) {
        await ben.page.reload({ waitUntil: "commit" });
        best = Math.min(best, await firstPictureMs(ben.page));
    }
    expect(best).toBeLessThan(3_000);
    await hearsAndSees(ben.page);
    await hearsAndSees(mira.page);
});

test("who takes the call over in another window is told so in the first, and can take it back", async () => {
    const other = await ben.context.newPage();
    await other.goto(ben.page.url());
    await other.getByRole("button", { name: "Join the call" }).click();
    await hearsAndSees(other);
    await expect(ben.page.getByText("You are in this call in another window.")).toBeVisible();
    await ben.page.getByRole("button", { name: "Take it here" }).click();
    await hearsAndSees(ben.page);
    await expect(other.getByText("You are in this call in another window.")).toBeVisible();
    await other.close();
    await hearsAndSees(mira.page);
});

test("a camera that does not open is explained, and can be tried again", async () => {
    await controls(ben).getByRole("button", { name: "Camera" }).click();
    await ben.page.evaluate(() => {
        const devices = navigator.mediaDevices;
        const open = devices.getUserMedia.bind(devices);
        devices.getUserMedia = () => {
            devices.getUserMedia = open;
            return Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
        };
    });
    await controls(ben).getByRole("button", { name: "Camera" }).click();
    const note = ben.page.getByRole("alert").filter({ hasText: "Your camera does not open." });
    await expect(note).toContainText("The browser was told not to allow it.");
    await expect(tile(mira, "Ben").locator("video")).toBeHidden();
    await note.getByRole("button", { name: "Try again" }).click();
    await expect(note).toBeHidden();
    await expect(tile(mira, "Ben").locator("video")).toBeVisible();
});

test("a call comes back by itself after a power cut of the server", async () => {
    await server.kill();
    await expect(ben.page.getByText("Connecting again …")).toBeVisible();
    await server.restart();
    await hearsAndSees(ben.page);
    await hearsAndSees(mira.page);
});

test("everybody sees that it is recorded; the recording plays and seeks in the topic", async () => {
    await controls(mira).getByRole("button", { name: "Record" }).click();
    await expect(ben.page.getByText("Recording", { exact: true }).first()).toBeVisible();
    const call = mira.page.url().split("/").at(-1);
    await hearsAndSees(ben.page);
    const seconds = async () => recordedSeconds(await sessionOf(mira, call));
    await expect.poll(seconds, { timeout: 30_000 }).toBeGreaterThan(7);
    await controls(mira).getByRole("button", { name: "Leave" }).click();

    // One of two hung up: the call is over for both, and both stand in the topic.
    await expect(ben.page.getByRole("heading", { name: TOPIC, level: 1 })).toBeVisible();
    const residue = ben.page.getByRole("region", { name: /^Call, / });
    await expect(residue).toContainText("Mira and you");
    await residue.getByText("Who was there when").click();
    await expect(residue.getByText(/Ben Acheson, \d\d:\d\d to \d\d:\d\d/)).toBeVisible();
    await noViolations(ben.page, "[aria-label^='Call, ']");

    const play = residue.getByRole("button", { name: "Play the recording" });
    await expect(play).toBeVisible({ timeout: 20_000 });
    await play.click();
    const video = residue.locator("video");
    const at = () => video.evaluate((node) => ("currentTime" in node ? node.currentTime : 0));
    await expect.poll(at).toBeGreaterThan(0.5);
    await residue.getByRole("slider", { name: "Position" }).fill("3");
    await expect.poll(at).toBeGreaterThan(3);
    await residue.getByRole("button", { name: "Pause" }).click();

    const source = (await video.getAttribute("src")) ?? "";
    const answer = await ben.page.request.get(source);
    const path = join(server.data, "recording-probe.webm");
    writeFileSync(path, await answer.body());
    const found = probe(path);
    expect(found.streams).toEqual(["opus", "vp8"]);
    expect(Math.abs(found.seconds - (await seconds()))).toBeLessThan(1);
});
