// My board in the browser: it merges the boards and leaves their order alone, a slow task asks its
// person for the next step, and the weekly walk goes by keyboard.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { checkAxe } from "./axe";
import type { Somebody } from "./people";
import {
    call,
    clockOf,
    fillSample,
    idByName,
    idOf,
    moveClock,
    moveToWednesday,
    sampled,
    sayHours,
} from "./sample";
import { type Server, startServer } from "./server";

let server: Server;
let mira: Somebody;
let ben: Somebody;

interface Board {
    id: string;
    version: number;
    columns: { id: string; name: string; stage: string }[];
}

interface Task {
    id: string;
    title: string;
}

let boards: Board[];
let tasks: Task[];

const NAMES = ["Firmware next", "Field work", "Product texts"];

const COLUMNS = [
    { name: "To do", stage: "not_started" },
    { name: "Doing", stage: "doing", usual_minutes_set: 60 },
    { name: "Done", stage: "done" },
];

async function makeTask(who: Somebody, body: Record<string, unknown>): Promise<Task> {
    const { task } = await call<{ task: Task }>(who, "POST", "/tasks", body);
    return task;
}

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
    test.setTimeout(180_000);
    server = await startServer();
    await fillSample(browser, server);
    mira = await sampled(browser, server, "Mira");
    ben = await sampled(browser, server, "Ben");
    await moveToWednesday(mira);
    for (const who of [mira, ben]) await sayHours(who, { works: "always" });
    const owner = await idOf(mira);
    const { items } = await call<{ items: { id: string; name: string }[] }>(
        mira,
        "GET",
        "/channels",
    );
    const channel = items.find((one) => one.name === "Firmware")?.id ?? items[0]?.id;
    boards = [];
    tasks = [];
    for (const name of NAMES) {
        const board = await call<Board>(mira, "POST", "/boards", {
            channel,
            name,
            columns: COLUMNS,
        });
        boards.push(board);
        for (const which of ["first", "second"]) {
            const title = `${name}: ${which}`;
            tasks.push(await makeTask(mira, { title, owner, board: board.id }));
        }
    }
});

test.afterAll(async () => {
    for (const who of [mira, ben]) await who.context.close();
    await server.stop();
});

function lane(page: Page, name: string): Locator {
    return page.getByRole("main").getByRole("region", { name, exact: true });
}

function card(page: Page, title: string): Locator {
    return page.getByRole("main").getByRole("listitem").filter({ hasText: title });
}

/** Puts the focus on a card, as somebody does who comes by keyboard. */
async function focusCard(page: Page, title: string): Promise<void> {
    await page.getByRole("link", { name: title }).focus();
}

async function openMyBoard({ page }: Somebody): Promise<void> {
    await page.getByRole("link", { name: "My board" }).first().click();
    await expect(page.getByRole("heading", { name: "My board", level: 1 })).toBeVisible();
}

/** How a board's cards stand, in its own order. */
async function orderOf(who: Somebody, board: string): Promise<string[]> {
    interface Content {
        cards: { task: string; column: string; rank: string }[];
    }
    const { cards } = await call<Content>(who, "GET", `/boards/${board}/content`);
    return cards.map((one) => `${one.column} ${one.rank} ${one.task}`).sort();
}

/** The titles of the test's own cards; the sample team's are between them. */
async function titles(where: Locator): Promise<string[]> {
    const all = await where.getByRole("heading", { level: 3 }).allTextContents();
    return all.filter((title) => NAMES.some((name) => title.startsWith(name)));
}

test("merges three boards, and what is moved on it moves nowhere else", async () => {
    const { page } = mira;
    const before = await Promise.all(boards.map((board) => orderOf(mira, board.id)));
    await openMyBoard(mira);
    for (const name of NAMES) {
        for (const which of ["first", "second"]) {
            const title = `${name}: ${which}`;
            await expect(lane(page, "Inbox").getByRole("link", { name: title })).toBeVisible();
            await expect(card(page, title)).toContainText(name);
        }
    }
    // By keyboard: 2 is Now, Shift and an arrow changes the place.
    for (const name of NAMES) {
        await focusCard(page, `${name}: first`);
        await page.keyboard.press("2");
        await expect(lane(page, "Now").getByRole("link", { name: `${name}: first` })).toBeVisible();
    }
    const now = lane(page, "Now");
    await expect.poll(() => titles(now)).toEqual(NAMES.map((name) => `${name}: first`));
    await focusCard(page, `${NAMES[2]}: first`);
    await page.keyboard.press("Shift+ArrowUp");
    const moved = [NAMES[0], NAMES[2], NAMES[1]].map((name) => `${name}: first`);
    await expect.poll(() => titles(now)).toEqual(moved);

    // By pointer: from the Inbox between the first and the second of Now.
    await page.setViewportSize({ width: 1440, height: 2_400 });
    const source = card(page, `${NAMES[0]}: second`);
    await source.dragTo(card(page, `${NAMES[2]}: first`), { targetPosition: { x: 40, y: 4 } });
    const dragged = [`${NAMES[0]}: first`, `${NAMES[0]}: second`, ...moved.slice(1)];
    await expect.poll(() => titles(now)).toEqual(dragged);
    await page.setViewportSize({ width: 1440, height: 900 });

    // It stands so on the server, too, and no board has changed.
    await page.reload();
    await expect.poll(() => titles(lane(page, "Now"))).toEqual(dragged);
    const after = await Promise.all(boards.map((board) => orderOf(mira, board.id)));
    expect(after).toEqual(before);
    await checkAxe(page, "my board");
});

