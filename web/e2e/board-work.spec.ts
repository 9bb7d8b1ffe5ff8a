// How a team works with its board: lanes, a column longer than the page, settings, iterations, templates, files on a
// task, tasks that come again, a phone.
import { type Browser, expect, type Locator, test } from "@playwright/test";
import { accept, invitationLink, type Somebody, setUp, somebody } from "./people";
import { call, idOf } from "./sample";
import { type Server, startServer } from "./server";

interface Board {
    id: string;
    name: string;
    columns: { id: string; name: string }[];
}

interface Kept {
    owner: string | null;
    priority: string;
    stage: string;
}

let server: Server;
let mira: Somebody;
let ben: Somebody;
let miraId = "";
let benId = "";
let channel = "";

test.beforeAll(async ({ browser }: { browser: Browser }) => {
    server = await startServer();
    mira = await somebody(browser, server, "Mira Lindqvist");
    ben = await somebody(browser, server, "Ben Acheson");
    await setUp(mira, "Riverkeep");
    await accept(ben, await invitationLink(mira));
    [miraId, benId] = [await idOf(mira), await idOf(ben)];
    const body = { kind: "public", name: "Firmware", members: [benId] };
    channel = (await call<{ id: string }>(mira, "POST", "/channels", body)).id;
});

test.afterAll(async () => {
    await mira.context.close();
    await ben.context.close();
    await server.stop();
});

function makeBoard(name: string, more: Record<string, unknown> = {}): Promise<Board> {
    return call<Board>(mira, "POST", "/boards", { channel, name, ...more });
}

async function makeTask(board: Board, title: string, more: Record<string, unknown> = {}) {
    const body = { title, board: board.id, ...more };
    return (await call<{ task: { id: string } }>(mira, "POST", "/tasks", body)).task.id;
}

async function open({ page }: Somebody, board: Board, query = ""): Promise<void> {
    await page.goto(`/boards/${board.id}${query}`);
    await expect(page.getByRole("heading", { name: board.name, level: 1 })).toBeVisible();
}

/** Where a lane and a column meet. */
function cell({ page }: Somebody, lane: string, column: string): Locator {
    return page.getByRole("region", { name: `${lane}, ${column}`, exact: true });
}

function column({ page }: Somebody, name: string): Locator {
    return page.getByRole("region", { name: new RegExp(`^${name}, `) });
}

function card(where: Locator, title: string): Locator {
    return where.getByRole("article").filter({ hasText: title });
}

function titles(where: Locator): Promise<string[]> {
    return where.getByRole("article").getByRole("link").allTextContents();
}

test("a card dragged into another lane is that person's, in that column", async () => {
    const board = await makeBoard("Lanes");
    const task = await makeTask(board, "Sign the build", { owner: miraId });
    await makeTask(board, "Write the note", { owner: benId, priority: "high" });
    await open(mira, board, "?lanes=owner");
    await open(ben, board, "?lanes=owner");
    const moved = card(cell(mira, "Mira Lindqvist", "To do"), "Sign the build");
    await moved.dragTo(cell(mira, "Ben Acheson", "Doing"));
    await expect(card(cell(mira, "Ben Acheson", "Doing"), "Sign the build")).toBeVisible();
    await expect(card(cell(ben, "Ben Acheson", "Doing"), "Sign the build")).toBeVisible();
    const { task: kept } = await call<{ task: { owner: string; stage: string } }>(
        mira,
        "GET",
        `/tasks/${task}`,
    );
    expect([kept.owner, kept.stage]).toEqual([benId, "doing"]);

    await open(mira, board, "?lanes=priority");
    await card(cell(mira, "Normal", "Doing"), "Sign the build").dragTo(
        card(cell(mira, "High", "To do"), "Write the note"),
        { targetPosition: { x: 20, y: 4 } },
    );
    await expect
        .poll(() => titles(cell(mira, "High", "To do")))
        .toEqual(["Sign the build", "Write the note"]);
    // Within its lane it only changes its place.
    await card(cell(mira, "High", "To do"), "Sign the build").dragTo(
        card(cell(mira, "High", "To do"), "Write the note"),
        { targetPosition: { x: 20, y: 60 } },
    );
    await expect
        .poll(() => titles(cell(mira, "High", "To do")))
        .toEqual(["Write the note", "Sign the build"]);
});

