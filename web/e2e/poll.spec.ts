// Polls in a topic and what is decided by them: by click and by keyboard, on everybody's own clock.
import { expect, type Locator, test } from "@playwright/test";
import { noViolations } from "./axe";
import { box, type Somebody } from "./people";
import { call, fillSample, look, openTopic, sampled } from "./sample";
import { type Server, startServer } from "./server";

let server: Server;
let mira: Somebody;
let ben: Somebody;
let ana: Somebody;
let topic: string;

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
    test.setTimeout(180_000);
    server = await startServer();
    await fillSample(browser, server);
    mira = await sampled(browser, server, "Mira");
    ben = await sampled(browser, server, "Ben");
    ana = await sampled(browser, server, "Ana");
    topic = await openTopic(mira, "Firmware", "Which harbour is first");
    for (const who of [mira, ben, ana]) await look(who.page, topic);
});

test.afterAll(async () => {
    for (const who of [mira, ben, ana]) await who.context.close();
    await server.stop();
});

function card({ page }: Somebody, question: string): Locator {
    return page.getByRole("region", { name: `Poll: ${question}` });
}

/** Opens the dialog of a new poll by the menu of the composer. */
async function newPoll({ page }: Somebody): Promise<Locator> {
    await page.getByRole("button", { name: "Add to the topic" }).click();
    await page.getByRole("menuitem", { name: /^New poll/ }).click();
    return page.getByRole("dialog", { name: "New poll" });
}

/** An option of a ranked poll while it is put in order. */
function handle(who: Somebody, question: string, option: string, place: number): Locator {
    return card(who, question).getByRole("button", {
        name: `${option}, place ${place}; move it with the arrow keys`,
    });
}

const RANKED = "Which harbour is first?";

test("a ranked poll is asked by /poll, and put in order by press, arrow keys and drag", async () => {
    await box(mira).pressSequentially("/po");
    await expect(mira.page.getByRole("list", { name: "Commands" })).toContainText("/poll");
    await box(mira).fill(`/poll ${RANKED}`);
    await box(mira).press("Enter");
    const dialog = mira.page.getByRole("dialog", { name: "New poll" });
    await expect(dialog.getByLabel("Question", { exact: true })).toHaveValue(RANKED);
    await expect(box(mira)).toHaveValue("");
    await dialog.getByText("Ranked", { exact: true }).click();
    await dialog.getByLabel("Option 1", { exact: true }).fill("Osaka");
    await dialog.getByLabel("Option 2", { exact: true }).fill("Recife");
    await dialog.getByLabel("Option 2", { exact: true }).press("Enter");
    await expect(dialog.getByLabel("Option 3", { exact: true })).toBeFocused();
    await dialog.getByLabel("Option 3", { exact: true }).fill("Bergen");
    await noViolations(mira.page, "[role=dialog]");
    await dialog.getByRole("button", { name: "Ask", exact: true }).click();

    // Mira: Osaka, Recife. Pressed in order.
    const press = (who: Somebody, option: string) =>
        card(who, RANKED)
            .getByRole("list", { name: "Not in your order" })
            .getByRole("button", { name: option })
            .click();
    await press(mira, "Osaka");
    await press(mira, "Recife");
    await card(mira, RANKED).getByRole("button", { name: "Cast my vote" }).click();
    await expect(card(mira, RANKED)).toContainText("1 voted: Mira.");

    // Ben: Bergen first, by the arrow keys.
    await press(ben, "Recife");
    await press(ben, "Bergen");
    await handle(ben, RANKED, "Bergen", 2).press("ArrowUp");
    await expect(handle(ben, RANKED, "Bergen", 1)).toBeFocused();
    await card(ben, RANKED).getByRole("button", { name: "Cast my vote" }).click();
    await expect(card(mira, RANKED)).toContainText("2 voted");

    // Ana: Recife before Osaka, by dragging.
    await press(ana, "Osaka");
    await press(ana, "Recife");
    const from = await handle(ana, RANKED, "Recife", 2).boundingBox();
    const to = await handle(ana, RANKED, "Osaka", 1).boundingBox();
    if (!from || !to) throw new Error("nothing to drag");
    await ana.page.mouse.move(from.x + 10, from.y + from.height / 2);
    await ana.page.mouse.down();
    await ana.page.mouse.move(to.x + 10, to.y + to.height / 2, { steps: 8 });
    await ana.page.mouse.move(to.x + 10, to.y - 4, { steps: 3 });
    await ana.page.mouse.up();
    await expect(handle(ana, RANKED, "Recife", 1)).toBeVisible();
    await noViolations(ana.page, "main");
    await card(ana, RANKED).getByRole("button", { name: "Cast my vote" }).click();
    await expect(card(mira, RANKED)).toContainText("3 voted");
});

