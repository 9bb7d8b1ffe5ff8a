// What people do in a browser, in the words of the page.
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import type { Server } from "./server";

export const PASSWORD = "correct horse battery";

/** A person with a browser of their own. */
export interface Somebody {
    context: BrowserContext;
    page: Page;
    name: string;
    email: string;
}

/** Opens a browser for somebody. */
export async function somebody(
    browser: Browser,
    server: Pick<Server, "url">,
    name: string,
): Promise<Somebody> {
    const context = await browser.newContext({
        baseURL: server.url,
        permissions: ["camera", "microphone", "clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    const email = `${name.split(" ")[0]?.toLowerCase()}@example.org`;
    return { context, page, name, email };
}

/** Fills the first-run form: organisation and owner. */
export async function setUp(who: Somebody, organisation: string): Promise<void> {
    const { page } = who;
    await page.goto("/");
    await page.getByLabel("Organisation").fill(organisation);
    await fillAccount(who);
    await page.getByRole("button", { name: "Begin" }).click();
    await expect(page.getByRole("heading", { name: "Inbox", level: 1 })).toBeVisible();
}

async function fillAccount({ page, name, email }: Somebody): Promise<void> {
    await page.getByLabel("Your name").fill(name);
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByLabel("Time zone").selectOption("Europe/Berlin");
}

/** Makes an invitation link in the settings. */
export async function invitationLink({ page }: Somebody): Promise<string> {
    await page.goto("/settings/people");
    await page.getByRole("button", { name: "Make an invitation link" }).click();
    const link = page.locator("[data-copy]");
    await expect(link).toContainText("/invitation/");
    return (await link.textContent()) ?? "";
}

/** Accepts an invitation. */
export async function accept(who: Somebody, link: string): Promise<void> {
    await who.page.goto(link);
    await fillAccount(who);
    await who.page.getByRole("button", { name: "Join" }).click();
    await expect(who.page.getByRole("heading", { name: "Inbox", level: 1 })).toBeVisible();
}

/** Signs in by the form. */
export async function signIn({ page, email }: Somebody, password = PASSWORD): Promise<void> {
    await page.goto("/");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Inbox", level: 1 })).toBeVisible();
}

/** Makes a channel that everybody may join. */
export async function makeChannel({ page }: Somebody, name: string): Promise<void> {
    await page.getByRole("button", { name: "New channel" }).first().click();
    const dialog = page.getByRole("dialog", { name: "New channel" });
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Create channel" }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

/** Makes a topic in the channel whose page is open. */
export async function makeTopic({ page }: Somebody, title: string): Promise<void> {
    await page.getByRole("button", { name: "New topic" }).first().click();
    const dialog = page.getByRole("dialog", { name: "New topic" });
    await dialog.getByLabel("Title").fill(title);
    await dialog.getByRole("button", { name: "Create and write" }).click();
    await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
}

/** The text box of the open topic. */
export function box({ page }: Somebody) {
    return page.getByRole("main").getByRole("textbox", { name: /^Write in / });
}

/** Writes and sends in the open topic; `shown` is how it reads then. */
export async function write(who: Somebody, words: string, shown = words): Promise<void> {
    await box(who).fill(words);
    await box(who).press("Enter");
    await expect(message(who, shown)).toBeVisible();
}

/** The message that holds some words. */
export function message({ page }: Somebody, words: string) {
    return page.getByRole("main").getByRole("article").filter({ hasText: words });
}

/** Sets round-the-clock working hours, so that a test does not depend on when it runs. */
export async function alwaysReachable({ page }: Somebody): Promise<void> {
    await setWeek(page, true);
}

/** Sets hours that are always over: one minute, a day ago or more. */
export async function neverReachable({ page }: Somebody): Promise<void> {
    await setWeek(page, false);
}

async function setWeek(page: Page, always: boolean): Promise<void> {
    const answer = await page.evaluate(async (whole) => {
        const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        const me = await (await fetch("/api/v1/me")).json();
        const path = `/api/v1/people/${me.person.id}/availability`;
        const before = await (await fetch(path)).json();
        const far = days[(new Date().getDay() + 2) % 7];
        const weekly = whole
            ? days.map((day) => ({ day, from: 0, until: 24 * 60 }))
            : [{ day: far, from: 9 * 60, until: 17 * 60 }];
        const response = await fetch(path, {
            method: "PUT",
            headers: { "Content-Type": "application/json", "If-Match": `"${before.version}"` },
            body: JSON.stringify({ weekly, time_off: [], focus: [], do_not_disturb_until: null }),
        });
        return response.ok ? "" : await response.text();
    }, always);
    expect(answer).toBe("");
}
