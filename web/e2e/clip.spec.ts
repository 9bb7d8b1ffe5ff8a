// Clips in the browser: recorded by keyboard, played by somebody else, and offered where nobody can be rung.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { probe } from "./callMedia";
import { message, type Somebody } from "./people";
import {
    call,
    clockOf,
    fillSample,
    idOf,
    look,
    moveClock,
    moveToWednesday,
    nextReachable,
    openTopic,
    sampled,
    sayHours,
} from "./sample";
import { type Server, startServer } from "./server";

let server: Server;
let mira: Somebody;
let ana: Somebody;
let nia: Somebody;

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
    test.setTimeout(180_000);
    server = await startServer();
    await fillSample(browser, server);
    mira = await sampled(browser, server, "Mira");
    ana = await sampled(browser, server, "Ana");
    nia = await sampled(browser, server, "Nia");
    await moveToWednesday(mira);
    for (const who of [mira, nia]) await sayHours(who, { works: "always" });
    await sayHours(ana, { works: "later" });
});

test.afterAll(async () => {
    for (const who of [mira, ana, nia]) await who.context.close();
    await server.stop();
});

/** axe finds nothing in a part of a page, in light and dark. */
async function noViolations(page: Page, part: string): Promise<void> {
    for (const colorScheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).include(part).analyze();
        const words = violations.map(
            (one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`,
        );
        expect(words, `axe on ${part}, ${colorScheme}`).toEqual([]);
    }
}

function recorder(page: Page, title = "Record a clip"): Locator {
    return page.getByRole("dialog", { name: title });
}

/** Presses Record as soon as the devices are open, and waits until so many seconds are recorded. */
async function record(dialog: Locator, seconds: 1 | 2 | 3): Promise<void> {
    const button = dialog.getByRole("button", { name: "Record", exact: true });
    await expect(button).toHaveAttribute("aria-disabled", "false");
    await expect(button).toBeFocused();
    await button.press("Enter");
    const reached = new RegExp(`^0:(0[${seconds}-9]|[1-5]\\d)`);
    await expect(dialog.getByRole("timer")).toHaveText(reached, { timeout: 20_000 });
}

interface Stored {
    id: string;
    media_type: string;
    clip: { kind: string; duration_ms: number; loudness: number[] };
}

/** The newest message's clip, and its file as a program that is not ours sees it. */
async function clipIn(who: Somebody, topic: string) {
    interface Page {
        items: { attachments: Stored[] }[];
    }
    const { items } = await call<Page>(who, "GET", `/topics/${topic}/messages`);
    const file = items.at(-1)?.attachments[0];
    if (!file) throw new Error("the newest message has no clip");
    const served = await who.page.request.get(`/api/v1/files/${file.id}`);
    const path = join(server.data, `${file.id}.webm`);
    writeFileSync(path, await served.body());
    return { file, probed: probe(path) };
}

/** Where a player is, and how long it takes its clip to be. */
function playing(page: Page) {
    return page
        .getByRole("main")
        .locator("section video")
        .evaluate((video: HTMLVideoElement) => ({
            at: video.currentTime,
            length: video.duration,
            seekable: video.seekable.length === 0 ? 0 : video.seekable.end(0),
            width: video.videoWidth,
        }));
}

test("a voice clip is recorded and sent by keyboard, and somebody else hears it", async () => {
    const topic = await openTopic(nia, "Firmware", "What the pump sounds like");
    await look(nia.page, topic);
    const { keyboard } = nia.page;
    const open = nia.page.getByRole("button", { name: "Record a clip" });
    await open.focus();
    await keyboard.press("Enter");
    const dialog = recorder(nia.page);
    await expect(dialog.getByRole("radio", { name: "Voice" })).toBeChecked();
    await expect(dialog.getByLabel("Microphone")).toBeVisible();
    await noViolations(nia.page, "[role=dialog]");
    await record(dialog, 2);
    await expect(dialog.getByRole("timer")).toContainText(/4:\d\d left/);

    // A pause does not count.
    await keyboard.press("Shift+Tab");
    await keyboard.press("Enter");
    const status = dialog.getByRole("status").first();
    await expect(status).toHaveText(/^Paused at 0:\d\d$/);
    const paused = await dialog.getByRole("timer").textContent();
    await expect(dialog.getByRole("button", { name: "Go on" })).toBeFocused();
    await noViolations(nia.page, "[role=dialog]");
    expect(await dialog.getByRole("timer").textContent()).toBe(paused);
    await keyboard.press("Enter");
    await expect(status).toHaveText("Recording");
    await keyboard.press("Tab");
    await expect(dialog.getByRole("button", { name: "Stop" })).toBeFocused();
    // Nothing is lost by Escape.
    await keyboard.press("Escape");
    await keyboard.press("Enter");

    const words = dialog.getByRole("textbox", { name: "What is it about?" });
    await expect(words).toBeFocused();
    await expect(status).toHaveText(/^0:\d\d recorded\./);
    await noViolations(nia.page, "[role=dialog]");
    await keyboard.type("It hums, listen");
    await keyboard.press("Control+Enter");
    await expect(dialog).toBeHidden();
    await expect(open).toBeVisible();
    const sent = message(nia, "It hums, listen");
    const play = sent.getByRole("button", { name: /^Play Voice clip, 0:\d\d$/ });
    await expect(play).toBeVisible();

    // It holds what was recorded, and says so itself.
    const { file, probed } = await clipIn(nia, topic);
    expect([file.clip.kind, file.media_type]).toEqual(["voice", "audio/webm"]);
    expect(probed.streams).toEqual(["opus"]);
    const seconds = file.clip.duration_ms / 1000;
    expect(Math.abs(probed.seconds - seconds)).toBeLessThan(0.2);
    const shown = Number(/0:(\d\d)/.exec(paused ?? "")?.[1]);
    expect(seconds).toBeGreaterThanOrEqual(shown - 0.5);
    expect(seconds).toBeLessThan(shown + 4);
    expect(file.clip.loudness.some((level) => 30 < level)).toBe(true);

    // Somebody else: by keyboard too.
    await look(mira.page, topic);
    await message(mira, "It hums, listen")
        .getByRole("button", { name: /^Play Voice clip/ })
        .press("Enter");
    const player = mira.page.getByRole("region", { name: /^Voice clip, 0:\d\d$/ });
    await expect.poll(async () => (await playing(mira.page)).at).toBeGreaterThan(0.3);
    const heard = await playing(mira.page);
    expect(Math.abs(heard.length - seconds)).toBeLessThan(1);
    expect(Math.abs(heard.seekable - seconds)).toBeLessThan(1);
    await player.getByLabel("Speed").selectOption("2");
    await player.getByRole("slider", { name: "Position" }).fill("1");
    expect((await playing(mira.page)).at).toBeGreaterThanOrEqual(1);
    await noViolations(mira.page, "main");
});

test("a camera clip is recorded again and then sent with a picture that plays", async () => {
    const topic = await openTopic(nia, "Firmware", "How the valve turns");
    await look(nia.page, topic);
    await nia.page.getByRole("button", { name: "Record a clip" }).click();
    const dialog = recorder(nia.page);
    await dialog.getByText("Camera", { exact: true }).first().click();
    await dialog.getByRole("button", { name: "Record", exact: true }).focus();
    await record(dialog, 1);
    await dialog.getByRole("button", { name: "Stop" }).click();
    await dialog.getByRole("button", { name: "Record again" }).click();
    await record(dialog, 3);
    await dialog.getByRole("button", { name: "Stop" }).click();
    const send = dialog.getByRole("button", { name: "Send clip" });
    await expect(send).toHaveAttribute("aria-disabled", "false");
    await send.click();
    await expect(dialog).toBeHidden();
    const play = nia.page.getByRole("button", { name: /^Play Camera clip, 0:\d\d$/ });
    await expect(play).toBeVisible();
    const { file, probed } = await clipIn(nia, topic);
    expect([file.clip.kind, file.media_type]).toEqual(["camera", "video/webm"]);
    expect(probed.streams).toEqual(["opus", "vp8"]);
    expect(Math.abs(probed.seconds - file.clip.duration_ms / 1000)).toBeLessThan(0.2);
    expect(probed.seconds).toBeGreaterThan(2.5);

    await mira.page.setViewportSize({ width: 390, height: 844 });
    await look(mira.page, topic);
    await mira.page.getByRole("button", { name: /^Play Camera clip/ }).click();
    await expect.poll(async () => (await playing(mira.page)).at).toBeGreaterThan(0.3);
    expect((await playing(mira.page)).width).toBeGreaterThan(0);
    const shown = await mira.page.getByRole("region", { name: /^Camera clip/ }).boundingBox();
    expect((shown?.x ?? 0) + (shown?.width ?? 391)).toBeLessThanOrEqual(390);
    await mira.page.setViewportSize({ width: 1440, height: 900 });
});

test("who cannot be rung gets a clip, and is told of it at their next working minute", async () => {
    const anaId = await idOf(ana);
    const people = { people: [anaId] };
    const { topic } = await call<{ topic: { id: string } }>(mira, "POST", "/direct", people);
    await look(mira.page, topic.id);
    await mira.page.getByRole("button", { name: "Talk", exact: true }).click();
    const guard = mira.page.getByRole("dialog", { name: "Ana cannot be rung now" });
    const way = guard.getByRole("button", { name: /^Record a clip/ });
    await expect(way).toContainText(/They are told \w{3} 09:00 for Ana/);
    await expect(way).toBeFocused();
    await mira.page.keyboard.press("Enter");
    const dialog = recorder(mira.page, "Record a clip for Ana");
    await expect(guard).toBeHidden();
    await record(dialog, 1);
    await dialog.getByRole("button", { name: "Stop" }).press("Enter");
    await expect(dialog.getByText(/^Ana \w{3} 09:00$/)).toBeVisible();
    await dialog.getByRole("textbox", { name: "What is it about?" }).fill("How was the mountain?");
    await dialog.getByRole("button", { name: "Send clip" }).click();
    await expect(message(mira, "How was the mountain?")).toBeVisible();

    interface Held {
        deliveries: { message?: string; delivery: string; until?: string }[];
    }
    // On its way it has no id yet.
    const row = message(mira, "How was the mountain?");
    await expect(row).toHaveAttribute("id", /^msg_/);
    const sent = await row.getAttribute("id");
    const held = async () => {
        const { deliveries } = await call<Held>(ana, "GET", "/snapshot");
        return deliveries.filter((one) => one.message === sent);
    };
    const next = await nextReachable(mira, anaId);
    const waiting = await held();
    expect(waiting.map((one) => [one.delivery, Date.parse(one.until ?? "")])).toEqual([
        ["hold", next],
    ]);
    await moveClock(mira, (next - (await clockOf(mira))) / 60_000 + 1);
    await expect.poll(held).toEqual([]);
    await ana.page.goto("/");
    await expect(ana.page.getByText(/Voice clip, 0:\d\d: How was the mountain\?/)).toBeVisible();
    await look(ana.page, topic.id);
    await ana.page.getByRole("button", { name: /^Play Voice clip/ }).click();
    await expect.poll(async () => (await playing(ana.page)).at).toBeGreaterThan(0.2);
});

test("a fourth round trip with somebody off offers a clip, which takes the offer's place", async () => {
    const topic = await openTopic(nia, "Field visits", "Which antenna for Osaka");
    await moveClock(mira, 24 * 60); // off again
    const [niaId, anaId] = [await idOf(nia), await idOf(ana)];
    for (let trip = 1; trip <= 4; trip += 1) {
        const ask = { text: `@[Ana](${anaId}) the long one, is it? (${trip})` };
        await call(nia, "POST", `/topics/${topic}/messages`, ask);
        const answer = { text: `@[Nia](${niaId}) not that one. (${trip})` };
        await call(ana, "POST", `/topics/${topic}/messages`, answer);
    }
    await look(nia.page, topic);
    await look(ana.page, topic);
    const offer = ({ page }: Somebody) => page.getByRole("region", { name: "Offer to talk" });
    await expect(offer(nia)).toContainText("have gone back and forth 4 times.");
    await expect(offer(nia).getByRole("button", { name: /^Talk for/ })).toHaveCount(0);
    await noViolations(nia.page, "[aria-label='Offer to talk']");
    await offer(nia).getByRole("button", { name: "Record a clip" }).click();
    const dialog = recorder(nia.page, "Record a clip for Ana");
    await record(dialog, 1);
    await dialog.getByRole("button", { name: "Stop" }).press("Enter");
    // In a channel it asks whom it is for.
    const words = dialog.getByRole("textbox", { name: "What is it about?" });
    await expect(words).toHaveValue("@Ana Mori ");
    await words.press("Control+Enter");
    await expect(dialog).toBeHidden();
    await expect(nia.page.getByRole("button", { name: /^Play Voice clip/ })).toBeVisible();
    for (const who of [nia, ana]) await expect(offer(who)).toBeHidden();
});