test("its outcome becomes a decision, which the channel lists and finds", async () => {
    await card(mira, RANKED).getByRole("button", { name: "Close the poll" }).click();
    await expect(card(mira, RANKED)).toContainText(/Closed /);
    await card(mira, RANKED)
        .getByText(/^How it was counted/)
        .click();
    await expect(card(mira, RANKED)).toContainText("Round 1.");
    await noViolations(mira.page, "main");
    await card(mira, RANKED).getByRole("button", { name: "Record the decision" }).click();
    const dialog = mira.page.getByRole("dialog", { name: "Record a decision" });
    await dialog.getByLabel("What is decided").fill("Recife is first.");
    await dialog.getByLabel("Why", { exact: true }).fill("Its boat goes on Thursday.");
    await noViolations(mira.page, "[role=dialog]");
    await dialog.getByRole("button", { name: "Record", exact: true }).click();
    await expect(card(mira, RANKED)).toContainText("The decision is recorded");
    await expect(ben.page.getByRole("region", { name: "Decision" })).toContainText(
        "Recife is first.",
    );

    await card(mira, RANKED).getByRole("link", { name: "The decision is recorded" }).click();
    await expect(
        mira.page.getByRole("heading", { name: "Decisions in Firmware", level: 1 }),
    ).toBeVisible();
    const record = mira.page.getByRole("article", { name: "Recife is first." });
    await expect(record).toContainText("Its boat goes on Thursday.");
    await noViolations(mira.page, "main");
    await mira.page.getByRole("searchbox").fill("boat");
    await expect(record).toBeVisible();
    await mira.page.getByRole("searchbox").fill("submarine");
    await expect(mira.page.getByText("Nothing found")).toBeVisible();
    await look(mira.page, topic);
});

test("one option is chosen by click or number, and a second press takes it back", async () => {
    const question = "Does the boat go?";
    const dialog = await newPoll(mira);
    await dialog.getByLabel("Question", { exact: true }).fill(question);
    await dialog.getByLabel("Option 1", { exact: true }).fill("Yes");
    await dialog.getByLabel("Option 2", { exact: true }).fill("No");
    await dialog.getByLabel("Closes", { exact: true }).selectOption({ label: "In 4 h" });
    await dialog.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(card(mira, question)).toContainText(/Closes /);

    const yes = card(ben, question).getByRole("button", { name: /^Yes/ });
    await yes.click();
    await expect(yes).toHaveAttribute("aria-pressed", "true");
    await expect(card(mira, question)).toContainText("1 voted: Ben.");
    await yes.press("2");
    await expect(card(mira, question).getByRole("button", { name: /^No/ })).toContainText(
        "leads1 vote",
    );
    await card(ben, question).getByRole("button", { name: /^No/ }).press("Enter");
    await expect(card(mira, question)).toContainText("Nobody has voted yet.");
});

test("a decision out of a poll takes the place of an older one, which says so", async () => {
    const question = "Does the boat go?";
    const [before, after] = ["Recife is first.", "The boat goes on Friday."];
    await card(mira, question).getByRole("button", { name: "Close the poll" }).click();
    await card(mira, question).getByRole("button", { name: "Record the decision" }).click();
    const dialog = mira.page.getByRole("dialog", { name: "Record a decision" });
    await dialog.getByLabel("What is decided").fill(after);
    const replaces = dialog.getByRole("group", { name: "Takes the place of" });
    await replaces.getByRole("button", { name: "Choose an earlier decision" }).click();
    await noViolations(mira.page, "[role=dialog]");
    await replaces.getByRole("button", { name: before }).click();
    await expect(replaces.getByRole("button", { name: `Remove ${before}` })).toBeFocused();
    await dialog.getByRole("button", { name: "Record", exact: true }).click();

    const decided = ben.page.getByRole("region", { name: "Decision" });
    const old = decided.filter({ hasText: before });
    await expect(old).toContainText(`Replaced by: ${after}`);
    await noViolations(ben.page, "main");
    await old.getByRole("link", { name: /^Replaced by/ }).click();
    await expect(ben.page.getByRole("article", { name: after })).toContainText(
        `Takes the place of: ${before}`,
    );
    await expect(ben.page.getByRole("article", { name: before })).toContainText(
        `Replaced by: ${after}`,
    );
    await look(ben.page, topic);
});

