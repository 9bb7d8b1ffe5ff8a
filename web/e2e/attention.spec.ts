// The attention rules in the browser: the reach line, breaking through, talking instead of writing,
// blockers, the call guard, and why each happened so.
import { expect, type Locator, test } from "@playwright/test";
import { noViolations } from "./axe";
import { hearsAndSees, watchConnections } from "./callMedia";
import { box, message, type Somebody } from "./people";
import {
    call,
    clockOf,
    fillSample,
    idByName,
    idOf,
    look,
    moveClock,
    moveToWednesday,
    nextReachable,
    noticeOf,
    openTopic,
    putOnDuty,
    sampled,
    sayHours,
} from "./sample";
import { type Server, startServer } from "./server";

let server: Server;
let mira: Somebody;
let ben: Somebody;
let ana: Somebody;
let nia: Somebody;
let dele: Somebody;

/** The topic of the urgent message. */
let build: string;

/** What told of the offer to talk, and of the blocker. */
let offerNotice: string;
let blockerNotice: string;

test.describe.configure({ mode: "serial", timeout: 150_000 });

test.beforeAll(async ({ browser }) => {
    test.setTimeout(180_000);
    server = await startServer();
    await fillSample(browser, server);
    mira = await sampled(browser, server, "Mira");
    ben = await sampled(browser, server, "Ben");
    ana = await sampled(browser, server, "Ana");
    nia = await sampled(browser, server, "Nia");
    dele = await sampled(browser, server, "Dele");
    await moveToWednesday(mira);
    for (const { context } of [nia, dele]) await watchConnections(context);
    for (const who of [mira, nia, dele]) await sayHours(who, { works: "always" });
    await sayHours(ben, { works: "always", focusMinutes: 90 });
    await sayHours(ana, { works: "later" });
    await putOnDuty(mira, ben);
});

test.afterAll(async () => {
    for (const who of [mira, ben, ana, nia, dele]) await who.context.close();
    await server.stop();
});

/** Asks somebody in the text box, chosen from the list by keyboard. */
async function mention(who: Somebody, name: string): Promise<void> {
    await box(who).pressSequentially(`@${name.slice(0, 3)}`);
    await expect(who.page.getByRole("option", { name: new RegExp(name) })).toBeVisible();
    await who.page.keyboard.press("Tab");
}

function main({ page }: Somebody): Locator {
    return page.getByRole("main");
}

/** Opens the page behind "why" of a message. */
async function why(who: Somebody, words: string): Promise<void> {
    await message(who, words).first().hover();
    await message(who, words).first().getByRole("button", { name: "More" }).click();
    await who.page.getByRole("menuitem", { name: "Why did it reach me so?" }).click();
    await expect(who.page.getByRole("heading", { name: "Why it reached you so" })).toBeVisible();
}

/** Goes through the device check that stands before a first call. */
async function join({ page }: Somebody): Promise<void> {
    const check = page.getByRole("dialog", { name: "Join the call" });
    await check.getByRole("button", { name: "Join", exact: true }).click();
}

function ring({ page }: Somebody, name: RegExp): Locator {
    return page.getByRole("alertdialog", { name });
}

test("the reach line says when each is told, and why: off work, in focus, a group as one", async () => {
    const topic = await openTopic(mira, "Firmware", "Sleep of the gateway");
    await look(mira.page, topic);
    await mention(mira, "Ana");
    await expect(main(mira).getByText(/^Ana \w{3} 09:00$/)).toBeVisible();
    await mention(mira, "Ben");
    await expect(main(mira).getByText(/^Ben (\w{3} )?\d\d:\d\d$/)).toBeVisible();
    await mira.page.getByRole("button", { name: "Who sees it when, and why" }).click();
    const reasons = mira.page.getByRole("dialog", { name: "Who sees it when, and why" });
    await expect(reasons).toContainText(/Ana is outside working hours; it is \d\d:\d\d there/);
    await expect(reasons).toContainText(/Ben is in focus; it is \d\d:\d\d there/);
    await mira.page.keyboard.press("Escape");

    await box(mira).fill("");
    await mention(mira, "Gateways");
    await box(mira).pressSequentially("who can look?");
    const who = mira.page.getByRole("group", { name: "Gateways: who answers?" });
    await expect(who.getByRole("radio", { name: /^Any one of \d$/ })).toBeChecked();
    await expect(
        main(mira)
            .getByText(/^Gateways /)
            .last(),
    ).toBeVisible();
    await who.getByText("Everyone").click();
    await expect(main(mira).getByText(/^Ben (\w{3} )?\d\d:\d\d$/)).toBeVisible();
    await box(mira).fill("");
});