test("shows one board alone, and takes down what is to be done", async () => {
    const { page } = mira;
    await page.getByRole("button", { name: "All boards" }).click();
    await page.getByRole("menuitem", { name: new RegExp(`^${NAMES[1]}`) }).click();
    await expect(page).toHaveURL(/show=boa_/);
    await expect(page.getByRole("link", { name: `${NAMES[0]}: first` })).toBeHidden();
    await expect(page.getByRole("link", { name: `${NAMES[1]}: first` })).toBeVisible();
    await page.goto("/my-board");
    await expect(page.getByRole("link", { name: `${NAMES[0]}: first` })).toBeVisible();
    await page.keyboard.press("t");
    await page.getByLabel("What is to be done?").fill("Call the harbour office");
    await page.keyboard.press("Enter");
    await expect(
        lane(page, "Inbox").getByRole("link", { name: "Call the harbour office" }),
    ).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByLabel("What is to be done?")).toBeHidden();
});

test("what is snoozed wakes by itself", async () => {
    const { page } = mira;
    await focusCard(page, "Call the harbour office");
    await page.keyboard.press("6");
    const dialog = page.getByRole("dialog", { name: "Not now: when?" });
    await dialog.getByRole("button", { name: /^Tomorrow/ }).click();
    const snoozed = lane(page, "Snoozed");
    await expect(snoozed.getByRole("link", { name: "Call the harbour office" })).toBeVisible();
    await expect(card(page, "Call the harbour office")).toContainText("wakes ");
    await moveClock(mira, 48 * 60);
    await expect(
        lane(page, "Inbox").getByRole("link", { name: "Call the harbour office" }),
    ).toBeVisible({ timeout: 20_000 });
});

test("a slow task asks its owner, and nobody else, for the next step", async () => {
    const [board] = boards;
    const [task] = tasks;
    const doing = board?.columns.find((one) => one.name === "Doing")?.id;
    const helper = await idByName(ben, "Ben Krause");
    const version = (await call<{ task: { version: number } }>(mira, "GET", `/tasks/${task?.id}`))
        .task.version;
    const match = { "If-Match": `"${version}"` };
    await call(mira, "PATCH", `/tasks/${task?.id}`, { helpers: [helper] }, match);
    await call(mira, "PUT", `/boards/${board?.id}/cards/${task?.id}`, { column: doing });
    await moveClock(mira, 60 * 26);

    const { page } = mira;
    await page.goto("/my-board");
    const slow = card(page, `${NAMES[0]}: first`);
    // One card asks openly; the others say so in a line that opens.
    const step = slow.getByLabel("What is the next step?");
    const line = slow.getByRole("button", { name: /^(No step|Nothing)/ });
    await expect(step.or(line)).toBeVisible({ timeout: 20_000 });
    if (await line.isVisible()) await line.click();
    await expect(step).toBeVisible();
    await expect(slow).toContainText("Cards usually leave Doing after 1 h");
    await expect(slow).toContainText("Only you see this.");
    await expect(page.getByRole("button", { name: /stands? still/ })).toBeVisible();
    await checkAxe(page, "a slow task");

    await openMyBoard(ben);
    await expect(card(ben.page, `${NAMES[0]}: first`)).toBeVisible();
    await expect(
        card(ben.page, `${NAMES[0]}: first`).getByLabel("What is the next step?"),
    ).toBeHidden();

    await slow.getByLabel("What is the next step?").fill("Ask Luis for the curve");
    await slow.getByRole("button", { name: "Save step" }).click();
    await expect(slow.getByLabel("What is the next step?")).toBeHidden();
    await expect(slow).toContainText("Ask Luis for the curve");
    interface History {
        items: { change: string; step?: string }[];
    }
    const { items } = await call<History>(mira, "GET", `/tasks/${task?.id}/history`);
    expect(items.find((one) => one.change === "next_step")?.step).toBe("Ask Luis for the curve");
});

