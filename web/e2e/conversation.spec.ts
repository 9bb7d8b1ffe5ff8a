// The first half of the story: set-up, invitation, a request and its answer, a power cut.
import { expect, test } from "@playwright/test";
import {
    accept,
    alwaysReachable,
    box,
    invitationLink,
    makeChannel,
    makeTopic,
    message,
    neverReachable,
    type Somebody,
    setUp,
    somebody,
    write,
} from "./people";
import { type Server, startServer } from "./server";

let server: Server;
let mira: Somebody;
let ben: Somebody;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
    server = await startServer();
    mira = await somebody(browser, server, "Mira Lindqvist");
    ben = await somebody(browser, server, "Ben Acheson");
});

test.afterAll(async () => {
    await mira.context.close();
    await ben.context.close();
    await server.stop();
});

test("the first visitor makes the organisation, guessed time zone included", async () => {
    await mira.page.goto("/");
    await expect(mira.page.getByLabel("Time zone")).toHaveValue("Europe/Berlin");
    await setUp(mira, "Riverkeep");
    await expect(mira.page.getByText("Riverkeep")).toBeVisible();
});

test("a second person accepts an invitation link", async () => {
    const link = await invitationLink(mira);
    await accept(ben, link);
    await mira.page.goto("/people");
    await expect(mira.page.getByRole("link", { name: /Ben Acheson/ })).toBeVisible();
});

test("an invitation that was used is over", async ({ browser }) => {
    const link = await invitationLink(mira);
    const ana = await somebody(browser, server, "Ana Sato");
    await accept(ana, link);
    const late = await somebody(browser, server, "Late Comer");
    await late.page.goto(link);
    await expect(late.page.getByRole("heading", { name: "This invitation is over" })).toBeVisible();
    await ana.context.close();
    await late.context.close();
});

test("working hours are set in the week editor", async () => {
    const { page } = ben;
    await page.goto("/settings/availability");
    await page.getByRole("button", { name: /^Mon / }).click();
    await page.getByLabel("Monday from").fill("08:30");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
    await page.reload();
    await page.getByRole("button", { name: /^Mon / }).click();
    await expect(page.getByLabel("Monday from")).toHaveValue("08:30");
});

test("the composer says before sending when the other is told, and why", async () => {
    await neverReachable(ben);
    await mira.page.goto("/");
    await makeChannel(mira, "Firmware");
    await makeTopic(mira, "Gateway 2.4: readings lost");
    await box(mira).pressSequentially("@Be");
    await mira.page.getByRole("option", { name: /Ben Acheson/ }).click();
    await box(mira).pressSequentially("may I merge the drain?");
    // Ben is no member yet: he cannot be asked in a channel he is not in.
    await expect(box(mira)).toHaveValue("@Ben Acheson may I merge the drain?");
    await ben.page.goto("/channels");
    await ben.page.getByRole("button", { name: "Join Firmware" }).click();
    await expect(ben.page.getByText("joined")).toBeVisible();
    const reach = mira.page.getByRole("main").getByText(/^Ben \w{3} 09:00$/);
    await expect(reach).toBeVisible();
    await mira.page.getByRole("button", { name: "Who sees it when, and why" }).click();
    await expect(
        mira.page.getByText(/Ben is outside working hours; it is \d\d:\d\d there/),
    ).toBeVisible();
    await mira.page.keyboard.press("Escape");

    await alwaysReachable(ben);
    await expect(mira.page.getByRole("radio", { name: "Today" })).toBeChecked();
    await expect(mira.page.getByRole("main").getByText("Ben now")).toBeVisible();
    await box(mira).press("Enter");
    await expect(message(mira, "may I merge the drain?")).toContainText("waiting on Ben");
});

test("the request waits in the other's inbox with its due instant", async () => {
    await ben.page.goto("/");
    const pile = ben.page.getByRole("region", { name: "Waiting on me" });
    await expect(pile.getByRole("button", { name: /May I merge the drain\?/ })).toBeVisible();
    await expect(pile.getByRole("button", { name: /in (7|8) h/ })).toBeVisible();
});