test("a message to somebody off work is held, and says why it was", async () => {
    const topic = await openTopic(mira, "Firmware", "Antenna of the third roof");
    await look(mira.page, topic);
    await mention(mira, "Ana");
    await box(mira).pressSequentially("which of the three has the new antenna?");
    await expect(main(mira).getByText(/^Ana \w{3} 09:00$/)).toBeVisible();
    await box(mira).press("Enter");
    await expect(message(mira, "which of the three")).toContainText("waiting on Ana");

    await look(ana.page, topic);
    await why(ana, "which of the three");
    const page = main(ana);
    await expect(page).toContainText(/It was held for you until \w{3} 09:00\./);
    await expect(page).toContainText("You were outside working hours");
    await expect(page).toContainText("Rule 4: Delivery");
    await expect(page).toContainText("Asia/Tokyo");
    await expect(page).toContainText("Had it been marked urgent, with a reason: it would have");
    await noViolations(ana.page, "main");

    // The one who asked sees why it is due then, on the clock of the asked.
    await message(mira, "which of the three").getByRole("link", { name: "Why is it due" }).click();
    await expect(mira.page.getByRole("heading", { name: "Why it is due then" })).toBeVisible();
    await expect(main(mira)).toContainText(/An answer is wanted by .+ for Ana\./);
    await expect(main(mira)).toContainText("Rule 1: Expectation");
});

test("breaking through with a reason reaches somebody in focus, and stands in the log", async () => {
    build = await openTopic(mira, "Firmware", "The build for Osaka");
    await look(mira.page, build);
    await mention(mira, "Ben");
    await box(mira).pressSequentially("please tag the build.");
    await expect(main(mira).getByText(/^Ben (\w{3} )?\d\d:\d\d$/)).toBeVisible();
    await mira.page.getByText("Now", { exact: true }).click();
    await mira.page.getByRole("button", { name: "Urgent · 3 left" }).click();
    const dialog = mira.page.getByRole("dialog", { name: "Mark it urgent" });
    await expect(dialog).toContainText(/Ben Krause\s*\d\d:\d\d there, focus/);
    await expect(dialog).toContainText(/3 of 3 left this week; all are back/);
    await expect(dialog).toContainText("rings them after 10 minutes");
    await expect(dialog.getByRole("button", { name: "Mark it urgent" })).toBeDisabled();
    await noViolations(mira.page, "[role=dialog]");
    await dialog.getByLabel("Why can it not wait?").fill("The technician leaves at 15:30.");
    await dialog.getByRole("button", { name: "Mark it urgent" }).press("Enter");
    await expect(box(mira)).toBeFocused();
    await expect(main(mira).getByText("Ben now")).toBeVisible();
    await mira.page.keyboard.press("Enter");
    await expect(message(mira, "please tag the build.")).toContainText(
        "Urgent: The technician leaves at 15:30.",
    );

    await look(ben.page, build);
    await expect(message(ben, "please tag the build.")).toContainText("The technician leaves");
    await why(ben, "please tag the build.");
    await expect(main(ben)).toContainText("It reached you at once, whatever you did.");
    await expect(main(ben)).toContainText("Rule 6: Break through");
    await expect(main(ben)).toContainText(/Focus until .+: in focus/);

    await mira.page.goto("/settings/urgent");
    await expect(main(mira)).toContainText("The technician leaves at 15:30.");
});

test("an urgent request without an answer rings, and the answer ends it", async () => {
    await ben.page.goto("/");
    await moveClock(mira, 11);
    const card = ring(ben, /^Mira Adler needs an answer now$/);
    await expect(card).toContainText("please tag the build.");
    await expect(card).toContainText("The technician leaves at 15:30.");
    await noViolations(ben.page, "[role=alertdialog]");
    await card.getByRole("button", { name: "Answer in the topic" }).press("Enter");
    await expect(card).toBeHidden();
    await expect(ben.page.getByText("Reply to Mira")).toBeVisible();
    await box(ben).fill("Tagged.");
    await box(ben).press("Enter");
    await expect(message(ben, "please tag the build.").first()).toContainText("Answered");
    await moveClock(mira, 60);
    await expect(ring(ben, /needs an answer now/)).toBeHidden();
});

