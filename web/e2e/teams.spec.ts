// How people say when they can be reached, and how teams agree: availability, focus, groups with a
// rota, agreements, the organisation's settings, the clock of a sample, pushes.
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { accept, alwaysReachable, invitationLink, type Somebody, setUp, somebody } from "./people";
import { type Server, startServer } from "./server";

let server: Server;
let mira: Somebody;
let ben: Somebody;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
    server = await startServer();
    mira = await somebody(browser, server, "Mira Lindqvist");
    ben = await somebody(browser, server, "Ben Acheson");
    await setUp(mira, "Riverkeep");
    await accept(ben, await invitationLink(mira));
});

test.afterAll(async () => {
    await mira.context.close();
    await ben.context.close();
    await server.stop();
});

/** Opens somebody's page from the list of people. */
async function openPerson({ page }: Somebody, name: string): Promise<void> {
    await page.goto("/people");
    await page
        .getByRole("main")
        .getByRole("link", { name: new RegExp(name) })
        .click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

/** Saves; the bar at the foot of the page goes when it is done. */
async function save({ page }: Somebody): Promise<void> {
    const button = page.getByRole("button", { name: "Save", exact: true });
    await button.click();
    await expect(button).toHaveCount(0);
}

test("a week is edited by keyboard, one day is put on others, and a colleague sees it", async () => {
    const { page } = mira;
    await page.goto("/availability");
    await expect(page.getByText("You have not set any")).toBeVisible();
    await page.getByRole("button", { name: /^Mon \d+ / }).click();
    const pane = page.getByRole("complementary", { name: "Selected day" });
    await pane.getByLabel("Monday from").fill("8");
    await pane.getByLabel("Monday from").press("Tab");
    await expect(pane.getByLabel("Monday from")).toHaveValue("08:00");
    await pane.getByRole("button", { name: "Same Monday to Friday" }).click();
    const block = page.getByRole("button", { name: /^Working hours .*, every Monday/ });
    await block.focus();
    await page.keyboard.press("Shift+ArrowUp");
    await page.keyboard.press("Shift+ArrowUp");
    await expect(pane.getByLabel("Monday until")).toHaveValue("16:30");
    await pane.getByRole("button", { name: "Every Monday" }).click();
    await expect(pane.getByText("In focus")).toBeVisible();
    await save(mira);
    await page.reload();
    await expect(
        page.getByRole("button", { name: "Working hours 08:00–16:30, every Monday" }),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: /^Focus .*, every Monday/ })).toBeVisible();

    await openPerson(ben, "Mira Lindqvist");
    const week = ben.page.getByRole("region", { name: "Working week" });
    await expect(week).toContainText("Monday");
    await expect(week).toContainText("08:00–16:30");
    await expect(week).toContainText("Tuesday to Friday");
    await expect(week).toContainText("08:00–17:00");
});

test("a night shift and several spans a day are kept, undo brings back what was saved", async () => {
    const { page } = mira;
    await page.goto("/availability");
    await page.getByRole("button", { name: /^Sat \d+ / }).click();
    const pane = page.getByRole("complementary", { name: "Selected day" });
    await pane.getByRole("button", { name: "Add hours" }).click();
    await pane.getByLabel("Saturday from").fill("22:00");
    await pane.getByLabel("Saturday until").fill("06:00");
    await expect(
        page.getByRole("button", { name: "Working hours 00:00–06:00, every Sunday" }),
    ).toBeVisible();
    await pane.getByRole("button", { name: "Add hours" }).click();
    await expect(pane.getByLabel("Saturday from")).toHaveCount(2);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(pane.getByText("Not a working day.")).toBeVisible();
    await expect(page.getByText("changed, not saved", { exact: true })).toHaveCount(0);
});

