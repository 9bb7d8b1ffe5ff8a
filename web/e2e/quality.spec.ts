// How well a call goes, in words with their cause: over a network that loses, and one that carries little.
import { expect, type Page, test } from "@playwright/test";
import { noViolations } from "./axe";
import { hearsAndSees, media } from "./callMedia";
import { meet, sees, tileOf } from "./meeting";
import type { Somebody } from "./people";
import { fillSample } from "./sample";
import { type Server, startServer } from "./server";
import { openWay, type Way } from "./way";

const VIEWPORT = { width: 1280, height: 800 };

/** How long a trouble may take to be told, and to be over. */
const TOLD = { timeout: 60_000 };

let way: Way;
let server: Server;
let people: Somebody[] = [];
let mira: Page;
let ben: Page;

test.describe.configure({ mode: "serial", timeout: 150_000 });

test.beforeAll(async ({ browser }) => {
    test.setTimeout(150_000);
    way = await openWay();
    server = await startServer(way.args);
    await fillSample(browser, server);
    const guests = ["Mira", "Ben"].map((name) => ({ name, viewport: VIEWPORT }));
    people = await meet(browser, server, guests);
    const [first, second] = people;
    if (!first || !second) throw new Error("two people were to meet");
    [mira, ben] = [first.page, second.page];
    await hearsAndSees(mira);
    await hearsAndSees(ben);
});

test.afterAll(async () => {
    for (const { context } of people) await context.close();
    await server.stop();
    way.close();
});

/** The line on the stage that says what is not well. */
function note(page: Page, words: RegExp) {
    return page.getByRole("main").getByRole("status").filter({ hasText: words });
}

test("who sends over a lossy network is told so, and so are those who see them", async () => {
    await way.trouble(mira, { loseUpEvery: 6 });
    await expect(note(mira, /^Your network is weak: others may/)).toBeVisible(TOLD);
    await expect(tileOf(ben, "Mira")).toContainText("Weak network", TOLD);
    await expect(note(ben, /^Mira's network is weak\.$/)).toBeVisible(TOLD);
    await expect(tileOf(mira, "Ben")).not.toContainText("Weak network");
    await noViolations(ben, "main");
    await way.trouble(mira, {});
    await expect(tileOf(ben, "Mira")).not.toContainText("Weak network", TOLD);
    await expect(note(mira, /network/)).toBeHidden(TOLD);
});

test("a network that carries no picture keeps the voices, and says why it pauses", async () => {
    await way.trouble(ben, { downBits: 110_000 });
    await expect(tileOf(ben, "Mira")).toContainText("Picture paused", TOLD);
    const words =
        /^Your network is slow: pictures of others are paused so that you hear everybody\.$/;
    await expect(note(ben, words)).toBeVisible(TOLD);
    const heard = (await media(ben)).audioEnergy;
    await expect.poll(async () => (await media(ben)).audioEnergy, TOLD).toBeGreaterThan(heard);
    await expect(note(mira, /network/)).toBeHidden();
    await noViolations(ben, "main");
});

test("what is behind it is found by keyboard", async () => {
    const button = ben.getByRole("button", { name: /^Connection: (fair|poor)$/ });
    await button.focus();
    await ben.keyboard.press("Enter");
    const pane = ben.getByRole("dialog", { name: "Connection" });
    await expect(pane).toContainText("1 paused");
    await expect(pane).toContainText(/Received\d+ kbit\/s/);
    await expect(pane).toContainText(/Round trip\d+ ms/);
    await noViolations(ben, "[role=dialog]");
    await ben.keyboard.press("Escape");
    await expect(pane).toBeHidden();
    await expect(button).toBeFocused();
});

test("the picture comes back with the network", async () => {
    await way.trouble(ben, {});
    await expect(tileOf(ben, "Mira")).not.toContainText("Picture paused", TOLD);
    await sees(ben, "Mira");
    await expect(note(ben, /network/)).toBeHidden(TOLD);
    await expect(ben.getByRole("button", { name: "Connection: good" })).toBeVisible();
});