test("with nothing left it goes to those on duty, or a second member confirms it", async () => {
    const topic = await openTopic(mira, "Firmware", "Flood at the weir");
    const priya = await idByName(mira, "Priya Raman");
    for (const reason of ["the pump stands", "the gate is open"]) {
        await call(mira, "POST", `/topics/${topic}/messages`, {
            text: `@[Priya](${priya}) ${reason}`,
            expectation: "now",
            urgent: { reason },
        });
    }
    await look(mira.page, topic);
    const write = async (words: string) => {
        await box(mira).fill("");
        await mention(mira, "Priya");
        await box(mira).pressSequentially(words);
        await mira.page.getByText("Now", { exact: true }).click();
        await mira.page.getByRole("button", { name: "Urgent · 0 left" }).click();
    };
    const dialog = mira.page.getByRole("dialog", { name: "Mark it urgent" });
    const set = dialog.getByRole("button", { name: "Mark it urgent" });

    await write("who can close it?");
    await expect(dialog).toContainText("Your 3 of this week are spent; they are back");
    await dialog.getByRole("radio", { name: /^Send it to those on duty/ }).check();
    await expect(dialog).toContainText("Ben Krause. They alone are asked");
    await dialog.getByLabel("Why can it not wait?").fill("It floods the road.");
    await set.click();
    await expect(box(mira)).toHaveValue(/^@Ben Krause @_Priya Raman\s+who can close it\?$/);
    await box(mira).press("Enter");
    await expect(message(mira, "who can close it?")).toContainText("Urgent: It floods the road.");

    await write("or the lower one?");
    await dialog.getByLabel("Why can it not wait?").fill("The road is gone.");
    await set.click();
    await box(mira).press("Enter");
    const asked = (who: Somebody) => message(who, "or the lower one?");
    await expect(asked(mira)).toContainText("Not confirmed yet: The road is gone.");
    await expect(asked(mira).getByRole("button", { name: "Confirm" })).toHaveCount(0);
    await look(ben.page, topic);
    await asked(ben).getByRole("button", { name: "Confirm" }).click();
    for (const who of [mira, ben]) {
        await expect(asked(who)).toContainText("Urgent: The road is gone.");
    }
});

test("a fourth round trip offers to talk, and the huddle's outcome lands in the topic", async () => {
    const topic = await openTopic(nia, "Field visits", "Which valve for Bergen");
    const [niaId, deleId] = [await idOf(nia), await idOf(dele)];
    for (let trip = 1; trip <= 4; trip += 1) {
        const ask = { text: `@[Dele](${deleId}) the large one, is it? (${trip})` };
        await call(nia, "POST", `/topics/${topic}/messages`, ask);
        if (trip === 4) await look(dele.page, topic);
        if (trip === 4) await expect(dele.page.getByText(/back and forth/)).toHaveCount(0);
        const answer = { text: `@[Nia](${niaId}) not that one. (${trip})` };
        await call(dele, "POST", `/topics/${topic}/messages`, answer);
    }
    await look(nia.page, topic);
    for (const who of [nia, dele]) {
        await expect(who.page.getByText(/have gone back and forth 4 times\./)).toBeVisible();
    }
    offerNotice = await noticeOf(nia, "talk");
    await noViolations(nia.page, "[aria-label='Offer to talk']");
    await nia.page.getByRole("button", { name: "Talk for 5 minutes" }).click();
    await join(nia);
    await ring(dele, /^Nia Hughes calls$/)
        .getByRole("button", { name: "Accept" })
        .click();
    await join(dele);
    await hearsAndSees(nia.page);
    await hearsAndSees(dele.page);
    await expect(nia.page.getByRole("timer")).toHaveText(/^[34]:\d\d left$/);

    // The clock runs out, and nobody is cut off.
    await moveClock(mira, 6);
    await expect(nia.page.getByRole("timer")).toHaveText(/^\d:\d\d over$/);
    await expect(nia.page.getByText("The 5 minutes are over.")).toBeVisible();
    await hearsAndSees(dele.page);
    await nia.page
        .getByRole("toolbar", { name: "Call controls" })
        .getByRole("button", { name: "Leave" })
        .click();

    const card = nia.page.getByRole("region", { name: "What came of it?" });
    await noViolations(nia.page, "[aria-label='What came of it?']");
    await card.getByLabel("What came of it, in one line?").fill("The small valve, two of them.");
    await card.getByLabel("What came of it, in one line?").press("Enter");
    for (const who of [nia, dele]) {
        const residue = who.page.getByRole("region", { name: /^Huddle, / });
        await expect(residue).toContainText("Outcome: The small valve, two of them.");
    }
    await expect(dele.page.getByRole("region", { name: "What came of it?" })).toBeHidden();

    // It becomes a task, once; what else is to be done has words of its own.
    const left = nia.page.getByRole("region", { name: /^Huddle, / });
    await left.getByRole("button", { name: "Make a task" }).click();
    const made = nia.page.getByRole("dialog", { name: "New task" });
    await expect(made.getByLabel("Title")).toHaveValue("The small valve, two of them.");
    await made.getByRole("button", { name: "Make the task" }).click();
    for (const who of [nia, dele]) {
        const residue = who.page.getByRole("region", { name: /^Huddle, / });
        await expect(residue.getByRole("link", { name: /^The small valve/ })).toBeVisible();
        await expect(residue.getByRole("button", { name: "Make a task" })).toHaveCount(0);
    }
    await left.getByRole("button", { name: "Another task" }).click();
    await expect(made.getByLabel("Title")).toHaveValue("");
    await nia.page.keyboard.press("Escape");
});

