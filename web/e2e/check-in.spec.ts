// A check-in that three people in three zones answer, each in their own day, and its one report.
import { expect, type Locator, test } from "@playwright/test";
import { noViolations } from "./axe";
import type { Somebody } from "./people";
import { fillSample, moveClock, moveToWednesday, sampled, sayHours } from "./sample";
import { type Server, startServer } from "./server";

const TITLE = "What three of us do";

let server: Server;
let mira: Somebody;
let ana: Somebody;
let luis: Somebody;

test.describe.configure({ mode: "serial", timeout: 150_000 });

test.beforeAll(async ({ browser }) => {
    test.setTimeout(180_000);
    server = await startServer();
    await fillSample(browser, server);
    mira = await sampled(browser, server, "Mira");
    ana = await sampled(browser, server, "Ana");
    luis = await sampled(browser, server, "Luis");
    await moveToWednesday(mira);
    for (const who of [mira, ana, luis]) await sayHours(who, { works: "always" });
});

test.afterAll(async () => {
    for (const who of [mira, ana, luis]) await who.context.close();
    await server.stop();
});

function main({ page }: Somebody): Locator {
    return page.getByRole("main");
}

function form({ page }: Somebody): Locator {
    return page.getByRole("form", { name: `Answer ${TITLE}` });
}

