// The Inbox, Today and Later in the sample organisation: every way a request can go, by keyboard.
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { type Server, startServer } from "./server";

const PASSWORD = "river-keep-2026";

let server: Server;
let mira: Page;

async function enter(browser: Browser, email: string): Promise<Page> {
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    const answer = await page.request.post("/api/v1/sign-in", {
        data: { email, password: PASSWORD },
    });
    expect(answer.ok()).toBe(true);
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Inbox", level: 1 })).toBeVisible();
    return page;
}

test.beforeAll(async ({ browser }) => {
    test.setTimeout(120_000);
    server = await startServer();
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    await page.goto("/");
    await page.getByRole("button", { name: "Try it with a sample team" }).click();
    await expect(page.getByRole("button", { name: /^Go in as / })).toBeVisible({ timeout: 60_000 });
    await context.close();
    mira = await enter(browser, "mira@riverkeep.example");
});

test.afterAll(async () => {
    await mira.context().close();
    await server.stop();
});

function pile(page: Page, name: string): Locator {
    return page.getByRole("region", { name, exact: true });
}

/** The row that has the selection. */
function selected(page: Page): Locator {
    return page.locator("[data-row][aria-current=true]");
}

/** Moves the selection to a row with these words: up to the first, then down. */
async function moveTo(page: Page, words: RegExp): Promise<void> {
    const rows = await page.locator("[data-row]").count();
    for (let step = 0; step < rows; step += 1) await page.keyboard.press("k");
    for (let step = 0; step < rows; step += 1) {
        if (words.test((await selected(page).textContent()) ?? "")) return;
        await page.keyboard.press("j");
    }
    throw new Error(`no row says ${words}`);
}

/** Chooses an offered time by its number. */
async function choose(dialog: Locator, number: string): Promise<void> {
    await expect(dialog.getByRole("group").getByRole("button").first()).toBeFocused();
    await dialog.page().keyboard.press(number);
    await expect(dialog).toBeHidden();
}

test("a request is due on both clocks", async () => {
    const row = pile(mira, "Waiting on me").getByRole("button", { name: /Osaka travel cost/ });
    await expect(row).toContainText(/in \d+ min/);
    await expect(row).toContainText("for Nia");
});

test("L puts a request off, the asker sees the new time", async ({ browser }) => {
    await moveTo(mira, /Osaka travel cost/);
    await mira.keyboard.press("l");
    const dialog = mira.getByRole("dialog", { name: "Answer later" });
    await expect(dialog).toContainText("for Nia");
    await choose(dialog, "2");
    await expect(mira.getByText(/^Due .+ now\. Nia sees it\.$/)).toBeVisible();
    const nia = await enter(browser, "nia@riverkeep.example");
    await nia.getByRole("tab", { name: /Waiting on others/ }).click();
    await expect(
        pile(nia, "Waiting on others").getByRole("button", { name: /Osaka travel cost/ }),
    ).toContainText(/in \d+ (h|day)|in 1 day/);
    await nia.context().close();
});

test("D hands a request to somebody who can read it there", async () => {
    const rows = pile(mira, "Waiting on me").getByRole("listitem");
    const before = await rows.count();
    await moveTo(mira, /merge the confirmed drain/);
    await mira.keyboard.press("d");
    const dialog = mira.getByRole("dialog", { name: "Hand it to somebody else" });
    await dialog.getByLabel("To whom").fill("lu");
    await expect(dialog.getByRole("button", { name: "Hand to Luis" })).toBeVisible();
    await mira.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(rows).toHaveCount(before - 1);
    await expect(pile(mira, "Done")).toContainText("handed to Luis");
});

test("W opens the decision behind the due instant", async () => {
    await moveTo(mira, /review chapter 3/);
    await mira.keyboard.press("w");
    await expect(mira).toHaveURL(/\/why\/request\/req_/);
    await mira.goBack();
    await expect(mira.getByRole("heading", { name: "Inbox", level: 1 })).toBeVisible();
});

test("who waits can give more time, ask somebody else, and withdraw", async () => {
    await mira.getByRole("tab", { name: /Waiting on others/ }).click();
    const rows = pile(mira, "Waiting on others").getByRole("listitem");
    const before = await rows.count();
    expect(before).toBeGreaterThan(2);
    await moveTo(mira, /go through the list once more/);
    await mira.keyboard.press("l");
    const dialog = mira.getByRole("dialog", { name: "More time for Ben" });
    await choose(dialog, "1");
    await expect(mira.getByText(/^Ben has until .+ now\.$/)).toBeVisible();
    await mira.keyboard.press("d");
    const other = mira.getByRole("dialog", { name: "Ask somebody else" });
    await other.getByLabel("To whom").fill("dele");
    await mira.keyboard.press("Enter");
    await expect(mira.getByText("Dele has it now.")).toBeVisible();
    await expect(rows.filter({ hasText: "go through the list" })).toContainText("Dele");
    const withdrawn = rows.filter({ hasText: "For when you are back" });
    await withdrawn.getByRole("button").first().click();
    await mira
        .getByRole("complementary", { name: "Selected" })
        .getByRole("button", { name: "Withdraw", exact: true })
        .click();
    await expect(withdrawn).toHaveCount(0);
    await mira.getByRole("tab", { name: /Waiting on me/ }).click();
});