test("a blocker tells the team when its clock has run out, and “I can help” connects a call", async () => {
    const topic = await openTopic(nia, "Field visits", "Mooring at the old pier");
    await look(nia.page, topic);
    await nia.page.getByRole("button", { name: /State/ }).press("Enter");
    await nia.page.getByRole("menuitem", { name: "I am blocked …" }).press("Enter");
    const dialog = nia.page.getByRole("dialog", { name: "Blocked on Mooring at the old pier" });
    await dialog.getByLabel("What stops you?").fill("the pier is closed");
    await dialog.getByLabel("What stops you?").press("Enter");
    const banner = (who: Somebody) => who.page.getByRole("region", { name: "Blocker" });
    await expect(banner(nia)).toContainText("You are blocked: the pier is closed");
    await expect(banner(nia)).toContainText("2 h left of 2 h");
    await expect(nia.page.getByRole("button", { name: /^Blocked/ })).toBeVisible();

    await dele.page.goto("/");
    await moveClock(mira, 121);
    const notice = dele.page.getByText("Nia is stuck: the pier is closed").first();
    await expect(notice).toBeVisible();
    blockerNotice = await noticeOf(dele, "blocker");
    await look(dele.page, topic);
    await expect(banner(dele)).toContainText(/Nia is blocked: the pier is closed/);
    await expect(banner(dele)).toContainText("The people of Field visits were told");
    await noViolations(dele.page, "[aria-label='Blocker']");
    await banner(dele).getByRole("button", { name: "I can help" }).click();
    await ring(nia, /^Dele Adeyemi calls$/)
        .getByRole("button", { name: "Accept" })
        .click();
    await hearsAndSees(nia.page);
    await hearsAndSees(dele.page);
    await dele.page
        .getByRole("toolbar", { name: "Call controls" })
        .getByRole("button", { name: "Leave" })
        .click();

    await expect(banner(nia)).toContainText("Dele helps.");
    await banner(nia).getByRole("button", { name: "Resolve" }).click();
    await banner(nia).getByLabel("How was it resolved?").fill("The keeper opens it on request.");
    await banner(nia).getByLabel("How was it resolved?").press("Enter");
    for (const who of [nia, dele]) {
        await expect(banner(who)).toHaveCount(0);
        await expect(message(who, "The keeper opens it on request.")).toContainText(
            "Nia resolved the blocker",
        );
    }
});