test("a card goes into a lane that was empty, by pointer and by “Move to …”", async () => {
    const { page } = mira;
    const board = await makeBoard("Empty lanes");
    const task = await makeTask(board, "Flush the tank", { owner: miraId });
    const kept = async () => {
        const detail = await call<{ task: Kept }>(mira, "GET", `/tasks/${task}`);
        const { owner, priority, stage } = detail.task;
        return [owner, priority, stage];
    };
    await open(mira, board, "?lanes=priority");
    const lanes = page.getByRole("main").getByRole("heading", { level: 3 });
    await expect(lanes).toHaveText(["Highest 0", "High 0", "Normal 1", "Low 0"]);
    await card(cell(mira, "Normal", "To do"), "Flush the tank").dragTo(cell(mira, "Low", "Doing"));
    await expect(card(cell(mira, "Low", "Doing"), "Flush the tank")).toBeVisible();
    await expect.poll(kept).toEqual([miraId, "low", "doing"]);

    // Who has no card has no lane, until one may be given to them.
    await open(mira, board, "?lanes=owner");
    const moved = card(cell(mira, "Mira Lindqvist", "Doing"), "Flush the tank");
    await expect(moved).toBeVisible();
    await expect(lanes).toHaveText(["Mira Lindqvist 1"]);
    const from = await moved.boundingBox();
    if (!from) throw new Error("the card is not shown");
    await page.mouse.move(from.x + 40, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 40, { steps: 4 });
    await expect(lanes).toHaveText(["Mira Lindqvist 1", "Ben Acheson 0", "Nobody 0"]);
    const to = await cell(mira, "Ben Acheson", "To do").boundingBox();
    if (!to) throw new Error("the lane is not shown");
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
    await page.mouse.up();
    await expect(card(cell(mira, "Ben Acheson", "To do"), "Flush the tank")).toBeVisible();
    await expect(lanes).toHaveText(["Ben Acheson 1"]);
    await expect.poll(kept).toEqual([benId, "low", "not_started"]);

    await page.getByRole("link", { name: /^Flush the tank/ }).focus();
    await page.keyboard.press("m");
    const dialog = page.getByRole("dialog", { name: "Move “Flush the tank” to …" });
    await dialog.getByLabel("Lane").selectOption({ label: "Nobody" });
    await dialog.getByRole("button", { name: /^Done/ }).click();
    await expect(lanes).toHaveText(["Nobody 1"]);
    await expect.poll(kept).toEqual([null, "low", "done"]);
});

test("many tasks come into an iteration at once", async () => {
    const { page } = mira;
    const board = await makeBoard("Many");
    for (const title of ["Antenna", "Casing"]) await makeTask(board, title);
    const body = { name: "Week 48", first: "2036-11-24", last: "2036-11-28" };
    await call(mira, "POST", `/boards/${board.id}/iterations`, body);
    await open(mira, board);
    for (const title of ["Antenna", "Casing"]) {
        await page.getByRole("link", { name: title, exact: true }).focus();
        await page.keyboard.press("x");
    }
    const bulk = page.getByRole("region", { name: "Chosen tasks" });
    await bulk.getByLabel("Iteration …").selectOption({ label: "Week 48" });
    await expect(bulk).toHaveCount(0);
    await page.getByRole("button", { name: "Start it" }).click();
    await expect(page.getByRole("main").getByText("2 planned")).toBeVisible();
    await expect.poll(() => titles(column(mira, "To do"))).toEqual(["Antenna", "Casing"]);
});