test("what a decision takes the place of is found among all of them, by its words", async () => {
    const { page } = mira;
    const body = { kind: "public", name: "Harbours", members: [] };
    const { id: channel } = await call<{ id: string }>(mira, "POST", "/channels", body);
    const harbours = await openTopic(mira, "Harbours", "What we settled");
    const record = (line: string, replaces?: string) =>
        call<{ id: string }>(mira, "POST", `/topics/${harbours}/decisions`, {
            text: line,
            ...(replaces ? { replaces } : {}),
        });
    const oldest = await record("The buoys are yellow.");
    const replaced = await record("The moorings are steel.");
    await record("The moorings are rope.", replaced.id);
    // More than a page of newer ones.
    for (let number = 1; number <= 50; number += 1) await record(`Berth ${number} is ours.`);

    await look(page, harbours);
    await box(mira).fill("/decide The buoys are red.");
    await box(mira).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Record a decision" });
    const replaces = dialog.getByRole("group", { name: "Takes the place of" });
    await replaces.getByRole("button", { name: "Choose an earlier decision" }).click();
    const found = replaces.getByRole("list").getByRole("button");
    await expect(found.filter({ hasText: "Berth 50 is ours." })).toBeVisible();
    await expect(found.filter({ hasText: "buoys" })).toHaveCount(0);
    const search = replaces.getByRole("searchbox", { name: "Search decisions" });
    await expect(search).toBeFocused();
    // What was replaced already cannot be so again.
    await search.fill("moorings");
    await expect(found).toHaveText([/^The moorings are rope\./]);
    await search.fill("anchors");
    await expect(replaces.getByRole("status")).toHaveText("Nothing found");
    await search.fill("buoys");
    await expect(found).toHaveText([/^The buoys are yellow\./]);
    await search.press("Enter");
    await expect(dialog.getByLabel("What is decided")).toHaveValue("The buoys are red.");
    await expect(
        replaces.getByRole("button", { name: "Remove The buoys are yellow." }),
    ).toBeFocused();
    await dialog.getByRole("button", { name: "Record", exact: true }).click();
    await expect(dialog).toHaveCount(0);
    const kept = await call<{ replaced_by: string | null }>(mira, "GET", `/decisions/${oldest.id}`);
    expect(kept.replaced_by).not.toBeNull();
    const { items } = await call<{ items: { id: string; text: string }[] }>(
        mira,
        "GET",
        `/channels/${channel}/decisions?q=red`,
    );
    expect(items.map(({ id }) => id)).toEqual([kept.replaced_by]);
    await look(page, topic);
});

test("an anonymous poll says so, and keeps its result until it closes", async () => {
    const question = "How was the release?";
    const dialog = await newPoll(mira);
    await dialog.getByLabel("Question", { exact: true }).fill(question);
    await dialog.getByLabel("Option 1", { exact: true }).fill("Well");
    await dialog.getByLabel("Option 2", { exact: true }).fill("Badly");
    await dialog.getByRole("switch", { name: "Anonymous" }).check();
    await dialog.getByRole("button", { name: "Ask", exact: true }).click();
    const { page } = ana;
    await expect(card(ana, question)).toContainText("nobody is shown who chose what");
    await card(ana, question).getByRole("button", { name: "Badly" }).click();
    await expect(card(ana, question)).toContainText("1 voted. The result is told when it closes.");
    await expect(card(mira, question).getByRole("button", { name: "Badly" })).toHaveText("Badly");
    await page.reload();
    await expect(card(ana, question).getByRole("button", { name: "Badly" })).toHaveAttribute(
        "aria-pressed",
        "true",
    );
});

test("times are offered on one clock and read on another", async () => {
    const question = "When do we look at it?";
    const dialog = await newPoll(mira);
    await dialog.getByLabel("Question", { exact: true }).fill(question);
    await dialog.getByText("Times", { exact: true }).first().click();
    await dialog.getByLabel("Time 1", { exact: true }).fill("2031-03-05T15:00");
    await dialog.getByLabel("Time 2", { exact: true }).fill("2031-03-06T09:00");
    await dialog.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(card(mira, question)).toContainText(/Wed 5 Mar 2031 15:00–15:30/);
    await expect(card(ana, question)).toContainText(/Wed 5 Mar 2031 23:00–23:30/);
    await card(ana, question)
        .getByRole("button", { name: /^Thu 6 Mar/ })
        .click();
    await expect(card(mira, question).getByRole("button", { name: /^Thu 6 Mar/ })).toContainText(
        "1 vote",
    );
});