test("focus is one click, stands in words at the sidebar's foot, and ends by another", async () => {
    await alwaysReachable(mira);
    await mira.page.goto("/");
    const state = mira.page.getByRole("button", { name: /My state/ });
    await expect(state).toContainText("Available");
    await state.click();
    await mira.page.getByRole("menuitem", { name: "Focus for 25 minutes" }).click();
    await expect(state).toContainText(/Focus until (\w{3} )?\d\d:\d\d/);
    await openPerson(ben, "Mira Lindqvist");
    await expect(ben.page.getByText(/Mira Lindqvist is in focus/)).toBeVisible();
    await state.click();
    await mira.page.getByRole("menuitem", { name: "End it now" }).click();
    await expect(state).toContainText("Available");
    await expect(ben.page.getByText(/Can be told now/)).toBeVisible();
});

test("F asks how long, a number answers; do not disturb until any time", async () => {
    const { page } = mira;
    const state = page.getByRole("button", { name: /My state/ });
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("f");
    const dialog = page.getByRole("dialog", { name: "Undisturbed" });
    await expect(dialog).toBeVisible();
    await page.keyboard.press("4");
    await expect(dialog).toHaveCount(0);
    await expect(state).toContainText("Focus until");
    await page.keyboard.press("f");
    await dialog.getByText("Do not disturb").click();
    await dialog.getByLabel("Until").fill("23:59");
    await dialog.getByRole("button", { name: "Begin" }).click();
    await expect(state).toContainText(/Do not disturb until (\w{3} )?23:59/);
    await state.click();
    await page.getByRole("menuitem", { name: "End it now" }).click();
    await expect(state).toContainText("Available");
});