test("a lane that refuses a card gives it back, and says why", async () => {
    const { page } = mira;
    const board = await makeBoard("Refusals");
    for (const title of ["Write the note", "Sign the build"])
        await makeTask(board, title, { priority: "high" });
    await makeTask(board, "Call Osaka");
    await open(mira, board, "?lanes=priority");
    await page.route("**/api/v1/tasks/*", (route) => {
        if (route.request().method() !== "PATCH") return route.fallback();
        const problem = { type: "about:blank", title: "No", status: 403, code: "not_allowed" };
        return route.fulfill({
            status: 403,
            contentType: "application/problem+json",
            body: JSON.stringify({ ...problem, detail: "Nobody may do this today." }),
        });
    });
    await page.getByRole("link", { name: /^Sign the build/ }).focus();
    await page.keyboard.press("m");
    const dialog = page.getByRole("dialog", { name: "Move “Sign the build” to …" });
    await expect(dialog.getByLabel("Lane")).toHaveValue("high");
    await dialog.getByLabel("Lane").selectOption({ label: "Normal" });
    await dialog.getByRole("button", { name: /^Doing/ }).click();
    await expect(
        page.getByText("“Sign the build” went back: Nobody may do this today."),
    ).toBeVisible();
    await expect
        .poll(() => titles(cell(mira, "High", "To do")))
        .toEqual(["Write the note", "Sign the build"]);
    await page.unroute("**/api/v1/tasks/*");
});

test("what is dragged to the foot of a long column scrolls it", async () => {
    const board = await makeBoard("Long");
    for (let number = 1; number <= 30; number += 1) await makeTask(board, `Valve ${number}`);
    const { page } = mira;
    await open(mira, board);
    const first = card(column(mira, "To do"), "Valve 1").first();
    const last = column(mira, "To do").getByRole("link", { name: "Valve 30", exact: true });
    await expect(first).toBeVisible();
    await expect(last).toHaveCount(0);
    const [from, list] = [await first.boundingBox(), await column(mira, "To do").boundingBox()];
    if (!from || !list) throw new Error("nothing is shown");
    await page.mouse.move(from.x + 40, from.y + 20);
    await page.mouse.down();
    // Above the line that adds a card, held there.
    const foot = list.y + list.height - 60;
    await page.mouse.move(from.x + 40, foot - 20, { steps: 4 });
    await page.mouse.move(from.x + 40, foot, { steps: 4 });
    await expect(last).toBeInViewport();
    const endOf = async () => {
        const below = await last.boundingBox();
        return below ? below.y + below.height : Number.POSITIVE_INFINITY;
    };
    await expect.poll(endOf).toBeLessThan(list.y + list.height);
    await page.mouse.move(from.x + 40, await endOf(), { steps: 3 });
    await page.mouse.up();
    await expect.poll(async () => (await titles(column(mira, "To do"))).at(-1)).toBe("Valve 1");
});

test("columns, their limits, usual times and roles are the board's own", async () => {
    const { page } = mira;
    const board = await makeBoard("Shop");
    for (const title of ["Page", "Prices"]) await makeTask(board, title);
    await page.goto(`/boards/${board.id}/settings`);
    const columns = page.getByRole("region", { name: "Columns" });
    const row = (index: number) => columns.getByRole("listitem").nth(index);
    await row(0).getByLabel("Column").fill("Ideas");
    await row(0).getByLabel("Most").fill("1");
    await row(0).getByLabel("Usual time").fill("3 h");
    await row(2).getByRole("button", { name: "Remove Review" }).click();
    await columns.getByRole("button", { name: "Add a column" }).click();
    await row(3).getByLabel("Column").fill("Tested");
    await row(3).getByRole("button", { name: "Move Tested up" }).click();
    await columns.getByRole("button", { name: "Save" }).click();
    await expect(columns.getByRole("button", { name: "Save" })).toHaveCount(0);
    const roles = page.getByRole("region", { name: "Who is what" });
    await roles.getByLabel("Add who decides").selectOption({ label: "Ben Acheson" });
    await expect(roles.getByRole("listitem").filter({ hasText: "Ben Acheson" })).toHaveCount(1);

    await open(ben, board);
    const heads = ben.page.getByRole("main").getByRole("heading", { level: 2 });
    await expect(heads).toHaveText(["Ideas", "Doing", "Tested", "Done"]);
    await expect(column(ben, "Ideas")).toContainText("2 of 1");
    await card(column(ben, "Ideas"), "Page").dragTo(column(ben, "Tested"));
    await expect(column(ben, "Ideas")).toContainText("1 of 1");
    await expect(column(ben, "Ideas")).toContainText("3 h");
});