test("an answer in the topic closes the request on both sides", async () => {
    await ben.page.keyboard.press("Enter");
    await expect(ben.page.getByRole("heading", { name: /Gateway 2.4/, level: 1 })).toBeVisible();
    await expect(message(ben, "may I merge the drain?")).toContainText("waiting on you");
    await box(ben).blur();
    await ben.page.keyboard.press("r");
    await expect(box(ben)).toBeFocused();
    await write(ben, "Yes, **merge** it.", "Yes, merge it.");
    await expect(message(ben, "may I merge the drain?").first()).toContainText("Answered");
    await expect(message(mira, "may I merge the drain?").first()).toContainText("Answered");
    await expect(message(mira, "Yes, merge it.").locator("strong")).toHaveText("merge");
    await ben.page.goto("/");
    await expect(ben.page.getByRole("region", { name: "Done" })).toContainText("answered");
});

test("a message is edited by ↑, reacted to, and deleted", async () => {
    await write(mira, "A typo hree");
    await box(mira).press("ArrowUp");
    const edit = mira.page.getByRole("textbox", { name: "Edit" });
    await edit.fill("A typo here");
    await edit.press("Enter");
    await expect(message(mira, "A typo here")).toContainText("edited");
    await message(mira, "A typo here").hover();
    await message(mira, "A typo here").getByRole("button", { name: "React" }).click();
    await mira.page.getByRole("button", { name: "thumbs up" }).click();
    await expect(
        message(mira, "A typo here").getByRole("button", { name: "👍 1 by you" }),
    ).toBeVisible();
    await message(mira, "A typo here").hover();
    await message(mira, "A typo here").getByRole("button", { name: "More" }).click();
    await mira.page.getByRole("menuitem", { name: "Delete" }).click();
    await mira.page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(message(mira, "This message was deleted.")).toBeVisible();
});

test("a picture is uploaded and shown", async () => {
    const png = await mira.page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 200 } });
    await mira.page
        .locator("input[type=file]")
        .setInputFiles({ name: "sensor.png", mimeType: "image/png", buffer: png });
    const tray = mira.page.getByRole("list", { name: "Attached files" });
    await expect(tray.getByText("sensor.png")).toBeVisible();
    await expect(tray.locator("img")).toBeVisible();
    await write(mira, "The sensor");
    const picture = message(mira, "The sensor").getByRole("img", { name: "sensor.png" });
    await expect(picture).toBeVisible();
    await expect
        .poll(() =>
            picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth),
        )
        .toBeGreaterThan(0);
});

test("the other sees who is typing", async () => {
    await ben.page
        .getByRole("link", { name: /Gateway 2.4/ })
        .first()
        .click();
    await box(ben).pressSequentially("hm");
    await expect(mira.page.getByText("Ben is typing …")).toBeVisible();
    await box(ben).fill("");
});

test("a power cut loses nothing, and what was written meanwhile goes out once", async () => {
    await write(mira, "Before the cut");
    await expect(message(ben, "Before the cut")).toBeVisible();
    await server.kill();
    await expect(mira.page.getByText(/^Offline/)).toBeVisible();
    await box(mira).fill("Written in the dark");
    await box(mira).press("Enter");
    await expect(message(mira, "Written in the dark")).toContainText("goes out when");

    // It survives closing the page as well.
    await mira.page.reload().catch(() => {});
    await server.restart();
    await mira.page.goto("/");
    await mira.page
        .getByRole("link", { name: /Gateway 2.4/ })
        .first()
        .click();

    await expect(message(ben, "Written in the dark")).toBeVisible({ timeout: 30_000 });
    await expect(message(mira, "Written in the dark")).toHaveCount(1);
    await expect(message(ben, "Written in the dark")).toHaveCount(1);
    await expect(message(mira, "Before the cut")).toHaveCount(1);
    await expect(message(mira, "Written in the dark")).not.toContainText("goes out when");
    await expect(ben.page.getByText(/^Offline/)).toHaveCount(0);
});

test("signing out leaves nothing of it behind", async () => {
    await ben.page.getByRole("button", { name: "My state" }).click();
    // The page is loaded anew once all of it is forgotten; before that it shows "Sign in" already.
    const anew = ben.page.waitForEvent("load");
    await ben.page.getByRole("menuitem", { name: "Sign out" }).click();
    await anew;
    await expect(ben.page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    const left = await ben.page.evaluate(
        () =>
            new Promise<number>((done) => {
                const open = indexedDB.open("meanwhile");
                open.onsuccess = () => {
                    const count = open.result.transaction("data").objectStore("data").count();
                    count.onsuccess = () => done(count.result);
                };
            }),
    );
    expect(left).toBe(0);
});