test("time off says why and who stands in", async () => {
    const { page } = mira;
    await page.goto("/availability");
    await page.getByRole("button", { name: "Time off", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Add time off" });
    await dialog.getByLabel("What others may read").fill("Wedding");
    await dialog.getByLabel("Who stands in").selectOption("Ben Acheson");
    await dialog.getByRole("button", { name: "Add time off" }).click();
    await expect(page.getByRole("button", { name: /^Wedding .*, only on / })).toBeVisible();
    await page.getByLabel("Add a deputy").selectOption("Ben Acheson");
    await page.getByLabel("Ring me off hours, too").check();
    await save(mira);

    await openPerson(ben, "Mira Lindqvist");
    await expect(ben.page.getByText(/is away \(Wedding\)/)).toBeVisible();
    await expect(ben.page.getByText("Stands in").locator("xpath=following::dd[1]")).toHaveText(
        "Ben",
    );
    await page.getByRole("button", { name: /Wedding .*Ben Acheson stands in/ }).click();
    await page.getByRole("button", { name: "Remove this time off" }).click();
    await save(mira);
    await expect(ben.page.getByText(/Wedding/)).toHaveCount(0);
});

test("where somebody works is said by weekday, and otherwise on one date", async () => {
    const { page } = mira;
    await page.goto("/availability");
    const pane = page.getByRole("complementary", { name: "Selected day" });
    await pane.getByLabel(/^Every /).selectOption("In an office");
    await pane.getByLabel("Which office").fill("Kreuzberg, 3rd floor");
    await save(mira);
    await openPerson(ben, "Mira Lindqvist");
    await expect(ben.page.getByText("in the office, Kreuzberg, 3rd floor")).toBeVisible();
    await pane.getByLabel(/^Only on /).selectOption("From elsewhere");
    await save(mira);
    await expect(ben.page.getByText("not in an office")).toBeVisible();
});

test("a group takes turns on duty, and somebody takes over a turn", async () => {
    const { page } = mira;
    await page.goto("/groups");
    await page.getByRole("button", { name: "New group" }).first().click();
    const dialog = page.getByRole("dialog", { name: "New group" });
    await dialog.getByLabel("Name").fill("Firmware");
    await dialog.getByLabel("What it is for").fill("Gateways and probes");
    await dialog.getByLabel("Add somebody").selectOption("Ben Acheson");
    await dialog.getByRole("button", { name: "Make the group" }).click();
    await expect(page.getByRole("heading", { name: "Firmware", level: 1 })).toBeVisible();

    await page.getByRole("button", { name: "Make a rota" }).click();
    const rota = page.getByRole("dialog", { name: "Duty in Firmware" });
    await rota.getByLabel("Add to the turns").selectOption("Mira Lindqvist");
    await rota.getByLabel("Add to the turns").selectOption("Ben Acheson");
    await rota.getByRole("button", { name: "Move Ben Acheson up" }).click();
    await rota.getByLabel("Hand-over at").fill("00:00");
    await expect(rota.getByRole("region", { name: "The next turns" })).toContainText("Ben Acheson");
    await rota.getByRole("button", { name: "Save" }).click();
    const duty = page.getByRole("region", { name: "On duty" });
    await expect(duty.getByRole("listitem").first()).toContainText(/Ben Acheson.*on duty until/s);
    await expect(duty.getByRole("listitem").nth(1)).toContainText("Mira Lindqvist");

    await duty.getByRole("button", { name: /^Swap/ }).first().click();
    const swap = page.getByRole("dialog", { name: "Who takes over from Ben Acheson?" });
    await swap.getByLabel("Who takes over").selectOption("Mira Lindqvist");
    await swap.getByRole("button", { name: "Take over" }).click();
    await expect(duty.getByRole("listitem").first()).toContainText(/Mira Lindqvist.*for Ben/s);
    // The sidebar says so to who is on duty.
    await expect(
        page.getByRole("complementary", { name: "Sidebar" }).getByRole("link", {
            name: /Firmware\s*on duty/,
        }),
    ).toBeVisible();
    const groups = ben.page.getByRole("complementary", { name: "Sidebar" });
    await groups.getByRole("link", { name: "Firmware" }).click();
    await expect(ben.page.getByRole("region", { name: "On duty" })).toContainText("for Ben");
});

test("a change of what a team agreed is proposed, seen, adopted, and stands in its history", async () => {
    const { page } = mira;
    await page.getByRole("link", { name: /How we work together/ }).click();
    await page.getByRole("button", { name: "Propose an agreement" }).first().click();
    await expect(page.getByRole("heading", { name: "A change for Firmware" })).toBeVisible();
    await expect(
        page.getByText("A reply wanted today is due within 8 working hours"),
    ).toBeVisible();
    await page.getByLabel("“Today” means").fill("600");
    await expect(page.getByText("is due within 10 working hours")).toBeVisible();
    await page.getByLabel("“Now” means").fill("3");
    await expect(page.getByLabel("“Now” means")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("“Now” means").fill("");
    await page.getByRole("textbox", { name: "In words" }).fill("- Write **what you need**.");
    await page.getByLabel("Status update").selectOption("A message");
    await page
        .getByRole("list", { name: "Quiet hours" })
        .getByRole("button", { name: "Add hours on Monday" })
        .click();
    const changes = page.getByRole("region", { name: "What changes" });
    await expect(changes).toContainText("as the organisation has it: 8 working hours");
    await expect(changes).toContainText("10 working hours");
    await expect(changes).toContainText("Monday 20:00–07:00");
    await page.getByLabel("Why, in a line").fill("To live with until spring");
    await page.getByRole("button", { name: "Propose it" }).click();
    const card = page.getByRole("region", { name: /Mira Lindqvist proposes/ });
    await expect(card).toContainText("To live with until spring");
    await expect(card).toContainText("Not yet by Ben Acheson.");
    await expect(card.getByRole("button", { name: "Adopt" })).toHaveCount(0);

    await ben.page.getByRole("link", { name: /How we work together/ }).click();
    await expect(card).toContainText("Seen by Mira Lindqvist and Ben Acheson.");
    await ben.page.getByRole("button", { name: "Adopt" }).click();
    await expect(page.getByRole("article")).toContainText("within 10 working hours");
    await expect(page.getByRole("article")).toContainText("the organisation has 8 working hours");
    await expect(page.getByRole("article")).toContainText("what you need");
    await expect(page.getByText(/The next look is due/)).toBeVisible();
    const history = page.getByRole("region", { name: "How it came about" });
    await expect(history).toContainText("Adopted by Ben Acheson");
    await history.getByRole("button", { name: "What changed" }).click();
    await expect(history).toContainText("A message");
});

test("a proposal is taken back by who made it", async () => {
    const { page } = ben;
    await page.getByRole("button", { name: "Propose a change" }).click();
    await page.getByLabel("Urgent messages a week").fill("1");
    await page.getByRole("button", { name: "Propose it" }).click();
    await page.getByRole("button", { name: "Take back" }).click();
    await expect(page.getByRole("region", { name: /proposes/ })).toHaveCount(0);
    await expect(page.getByRole("region", { name: "How it came about" })).toContainText("Dropped");
});

test("an admin sets the numbers of the rules, the usual week and holidays", async () => {
    const { page } = mira;
    await page.goto("/settings/rules");
    await page.getByLabel("“Now” means").fill("20");
    await expect(page.getByText("A reply wanted now is due 20 minutes after")).toBeVisible();
    await save(mira);
    await page.reload();
    await expect(page.getByLabel("“Now” means")).toHaveValue("20");
    await page.getByRole("button", { name: /^Back to usual/ }).click();
    await save(mira);

    await page.getByRole("link", { name: "Usual week" }).click();
    await page.getByLabel("Friday until").fill("15:00");
    await save(mira);

    await page.getByRole("link", { name: "Holidays" }).click();
    await page.getByRole("button", { name: "Add a region" }).click();
    await page.getByLabel("Region", { exact: true }).fill("Berlin");
    await page.getByRole("button", { name: "Paste a list" }).click();
    const today = await page.evaluate(() => {
        const now = new Date();
        return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
            .map((part) => String(part).padStart(2, "0"))
            .join("-");
    });
    await page.getByLabel("One holiday a line").fill(`${today} Day of the River\nnothing`);
    await expect(page.getByText(/Not understood: line 2/)).toBeVisible();
    await page.getByLabel("One holiday a line").fill(`${today} Day of the River`);
    await page.getByRole("button", { name: "Add 1 holiday" }).click();
    await expect(page.getByText("Day of the River")).toBeVisible();
    await save(mira);

    await page.goto("/availability");
    await page.getByLabel("My region").selectOption("Berlin");
    await save(mira);
    await expect(page.getByRole("button", { name: /^Day of the River .*, only on/ })).toBeVisible();
    await openPerson(ben, "Mira Lindqvist");
    await expect(ben.page.getByText(/has a holiday \(Day of the River\)/)).toBeVisible();
    await page.getByLabel("My region").selectOption("No region");
    await save(mira);
});

test("only admins see the organisation's settings and the log of urgent messages", async () => {
    await mira.page.goto("/settings/urgent");
    await expect(mira.page.getByText("Nothing was urgent yet.")).toBeVisible();
    await ben.page.goto("/settings/urgent");
    await expect(ben.page).toHaveURL(/\/settings\/profile$/);
    await expect(ben.page.getByRole("link", { name: "Numbers of the rules" })).toHaveCount(0);
});

/** Delivers a push to the service worker as the browser would. */
async function push(context: BrowserContext, page: Page, payload: object): Promise<void> {
    const client = await context.newCDPSession(page);
    const found = new Promise<string>((done) => {
        client.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
            const [registration] = registrations;
            if (registration) done(registration.registrationId);
        });
    });
    await client.send("ServiceWorker.enable");
    const registrationId = await found;
    await client.send("ServiceWorker.deliverPushMessage", {
        origin: new URL(page.url()).origin,
        registrationId,
        data: JSON.stringify(payload),
    });
    await client.detach();
}

test("the service worker shows a push, and opens what it is about", async () => {
    const { context, page } = ben;
    await context.grantPermissions(["notifications"], { origin: server.url });
    await page.goto("/people");
    await page.evaluate(async () => {
        await navigator.serviceWorker.register("/sw.js");
        await navigator.serviceWorker.ready;
    });
    const shown = () =>
        page.evaluate(async () => {
            const registration = await navigator.serviceWorker.ready;
            const all = await registration.getNotifications();
            return all.map((one) => [one.title, one.body, one.tag, one.requireInteraction]);
        });
    const payload = {
        kind: "message",
        title: "Ana · Pump 3 leaks",
        body: "Shall I close the valve?",
        path: "/groups",
        why: "/why/delivery/dlv_1",
        tag: "topic-1",
        urgent: true,
    };
    await push(context, page, payload);
    await expect
        .poll(shown)
        .toEqual([["Ana · Pump 3 leaks", "Shall I close the valve?", "topic-1", true]]);
    // A newer one of the same takes its place; a path out of the app leads to its first page.
    await push(context, page, { ...payload, body: "It drips.", path: "//elsewhere.example" });
    await expect.poll(shown).toEqual([["Ana · Pump 3 leaks", "It drips.", "topic-1", true]]);
    const [worker] = context.serviceWorkers();
    if (!worker) throw new Error("no service worker");
    const click = (path: string) =>
        worker.evaluate(async (to) => {
            const scope = globalThis as unknown as EventTarget & {
                registration: ServiceWorkerRegistration;
            };
            const [note] = await scope.registration.getNotifications();
            if (!note) throw new Error("nothing is shown");
            const about = Object.create(note, {
                data: { value: { path: to, why: null } },
                close: { value: () => note.close() },
            });
            const event = new Event("notificationclick");
            scope.dispatchEvent(
                Object.assign(event, { notification: about, action: "", waitUntil: () => {} }),
            );
        }, path);
    await click("/groups");
    await expect(page).toHaveURL(/\/groups$/);
});

test("notifications are asked for by a click only, and email is one's own choice", async () => {
    const { page } = mira;
    await page.goto("/settings/notifications");
    const mail = page.getByRole("checkbox", { name: /Tell me by email/ });
    await expect(mail).toBeChecked();
    await mail.uncheck();
    await expect(page.getByText("Saved.")).toBeVisible();
    await page.reload();
    await expect(mail).not.toBeChecked();
    expect(await page.evaluate(() => Notification.permission)).not.toBe("granted");
});

test("the clock of a sample organisation is moved on, and every client follows it", async ({
    browser,
}) => {
    test.setTimeout(180_000);
    const sample = await startServer();
    try {
        const context = await browser.newContext({ baseURL: sample.url });
        const page = await context.newPage();
        await page.goto("/");
        await page.getByRole("button", { name: "Try it with a sample team" }).click();
        const enter = page.getByRole("button", { name: /^Go in as / });
        await expect(enter).toBeVisible({ timeout: 60_000 });
        await enter.click();
        const clock = page.getByRole("button", { name: /^It is / });
        await expect(clock).toBeVisible();
        const other = await context.newPage();
        await other.goto("/people");
        await clock.click();
        await page.getByRole("menuitem", { name: /^Tomorrow 09:00 here/ }).click();
        await expect(clock).toContainText(/It is \w{3} 09:00 here/);
        await expect(other.getByRole("button", { name: /^It is / })).toContainText("09:00");
        await clock.click();
        await page.getByRole("menuitem", { name: /^In one hour/ }).click();
        await expect(clock).toContainText("10:00");
        await clock.click();
        await page.getByRole("menuitem", { name: "Another time …" }).click();
        const dialog = page.getByRole("dialog", { name: "Skip to another time" });
        await dialog.getByLabel("Skip to").fill("2020-01-01T09:00");
        await expect(dialog.getByText("The clock only goes ahead.")).toBeVisible();
        await dialog.getByRole("button", { name: "Cancel" }).click();
        await clock.click();
        await page.getByRole("menuitem", { name: /^Monday 09:00 in Tokyo/ }).click();
        // All that is due in a week happens on the way: whoever leaves the page sooner is not followed.
        await expect(clock).toContainText(/It is Mon 0[01]:\d\d here/);
        await openPerson({ page, context, name: "", email: "" }, "Ana Mori");
        await expect(page.getByText(/^09:0\d Tokyo/)).toBeVisible();
        await context.close();
    } finally {
        await sample.stop();
    }
});