test("a check-in is made in words, and says what its hour means for each", async () => {
    const { page } = mira;
    await page.goto("/check-ins");
    await page.getByRole("button", { name: "New check-in" }).first().click();
    await page.getByRole("button", { name: /^Daily stand-up/ }).click();
    await expect(main(mira).getByLabel("Question 1", { exact: true })).toHaveValue(
        "What did you finish?",
    );
    await main(mira).getByLabel("Name", { exact: true }).fill(TITLE);
    await main(mira).getByLabel("Channel", { exact: true }).selectOption({ label: "Firmware" });
    await main(mira).getByText("Some people", { exact: true }).click();
    for (const name of ["Mira Adler", "Ana Mori", "Luis Barbosa"]) {
        await main(mira).getByLabel("Ask somebody").selectOption({ label: name });
    }
    await main(mira).getByRole("button", { name: "Add a question" }).click();
    await main(mira).getByLabel("Question 4", { exact: true }).fill("How is it going?");
    await main(mira).getByText("Mood", { exact: true }).last().click();

    const hours = page.getByRole("region", { name: "The first time, on each one’s own clock" });
    await expect(hours).toContainText(/Ana\s*Thu 10:00 there Thu 02:00 for you/);
    await expect(hours).toContainText(/Luis\s*Thu 10:00 there Thu 14:00 for you/);
    await expect(hours).toContainText("opens the evening before, 16:00");
    await noViolations(page, "main");
    await main(mira).getByRole("button", { name: "Create check-in" }).click();
    await expect(page.getByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
    await expect(main(mira)).toContainText("Monday to Friday, by 10:00 on each one’s clock");
});

test("each answers where they meet it; what is half written is kept", async () => {
    // Wednesday 20:00 UTC: for each of the three it is after 16:00 of the day before.
    await moveClock(mira, 10 * 60);

    await ana.page.goto("/");
    const notice = ana.page
        .locator("[id]")
        .filter({ hasText: `Your turn: ${TITLE}` })
        .first();
    await expect(notice).toBeVisible();
    await ana.page.goto("/check-ins");
    await ana.page
        .getByRole("link", { name: new RegExp(`^${TITLE}`) })
        .first()
        .click();
    await expect(form(ana)).toBeVisible();
    await form(ana).getByLabel("What did you finish?").fill("The antenna of the third roof.");
    await expect(form(ana).getByText("Draft kept")).toBeVisible();
    await ana.page.reload();
    await expect(form(ana).getByLabel("What did you finish?")).toHaveValue(
        "The antenna of the third roof.",
    );
    await form(ana).getByRole("button", { name: "Send answer" }).click();
    await expect(form(ana).getByLabel("What is next?")).toBeFocused();
    await form(ana).getByLabel("What is next?").fill("Photos for the guide.");
    await form(ana).getByLabel("good", { exact: true }).check();
    await noViolations(ana.page, "main");
    await form(ana).getByLabel("What is next?").press("Control+Enter");
    await expect(main(ana)).toContainText("1 of 3 answered");
    await expect(main(ana)).toContainText("Still to come:");

    await luis.page.goto("/today");
    const row = main(luis).getByRole("listitem").filter({ hasText: TITLE });
    await row.getByRole("button", { name: "Answer" }).click();
    await form(luis).getByLabel("What did you finish?").fill("Two probes came back.");
    await form(luis).getByLabel("What is next?").fill("Mount them.");
    await form(luis).getByLabel("so-so", { exact: true }).check();
    await form(luis).getByRole("switch", { name: "Something stops me" }).check();
    await form(luis).getByRole("button", { name: "Send answer" }).click();
    await expect(form(luis)).toHaveCount(0);
    await expect(row).toHaveCount(0);
});

test("the report is one page, and grows while one looks at it", async () => {
    const { page } = mira;
    await page.goto("/check-ins");
    await page
        .getByRole("link", { name: new RegExp(`^${TITLE}`) })
        .first()
        .click();
    await expect(main(mira)).toContainText("2 of 3 answered");
    await expect(main(mira)).toContainText("Blocked: Luis");
    await form(mira).getByLabel("What did you finish?").fill("The build is **tagged**.");
    await form(mira).getByLabel("What is next?").fill("Sign it.");
    await form(mira).getByLabel("great", { exact: true }).check();
    await form(mira).getByRole("button", { name: "Send answer" }).click();
    await expect(main(mira)).toContainText("3 of 3 answered");
    await expect(main(ana)).toContainText("3 of 3 answered");
    await expect(main(ana).getByRole("article", { name: "Answer of Mira Adler" })).toContainText(
        "The build is tagged.",
    );
    await expect(main(mira).getByRole("list", { name: "How is it going?" })).toContainText(
        /great\s*1/,
    );
    for (const name of ["Ana Mori", "Luis Barbosa", "Mira Adler"]) {
        const card = main(mira).getByRole("article", { name: `Answer of ${name}` });
        await expect(card).toHaveCount(1);
    }
    await noViolations(page, "main");
});

test("an answer has a small topic of its own, opened with a reply", async () => {
    const card = main(mira).getByRole("article", { name: "Answer of Luis Barbosa" });
    await card.getByRole("button", { name: "Reply" }).click();
    await card.getByLabel("Reply to Luis Barbosa").fill("What stops you?");
    await card.getByRole("button", { name: "Send" }).click();
    await expect(card.getByRole("link", { name: /1 reply/ })).toBeVisible();
    await card.getByRole("link", { name: /1 reply/ }).click();
    await expect(main(mira).getByText("What stops you?")).toBeVisible();
});

test("the report is made when the last one’s day has come, and the next day compares", async () => {
    // To Thursday 20:00 UTC: the windows of all three are over, and the next ones are open.
    await moveClock(mira, 24 * 60);
    await mira.page.goto("/check-ins");
    await main(mira)
        .getByRole("region", { name: "All check-ins" })
        .getByRole("link", { name: new RegExp(`^${TITLE}`) })
        .click();
    const reports = mira.page.getByRole("region", { name: "Reports" });
    await expect(reports.getByRole("listitem")).toHaveCount(2);
    await reports.getByRole("link").last().click();
    await expect(main(mira)).toContainText("The report was made");
    await mira.page.getByRole("link", { name: /Next report/ }).click();
    await expect(main(mira)).toContainText("0 of 3 answered");
    await expect(form(mira)).toBeVisible();
    await mira.page.getByRole("link", { name: /Report before/ }).click();
    await expect(main(mira)).toContainText("3 of 3 answered");
});

test("it is paused, and ends for good, with its reports kept", async () => {
    await mira.page.getByRole("link", { name: `All of ${TITLE}` }).click();
    await mira.page.getByRole("button", { name: "More about this check-in" }).click();
    await mira.page.getByRole("menuitem", { name: "Pause it" }).click();
    await expect(main(mira)).toContainText("nobody is asked until it goes on");
    await noViolations(mira.page, "main");
    await mira.page.getByRole("button", { name: "More about this check-in" }).click();
    await mira.page.getByRole("menuitem", { name: "End the check-in" }).click();
    const dialog = mira.page.getByRole("dialog", { name: `End ${TITLE}?` });
    await dialog.getByRole("button", { name: "End the check-in" }).click();
    await expect(mira.page.getByRole("heading", { name: "Check-ins", level: 1 })).toBeVisible();
    const ended = main(mira).getByRole("region", { name: "Ended" });
    await noViolations(mira.page, "main");
    await ended.getByRole("link", { name: new RegExp(`^${TITLE}`) }).click();
    await expect(main(mira)).toContainText("This check-in has ended. Its reports stay.");
    const reports = main(mira).getByRole("region", { name: "Reports" });
    await reports.getByRole("link", { name: /3 of 3 answered/ }).click();
    await expect(main(mira)).toContainText("3 of 3 answered");
});