test("an overdue request is offered back to who waits, and put away", async () => {
    const notice = pile(mira, "Notices")
        .getByRole("listitem")
        .filter({ hasText: "Dele has not answered yet" });
    await expect(notice).toContainText("printer in Chicago");
    for (const name of ["Ask somebody else", "More time", "Withdraw"]) {
        await expect(notice.getByRole("button", { name, exact: true }).first()).toBeVisible();
    }
    await notice.getByRole("button", { name: "More time", exact: true }).first().click();
    const dialog = mira.getByRole("dialog", { name: "More time for Dele" });
    await choose(dialog, "1");
    await expect(notice).toHaveCount(0);
    await mira.getByRole("tab", { name: /Waiting on others/ }).click();
    const row = pile(mira, "Waiting on others").getByRole("button", { name: /printer in Chicago/ });
    await expect(row).not.toContainText("Overdue");
    await mira.getByRole("tab", { name: /Waiting on me/ }).click();
});

test("the order rests while the keys are in the list, E goes on to the next row", async () => {
    const fresh = pile(mira, "New").getByRole("listitem");
    const before = await fresh.count();
    expect(before).toBeGreaterThan(2);
    const second = (await fresh.nth(1).locator("[data-row]").getAttribute("id")) ?? "";
    await fresh.nth(0).locator("[data-row]").click();
    await mira.keyboard.press("e");
    await expect(fresh).toHaveCount(before - 1);
    await expect(selected(mira)).toHaveAttribute("id", second);
    await expect(selected(mira)).toBeFocused();
    await mira.keyboard.press("l");
    const dialog = mira.getByRole("dialog", { name: "Remind me" });
    await choose(dialog, "1");
    await expect(mira.getByText(/^You are reminded /)).toBeVisible();
});

test("Later: a reminder of one's own, another time for it, done", async () => {
    await mira.goto("/later");
    const reminders = pile(mira, "Reminders").getByRole("listitem");
    await expect(reminders.first()).toBeVisible();
    const before = await reminders.count();
    await mira.getByRole("button", { name: "New reminder" }).click();
    const dialog = mira.getByRole("dialog", { name: "Remind me" });
    await dialog.getByLabel("Of what").fill("Ask about the heating");
    await dialog.getByRole("button", { name: "Only keep it" }).click();
    const kept = pile(mira, "Kept")
        .getByRole("listitem")
        .filter({ hasText: "Ask about the heating" });
    await expect(kept).toBeVisible();
    await kept.getByRole("button", { name: "Remind me" }).click();
    await mira
        .getByRole("dialog", { name: "Remind me" })
        .getByRole("button", { name: /^In an hour/ })
        .click();
    await expect(reminders).toHaveCount(before + 1);
    await mira.getByRole("button", { name: "Done: Ask about the heating" }).click();
    await expect(reminders).toHaveCount(before);
});

test("Later: a scheduled message is changed, sent now, or not at all", async () => {
    const rows = pile(mira, "Scheduled messages").getByRole("listitem");
    await expect(rows.first()).toBeVisible();
    const before = await rows.count();
    const topic = await mira.evaluate(async () => {
        const snapshot = await (await fetch("/api/v1/snapshot")).json();
        const one = snapshot.topics.find((row: { title: string }) =>
            row.title.startsWith("Antennas"),
        );
        const at = new Date(Date.now() + 20 * 3_600_000).toISOString();
        for (const text of ["first of two", "second of two"]) {
            const answer = await fetch(`/api/v1/topics/${one.id}/scheduled`, {
                method: "POST",
                headers: {
                    "Content-Type": "application/json",
                    "Idempotency-Key": text.replaceAll(" ", "-"),
                },
                body: JSON.stringify({ text, later: { choice: "at", at } }),
            });
            if (!answer.ok) throw new Error(await answer.text());
        }
        return one.id as string;
    });
    await expect(rows).toHaveCount(before + 2);
    const first = rows.filter({ hasText: "first of two" });
    await first.getByRole("button", { name: "Edit" }).click();
    const dialog = mira.getByRole("dialog", { name: /^Scheduled in Antennas/ });
    await dialog.getByLabel("Message").fill("first, changed");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(rows.filter({ hasText: "first, changed" })).toBeVisible();
    await rows.filter({ hasText: "second" }).getByRole("button", { name: /more/i }).click();
    await mira.getByRole("menuitem", { name: "Do not send" }).click();
    await expect(rows).toHaveCount(before + 1);
    const changed = rows.filter({ hasText: "first, changed" });
    await changed.getByRole("button", { name: /more/i }).click();
    await mira.getByRole("menuitem", { name: "Send now" }).click();
    await expect(rows).toHaveCount(before);
    await mira.goto(`/topic/${topic}`);
    await expect(mira.getByRole("article").filter({ hasText: "first, changed" })).toBeVisible();
});

test("Today can be finished", async () => {
    // How a check-in is answered is told elsewhere.
    await mira.evaluate(async () => {
        interface Question {
            kind: string;
        }
        const snapshot = await (await fetch("/api/v1/snapshot")).json();
        for (const { check_in, date } of snapshot.turns) {
            const asked = snapshot.check_ins.find((one: { id: string }) => one.id === check_in);
            const said = asked.questions.map(({ kind }: Question) =>
                kind === "mood" ? { mood: 4 } : { text: "The budget." },
            );
            const answer = await fetch(`/api/v1/check-ins/${check_in}/reports/${date}/answer`, {
                method: "PUT",
                headers: { "Content-Type": "application/json" },
                body: JSON.stringify({ said, blocked: false }),
            });
            if (!answer.ok) throw new Error(await answer.text());
        }
    });
    await mira.goto("/today");
    const due = pile(mira, "Due requests");
    const open = due.getByRole("button", { name: /^Acknowledge: / });
    await expect(open.first()).toBeVisible();
    for (let left = await open.count(); 0 < left; left -= 1) {
        await open.first().click();
        await expect(open).toHaveCount(left - 1);
    }
    await expect(due.getByRole("button", { name: /^Done: / }).first()).toBeDisabled();
    await expect(mira.getByText(/^That is all for today\./)).toBeVisible();
});