test("an iteration is planned, started, and closed with what is carried over", async () => {
    const { page } = mira;
    const board = await makeBoard("Weeks");
    const tasks = [await makeTask(board, "Antenna"), await makeTask(board, "Casing")];
    await page.goto(`/boards/${board.id}/settings`);
    const plan = async (name: string) => {
        const dialog = page.getByRole("dialog", { name: "Plan an iteration" });
        await dialog.getByLabel("Name").fill(name);
        await dialog.getByRole("button", { name: "Save" }).click();
        await expect(dialog).toHaveCount(0);
    };
    await page.getByRole("button", { name: "Plan an iteration" }).click();
    await plan("Week 48");
    await open(mira, board);
    // By hand from the task, which stays where it stands.
    await page.getByRole("link", { name: /^Antenna/ }).click();
    const pane = page.getByRole("complementary", { name: "Task" });
    await pane.getByLabel("Iteration on Weeks").selectOption({ label: "Week 48" });
    await pane.getByRole("button", { name: "Close the task" }).click();
    await expect.poll(() => titles(column(mira, "To do"))).toEqual(["Antenna", "Casing"]);
    await page.getByRole("link", { name: /^Casing/ }).click();
    await pane.getByLabel("Iteration on Weeks").selectOption({ label: "Week 48" });
    await expect(pane.getByLabel("Iteration on Weeks")).not.toHaveValue("");
    await page.getByRole("button", { name: "Start it" }).click();
    const bar = page.getByRole("main");
    await expect(bar.getByText("2 planned")).toBeVisible();
    const done = board.columns.at(-1)?.id;
    await call(mira, "PUT", `/boards/${board.id}/cards/${tasks[0]}`, { column: done });
    await expect(bar.getByText("1 finished")).toBeVisible();

    await page.getByRole("button", { name: "More about the iteration" }).click();
    await page.getByRole("menuitem", { name: "Plan the next one" }).click();
    await plan("Week 49");
    await page.getByRole("button", { name: "Close it" }).click();
    const close = page.getByRole("dialog", { name: "Close Week 48" });
    await expect(close.getByRole("listitem")).toHaveText(["Casing"]);
    await expect(close.getByRole("combobox")).toHaveText(/Week 49/);
    await close.getByRole("button", { name: "Close it" }).click();
    await expect(close).toHaveCount(0);
    await expect(bar.getByText("Week 49", { exact: true })).toBeVisible();
    await open(mira, board, `?task=${tasks[1]}`);
    await expect(pane.getByLabel("Iteration on Weeks").locator("option:checked")).toHaveText(
        "Week 49",
    );
});