test("the weekly walk goes through all of it by keyboard, and ends", async () => {
    const { page } = mira;
    await page.getByRole("button", { name: "Weekly walk" }).click();
    await expect(page.getByRole("heading", { name: "Weekly walk", level: 1 })).toBeVisible();
    const heading = page.getByRole("main").getByRole("heading", { level: 2 });
    const place = page.getByText(/^\d+ of \d+$/);
    await expect(place).toHaveText(/^1 of /);
    await checkAxe(page, "the walk");
    const count = Number((await place.textContent())?.split(" ").at(-1));
    const open = new Set(["step", "done", "snoozed", "let go"]);
    for (let at = 1; at <= count; at += 1) {
        await expect(place).toHaveText(new RegExp(`^${at} of `));
        const title = (await heading.textContent()) ?? "";
        const mine = /: (first|second)$|harbour office$/.test(title);
        if (mine && open.delete("step")) {
            await page.keyboard.press("s");
            await page.getByLabel("What is the next step?").fill("Write to Ana");
            await page.keyboard.press("Enter");
        } else if (mine && open.delete("done")) await page.keyboard.press("e");
        else if (mine && open.delete("snoozed")) {
            await page.keyboard.press("l");
            await expect(page.getByRole("button", { name: /^Next month/ })).toBeVisible();
            await page.keyboard.press("1");
        } else if (mine && open.delete("let go")) {
            await page.keyboard.press("x");
            await page.getByRole("button", { name: "Let go", exact: true }).press("Enter");
        } else await page.keyboard.press("ArrowRight");
    }
    await expect(page.getByRole("heading", { name: "That was all of it." })).toBeFocused();
    const end = page.getByRole("main");
    for (const words of ["1 next step", "1 done", "1 snoozed", "1 let go"]) {
        await expect(end.getByText(words, { exact: true })).toBeVisible();
    }
    await checkAxe(page, "the end of the walk");
    await page.getByRole("button", { name: "Back to my board" }).last().click();
    await expect(page.getByRole("region", { name: "Done this week" })).toContainText("1");
});

test("today holds what is planned, and is finished when that is done", async () => {
    const { page } = mira;
    await focusCard(page, `${NAMES[2]}: first`);
    await page.keyboard.press("d");
    await expect(card(page, `${NAMES[2]}: first`)).toContainText("planned");
    await expect(page.getByText("On today’s plan.")).toBeVisible();
    await page.goto("/today");
    const section = page.getByRole("region", { name: "My tasks" });
    await expect(section.getByRole("link", { name: `${NAMES[2]}: first` })).toBeVisible();
    await expect(section).toContainText(/left/);
    await checkAxe(page, "today");
    await section.getByRole("button", { name: `Done: ${NAMES[2]}: first` }).click();
    await expect(
        section.getByRole("button", { name: `Open again: ${NAMES[2]}: first` }),
    ).toBeVisible();
});

test("a blocker on a task warns the owner of what waits on it", async () => {
    const { page } = mira;
    const board = boards[1]?.id;
    const title = "Order the moorings";
    const first = await makeTask(mira, { title, owner: await idOf(mira), board });
    const ben_ = await idByName(mira, "Ben Krause");
    const due = { at: new Date((await clockOf(mira)) + 20 * 3_600_000).toISOString() };
    const next = { title: "Lay the moorings", owner: ben_, board, due, waits_on: [first.id] };
    await makeTask(mira, next);
    await page.goto(`/tasks/${first.id}`);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "I am blocked" }).click();
    const dialog = page.getByRole("dialog", { name: "What stops this task?" });
    await dialog.getByRole("textbox").fill("The yard is on strike");
    await dialog.getByRole("textbox").press("Enter");
    await expect(page.getByRole("main").getByText("The yard is on strike").first()).toBeVisible();

    await ben.page.goto("/");
    const risk = ben.page
        .getByRole("listitem")
        .filter({ hasText: "waits on something that is blocked" });
    await expect(risk.first()).toContainText("Lay the moorings", { timeout: 20_000 });
    await mira.page.goto("/blockers");
    const line = page
        .getByRole("main")
        .getByRole("listitem")
        .filter({ hasText: "The yard is on strike" });
    await expect(line.first()).toContainText("Lay the moorings");
    await checkAxe(page, "blockers");
});

test("on a phone one lane is seen at a time, and picked by name", async ({ browser }) => {
    const context = await browser.newContext({
        baseURL: server.url,
        viewport: { width: 390, height: 844 },
        storageState: await mira.context.storageState(),
    });
    const page = await context.newPage();
    await page.goto("/my-board");
    const picker = page.getByRole("navigation", { name: "Lanes" });
    await expect(picker.getByRole("button", { name: /^Now/ })).toHaveAttribute(
        "aria-current",
        "true",
    );
    await picker.getByRole("button", { name: /^Waiting/ }).click();
    await expect(lane(page, "Waiting")).toBeInViewport({ ratio: 0.5 });
    await expect(picker.getByRole("button", { name: /^Waiting/ })).toHaveAttribute(
        "aria-current",
        "true",
    );
    await checkAxe(page, "my board on a phone");
    await page.goto("/blockers");
    await expect(page.getByRole("region", { name: "What blocked most" })).toBeVisible();
    await checkAxe(page, "blockers on a phone");
    await context.close();
});
