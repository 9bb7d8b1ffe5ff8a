// Dialogs and menus of the sample organisation: axe finds nothing in them, in light and dark, and on a
// touch screen they are there at once.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import type { Somebody } from "./people";
import { call, fillSample, sampled } from "./sample";
import { type Server, startServer } from "./server";

let server: Server;
let mira: Somebody;
let topic: string;
let group: string;

test.beforeAll(async ({ browser }) => {
    test.setTimeout(120_000);
    server = await startServer();
    await fillSample(browser, server);
    mira = await sampled(browser, server, "Mira");
    interface View {
        topics: { id: string; title: string }[];
        groups: { id: string; name: string }[];
    }
    const { topics, groups } = await call<View>(mira, "GET", "/snapshot");
    topic = topics.find(({ title }) => title.startsWith("Battery"))?.id ?? "";
    group = groups.find(({ name }) => name === "Gateways")?.id ?? "";
});

test.afterAll(async () => {
    await mira.context.close();
    await server.stop();
});

/** Opens a menu by its button, and takes one of its items. */
async function choose(page: Page, button: string | RegExp, item: string | RegExp): Promise<void> {
    await page.getByRole("button", { name: button }).first().press("Enter");
    await page.getByRole("menuitem", { name: item }).press("Enter");
}

/** Something that opens over a page: where, how, and what it is called. */
interface Opened {
    path: () => string;
    open: (page: Page) => Promise<void>;
    name: string | RegExp;
    role?: "dialog" | "menu";
}

const press = (name: string | RegExp) => (page: Page) =>
    page.getByRole("main").getByRole("button", { name }).first().press("Enter");

const OPENED: readonly Opened[] = [
    {
        path: () => "/",
        open: (page) => page.getByRole("button", { name: /My state/ }).press("Enter"),
        name: /My state/,
        role: "menu",
    },
    { path: () => "/later", open: press("New reminder"), name: "Remind me" },
    { path: () => "/later", open: press("Edit"), name: /^Scheduled in / },
    { path: () => "/groups", open: press("New group"), name: "New group" },
    { path: () => `/groups/${group}`, open: press(/^Swap/), name: /^Who takes over from / },
    {
        path: () => `/groups/${group}`,
        open: (page) => choose(page, "Change", "On duty"),
        name: "Duty in Gateways",
    },
    { path: () => "/availability", open: press("Time off"), name: "Add time off" },
    { path: () => "/availability", open: press("Focus block"), name: "Focus block" },
    {
        path: () => `/topic/${topic}`,
        open: (page) => choose(page, /State/, "I am blocked …"),
        name: /^Blocked on /,
    },
    {
        path: () => `/topic/${topic}`,
        open: (page) => choose(page, /State/, /written views/i),
        name: "Written views first",
    },
    { path: () => `/topic/${topic}`, open: press("Send later"), name: "Send later", role: "menu" },
];

async function opened(page: Page, one: Opened): Promise<Locator> {
    await page.goto(one.path());
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await one.open(page);
    const shown = page.getByRole(one.role ?? "dialog", { name: one.name }).first();
    await expect(shown).toBeVisible();
    return shown;
}

for (const scheme of ["light", "dark"] as const) {
    test(`axe finds nothing in dialogs and menus, ${scheme}`, async () => {
        test.setTimeout(180_000);
        const { page } = mira;
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        for (const one of OPENED) {
            const shown = await opened(page, one);
            const { violations } = await new AxeBuilder({ page }).analyze();
            const words = violations.map(
                ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
            );
            expect.soft(words, `axe on ${one.name}, ${scheme}`).toEqual([]);
            await page.keyboard.press("Escape");
            await expect(shown).toHaveCount(0);
        }
    });
}

test("on a touch screen a dialog with a text box is there at once", async ({ browser }) => {
    const context = await browser.newContext({
        baseURL: server.url,
        storageState: await mira.context.storageState(),
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
    });
    const page = await context.newPage();
    await page.goto("/later");
    await page.getByRole("main").getByRole("button", { name: "New reminder" }).tap();
    const box = page.getByRole("dialog", { name: "Remind me" }).getByLabel("Of what");
    await expect(box).toBeFocused();
    // Nothing hides it, or lies over it, from the moment it has the focus.
    const seen = await box.evaluate((element) => {
        const { left, top } = element.getBoundingClientRect();
        return document.elementFromPoint(left + 8, top + 8) === element;
    });
    expect(seen).toBe(true);
    await context.close();
});