test("a template is kept of a board, begins another, and is deleted by who kept it", async () => {
    const { page } = ben;
    const columns = [
        { name: "Asked", stage: "not_started" },
        { name: "Answered", stage: "done" },
    ];
    const board = await makeBoard("Questions", { columns });
    await page.goto(`/boards/${board.id}/settings`);
    const section = page.getByRole("region", { name: "Use it as a template" });
    await section.getByLabel("Name of the template").fill("Questions and answers");
    await section.getByRole("button", { name: "Save as a template" }).click();
    await expect(section.getByRole("listitem")).toContainText("Asked · Answered");

    // Who opens the dialog before the channels are there has them a moment later.
    let release = () => {};
    const held = new Promise<void>((done) => {
        release = done;
    });
    await page.route("**/api/v1/snapshot*", async (route) => {
        await held;
        await route.continue();
    });
    await page.goto("/boards");
    await page.getByRole("button", { name: "New board" }).first().click();
    release();
    const dialog = page.getByRole("dialog", { name: "New board" });
    await dialog.getByText("Questions and answers").click();
    await dialog.getByLabel("Name").fill("More questions");
    await dialog.getByRole("button", { name: "Make the board" }).click();
    await expect(page.getByRole("heading", { name: "More questions", level: 1 })).toBeVisible();
    await expect(column(ben, "Answered")).toBeVisible();
    await page.unroute("**/api/v1/snapshot*");

    await page.goto(`/boards/${board.id}/settings`);
    await section
        .getByRole("button", { name: "Delete the template Questions and answers" })
        .click();
    await expect(section.getByRole("listitem")).toHaveCount(0);
    await page.goto("/boards");
    await page.getByRole("button", { name: "New board" }).first().click();
    await expect(dialog.getByText("Simple flow")).toBeVisible();
    await expect(dialog.getByText("Questions and answers")).toHaveCount(0);
    await page.keyboard.press("Escape");
});

test("a file hangs on a task until it is taken off", async () => {
    const { page } = mira;
    const board = await makeBoard("Files");
    await makeTask(board, "Data sheet");
    await open(mira, board);
    await page.getByRole("link", { name: /^Data sheet/ }).click();
    const pane = page.getByRole("complementary", { name: "Task" });
    const files = pane.getByRole("region", { name: "Files" });
    await files.locator("input[type=file]").setInputFiles({
        name: "curve.csv",
        mimeType: "text/csv",
        buffer: Buffer.from("4,1.9\n"),
    });
    await expect(files.getByText("curve.csv")).toBeVisible();
    await open(ben, board, "?view=board");
    await expect(card(column(ben, "To do"), "Data sheet")).toContainText("1");
    await files.getByRole("button", { name: "Remove curve.csv" }).click();
    await expect(files.getByText("curve.csv")).toHaveCount(0);
    await expect(card(column(ben, "To do"), "Data sheet")).not.toContainText("1");
});

test("a task that comes again stands on the board anew when it is finished", async () => {
    const { page } = mira;
    const board = await makeBoard("Rounds");
    await makeTask(board, "Grease the valves", { owner: miraId, due: { day: "2036-11-24" } });
    await open(mira, board);
    await page.getByRole("link", { name: /^Grease the valves/ }).click();
    const pane = page.getByRole("complementary", { name: "Task" });
    await pane.getByRole("button", { name: "Repeats: never" }).click();
    await page.getByRole("combobox", { name: "Repeats" }).selectOption({ label: "Every week" });
    await page.keyboard.press("Escape");
    await expect(pane.getByRole("button", { name: /^Repeats: every week on Mon/ })).toBeVisible();
    await pane.getByRole("button", { name: "Done", exact: true }).click();
    await expect(card(column(mira, "Done"), "Grease the valves")).toBeVisible();
    const next = card(column(mira, "To do"), "Grease the valves");
    await expect(next).toContainText(/1 Dec/);
    await expect(next).toHaveCount(1);
});

test("by touch a card has its way to another column on it", async ({ browser }) => {
    const board = await makeBoard("Phone");
    await makeTask(board, "Call Osaka");
    const context = await browser.newContext({
        baseURL: server.url,
        storageState: await mira.context.storageState(),
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
    });
    const page = await context.newPage();
    const phone = { ...mira, context, page };
    await open(phone, board);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await page.getByRole("button", { name: "Move “Call Osaka” to …" }).tap();
    await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Doing/ })
        .tap();
    await expect(column(phone, "Doing")).toContainText("Call Osaka");
    await context.close();
});