test("a blocker that came back leads to how it went away before, however long ago", async () => {
    const topic = await openTopic(nia, "Field visits", "Certificate of the build machine");
    const blockers = `/topics/${topic}/blockers`;
    const { id } = await call<{ id: string }>(nia, "POST", blockers, { text: "it has run out" });
    await call(nia, "POST", `/blockers/${id}/resolve`, { outcome: "Renewed by hand." });
    for (let step = 1; step <= 60; step += 1) {
        await call(nia, "POST", `/topics/${topic}/messages`, { text: `Step ${step}` });
    }
    await call(nia, "POST", blockers, { text: "it has run out again" });
    await look(dele.page, topic);
    await expect(message(dele, "Renewed by hand.")).toHaveCount(0);
    await dele.page.getByRole("button", { name: "It came back." }).click();
    const earlier = dele.page.getByRole("dialog", { name: "Earlier blockers here" });
    await noViolations(dele.page, "[role=dialog]");
    await earlier.getByRole("link", { name: /it has run out$/ }).click();
    await expect(earlier).toHaveCount(0);
    await expect(message(dele, "Renewed by hand.")).toBeInViewport();
});

test("who was reached says whether it was urgent, and the log has it", async () => {
    await look(ben.page, build);
    const asks = message(ben, "please tag the build.").first();
    await asks.getByRole("group", { name: "Was it urgent?" }).getByText("Yes").click();
    await expect(asks.getByRole("group", { name: "Was it urgent?" })).toHaveCount(0);
    interface Used {
        items: { reason: string; verdicts: { urgent: boolean }[] }[];
    }
    const verdicts = async () => {
        const { items } = await call<Used>(mira, "GET", "/urgent");
        return items.find((one) => one.reason.startsWith("The technician"))?.verdicts ?? [];
    };
    await expect.poll(verdicts).toEqual([expect.objectContaining({ urgent: true })]);
});

test("the offer to talk and the blocker say why they came", async () => {
    for (const [who, notice, rule] of [
        [nia, offerNotice, "Rule 8: Back and forth"],
        [dele, blockerNotice, "Rule 9: Blocker"],
    ] as const) {
        await who.page.goto(`/why/delivery/${notice}`);
        await expect(who.page.getByRole("heading", { name: rule })).toBeVisible();
        await expect(main(who)).toContainText("It is a notice for you, and you were available.");
        await expect(who.page.getByRole("heading", { name: "What was known then" })).toBeVisible();
    }
});

test("calling somebody off work shows the guard; what is written instead is told in their working time", async () => {
    const anaId = await idOf(ana);
    const path = "/direct";
    const { topic } = await call<{ topic: { id: string } }>(mira, "POST", path, {
        people: [anaId],
    });
    await look(mira.page, topic.id);
    await mira.page.getByRole("button", { name: "Talk", exact: true }).click();
    const guard = mira.page.getByRole("dialog", { name: "Ana cannot be rung now" });
    await expect(guard).toContainText(/It is \d\d:\d\d for Ana in Tokyo\./);
    await expect(guard).toContainText(/Ana is outside working hours, until \w{3} 09:00 there\./);
    // Up to three times that both have, to choose from.
    const suggest = guard.getByRole("button", { name: /^Suggest a time both have/ });
    await suggest.click();
    await expect(suggest).toHaveAttribute("aria-expanded", "true");
    await expect(
        guard.getByRole("button", { name: /\d\d:\d\d to \d\d:\d\d .* for Ana$/ }),
    ).not.toHaveCount(0);
    await suggest.click();
    const anyway = guard.getByRole("button", { name: /^Ring anyway, as urgent/ });
    await expect(anyway).toContainText("Your 3 of this week are spent");
    await expect(anyway).toBeDisabled();
    await noViolations(mira.page, "[role=dialog]");
    await guard
        .getByRole("button", { name: /^Write for their next working minute/ })
        .press("Enter");
    await expect(guard).toBeHidden();
    await expect(mira.page.getByText(/^Goes out at Ana’s next working minute: /)).toBeVisible();
    await expect(box(mira)).toBeFocused();
    await mira.page.keyboard.type("How was the mountain?");
    await mira.page.keyboard.press("Enter");
    await expect(mira.page.getByText(/^A message of yours goes out here /)).toBeVisible();
    await expect(message(mira, "How was the mountain?")).toHaveCount(0);

    const minutes = (await nextReachable(mira, anaId)) - (await clockOf(mira));
    await moveClock(mira, minutes / 60_000 + 1);
    await expect(message(mira, "How was the mountain?")).toBeVisible();
    await look(ana.page, topic.id);
    await expect(message(ana, "How was the mountain?")).toBeVisible();
    await why(ana, "How was the mountain?");
    await expect(main(ana)).toContainText("You were told at once.");
    await expect(main(ana)).toContainText("and you were available.");
});
