// Goals and how they go: results with numbers, updates in words, confidence for those who follow.
import { expect, type Locator, test } from "@playwright/test";
import { noViolations } from "./axe";
import type { Somebody } from "./people";
import { fillSample, sampled } from "./sample";
import { type Server, startServer } from "./server";

const TOP = "Every harbour trusts our numbers";
const BELOW = "No reading is lost at a restart";

let server: Server;
let mira: Somebody;
let ben: Somebody;

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
    test.setTimeout(180_000);
    server = await startServer();
    await fillSample(browser, server);
    mira = await sampled(browser, server, "Mira");
    ben = await sampled(browser, server, "Ben");
});

test.afterAll(async () => {
    for (const who of [mira, ben]) await who.context.close();
    await server.stop();
});

function main({ page }: Somebody): Locator {
    return page.getByRole("main");
}

test("a goal has results that go from one number to another, and one that serves it", async () => {
    const { page } = mira;
    await page.goto("/goals");
    await page.getByRole("button", { name: "New goal" }).first().click();
    const dialog = page.getByRole("dialog", { name: "New goal" });
    await dialog.getByRole("button", { name: "Create goal" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Write what is to be reached.");
    await dialog.getByLabel("What is to be reached").fill(TOP);
    await dialog.getByLabel("Result 1", { exact: true }).fill("Readings lost a week");
    await dialog.getByLabel("From", { exact: true }).fill("400");
    await dialog.getByLabel("To", { exact: true }).fill("20,5");
    await noViolations(page, "[role=dialog]");
    await dialog.getByRole("button", { name: "Create goal" }).click();
    await expect(page.getByRole("heading", { name: TOP, level: 1 })).toBeVisible();
    await expect(main(mira)).toContainText("400 now, from 400 to 20.5");

    await page.getByRole("button", { name: "More about this goal" }).click();
    await page.getByRole("menuitem", { name: "New goal that serves it" }).click();
    await page.getByLabel("What is to be reached").fill(BELOW);
    await page.getByRole("button", { name: "Create goal" }).click();
    await expect(page.getByRole("heading", { name: BELOW, level: 1 })).toBeVisible();
    await page.getByRole("link", { name: `serves ${TOP}` }).click();
    await expect(main(mira).getByRole("region", { name: "Goals that serve it" })).toContainText(
        BELOW,
    );
});

test("an update moves the goal, and who does not follow it sees no confidence", async () => {
    await ben.page.goto("/goals");
    await main(ben)
        .getByRole("link", { name: new RegExp(`^${TOP}`) })
        .click();
    await expect(main(ben)).toContainText("no update yet");

    await main(mira).getByRole("button", { name: "Say how it goes" }).click();
    const form = mira.page.getByRole("form", { name: "Say how it goes" });
    await form.getByLabel("At risk").check();
    await form.getByLabel("Readings lost a week").fill("210");
    await form.getByLabel("What changed").fill("The drain is **merged**.");
    await form.getByLabel("What is next").fill("Replay for a week.");
    await form.getByRole("switch", { name: "Say how sure I am" }).check();
    await form.getByRole("slider").press("ArrowUp");
    await noViolations(mira.page, "main");
    await form.getByRole("button", { name: "Send update" }).click();

    const update = mira.page.getByRole("article", { name: "Update by Mira Adler" });
    await expect(update).toContainText("The drain is merged.");
    await expect(update).toContainText("75% sure");
    await expect(main(mira)).toContainText("210 now, from 400 to 20.5");
    await expect(mira.page.getByRole("img", { name: /^Progress over time\./ })).toBeVisible();
    await noViolations(mira.page, "main");

    // Ben reads it without loading the page anew.
    const read = ben.page.getByRole("article", { name: "Update by Mira Adler" });
    await expect(read).toContainText("The drain is merged.");
    await expect(main(ben).getByText("At risk").first()).toBeVisible();
    await expect(read).not.toContainText("sure");
    await main(ben).getByRole("button", { name: "Follow", exact: true }).click();
    await expect(read).toContainText("75% sure");
});

test("work is linked to it, and it stands in the tree until it is reached", async () => {
    const { page } = mira;
    await main(mira).getByRole("button", { name: "Link a task or a topic" }).click();
    const dialog = page.getByRole("dialog", { name: "Link a task or a topic" });
    await dialog.getByLabel("Task or topic").fill("Release 2.4");
    await dialog
        .getByRole("button", { name: /^Release 2\.4/ })
        .first()
        .click();
    const links = main(mira).getByRole("region", { name: "Tasks and topics" });
    await expect(links.getByRole("link", { name: /^Release 2\.4/ })).toBeVisible();

    await page.goto("/goals");
    await expect(main(mira).getByRole("link", { name: new RegExp(`^${TOP}`) })).toContainText(
        "At risk",
    );
    await noViolations(page, "main");
    await main(mira)
        .getByRole("link", { name: new RegExp(`^${TOP}`) })
        .click();
    await page.getByRole("button", { name: "More about this goal" }).click();
    await page.getByRole("menuitem", { name: "It is reached" }).click();
    await expect(main(mira)).toContainText("This goal is reached.");
    await page.goto("/goals");
    await expect(main(mira).getByRole("link", { name: new RegExp(`^${TOP}`) })).toHaveCount(0);
    await main(mira).getByRole("button", { name: "Show those that are over" }).click();
    await expect(main(mira).getByRole("link", { name: new RegExp(`^${TOP}`) })).toBeVisible();
});
