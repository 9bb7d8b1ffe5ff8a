// Everything by keyboard: jumping, triage, regions, the composer.
import { expect, type Page, test } from "@playwright/test";
import { type Server, startServer } from "./server";

let server: Server;
let page: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
    server = await startServer();
    const context = await browser.newContext({
        baseURL: server.url,
        viewport: { width: 1440, height: 900 },
    });
    page = await context.newPage();
    await page.goto("/");
    await page.getByRole("button", { name: "Try it with a sample team" }).press("Enter");
    await page.getByRole("button", { name: /^Go in as / }).press("Enter");
    await expect(page.getByRole("heading", { name: "Inbox", level: 1 })).toBeVisible();
});

test.afterAll(async () => {
    await page.context().close();
    await server.stop();
});

test("arrows move through the inbox, E acknowledges, and the next one is selected", async () => {
    const pile = page.getByRole("region", { name: "Waiting on me" });
    const rows = pile.getByRole("listitem");
    const before = await rows.count();
    expect(before).toBeGreaterThan(2);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("j");
    await expect(rows.nth(1).getByRole("button").first()).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("k");
    await expect(rows.nth(0).getByRole("button").first()).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("e");
    await expect(rows).toHaveCount(before - 1);
    await expect(page.getByRole("region", { name: "Done" })).toContainText("acknowledged");
    await expect(rows.nth(0).getByRole("button").first()).toHaveAttribute("aria-current", "true");
});

test("R goes to the reply beside the list, and the reply answers the request", async () => {
    const pile = page.getByRole("region", { name: "Waiting on me" });
    const before = await pile.getByRole("listitem").count();
    await page.keyboard.press("r");
    const reply = page.getByRole("textbox", { name: /^Reply to / });
    await expect(reply).toBeFocused();
    await page.keyboard.type("Yes, go on.");
    await page.keyboard.press("Enter");
    await expect(pile.getByRole("listitem")).toHaveCount(before - 1);
});

test("Ctrl+K finds a topic by a few letters and opens it", async () => {
    await page.keyboard.press("Control+k");
    const jump = page.getByRole("combobox", { name: "Jump to" });
    await expect(jump).toBeFocused();
    await page.keyboard.type("batt");
    await expect(page.getByRole("option").first()).toContainText("Battery life");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: /Battery life/, level: 1 })).toBeVisible();
    await expect(page.getByRole("textbox", { name: /^Write in / })).toBeFocused();
});

test("Alt and the arrows go through the conversations, F6 through the regions", async () => {
    const title = await page.getByRole("heading", { level: 1 }).textContent();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(title ?? "");
    await page.keyboard.press("Alt+ArrowUp");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title ?? "");
    const box = page.getByRole("textbox", { name: /^Write in / });
    await box.focus();
    await page.keyboard.press("F6");
    await expect(box).not.toBeFocused();
    await page.keyboard.press("Shift+F6");
    await expect(box).toBeFocused();
});

test("a draft stays where it was written", async () => {
    await page.keyboard.type("half a thought");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("release 2.4");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: /^Release 2\.4/, level: 1 })).toBeVisible();
    await expect(page.getByRole("textbox", { name: /^Write in / })).toHaveValue("");
    await page.goBack();
    await expect(page.getByRole("textbox", { name: /^Write in / })).toHaveValue("half a thought");
    await page.getByRole("textbox", { name: /^Write in / }).fill("");
});

test("a mention is chosen by keyboard, and Escape keeps what was typed", async () => {
    const box = page.getByRole("textbox", { name: /^Write in / });
    await box.focus();
    await page.keyboard.type("@ru");
    await expect(page.getByRole("option", { name: /Ruth/ })).toHaveAttribute(
        "aria-selected",
        "true",
    );
    await page.keyboard.press("Tab");
    await expect(box).toHaveValue(/^@Ruth \w+ $/);
    await page.keyboard.type("and @be");
    await expect(page.getByRole("option", { name: /Ben/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("option")).toHaveCount(0);
    await expect(box).toHaveValue(/and @be$/);
    await box.fill("");
});

test("the older messages of a long topic come as one scrolls up", async () => {
    const topic = await page.evaluate(async () => {
        const snapshot = await (await fetch("/api/v1/snapshot")).json();
        const [longest] = snapshot.topics.sort(
            (a: { last_ordinal: number }, b: { last_ordinal: number }) =>
                b.last_ordinal - a.last_ordinal,
        );
        for (let i = longest.last_ordinal; i < 70; i += 1) {
            await fetch(`/api/v1/topics/${longest.id}/messages`, {
                method: "POST",
                headers: { "Content-Type": "application/json", "Idempotency-Key": `fill-${i}` },
                body: JSON.stringify({ text: `Filling line ${i}` }),
            });
        }
        return longest.id;
    });
    await page.goto(`/topic/${topic}`);
    const messages = page.getByRole("region", { name: "Messages" });
    await expect(messages.getByText("Filling line 69")).toBeInViewport();
    await messages.focus();
    await expect
        .poll(async () => {
            await page.keyboard.press("Home");
            return await messages.getByRole("article").count();
        })
        .toBe(70);
});
