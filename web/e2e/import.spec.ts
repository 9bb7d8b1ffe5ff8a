// Imports by page: a large file is refused at once, people are shown and remembered, comments follow.
import { closeSync, mkdtempSync, openSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, test } from "@playwright/test";
import { noViolations } from "./axe";
import { makeChannel, type Somebody, setUp, somebody } from "./people";
import { type Server, startServer } from "./server";

const folder = mkdtempSync(join(tmpdir(), "meanwhile-import-"));

let server: Server;
let mira: Somebody;

test.describe.configure({ mode: "serial", timeout: 60_000 });

test.beforeAll(async ({ browser }) => {
    server = await startServer();
    mira = await somebody(browser, server, "Mira");
    await setUp(mira, "Harbour Works");
    await makeChannel(mira, "Firmware");
});

test.afterAll(async () => {
    await mira.context.close();
    await server.stop();
    rmSync(folder, { recursive: true });
});

/** A board as Trello exports it; `later` is what was said after its first export. */
function exported(later: readonly string[]): string {
    const comment = (id: string, words: string) => ({
        id,
        type: "commentCard",
        date: "2026-11-20T08:00:00.000Z",
        data: { text: words, card: { id: "c1" } },
        memberCreator: { id: "m2", fullName: "Kim Lane" },
    });
    return JSON.stringify({
        id: "5f1c",
        name: "Gateway",
        lists: [{ id: "l1", name: "To do", closed: false, pos: 1 }],
        members: [
            { id: "m1", fullName: "Mira", username: "mira" },
            { id: "m2", fullName: "Kim Lane", username: "kim" },
        ],
        cards: [
            { id: "c1", name: "Fit the seal", idList: "l1", pos: 1, idMembers: ["m2"] },
            { id: "c2", name: "Order a pump", idList: "l1", pos: 2, idMembers: ["m1"] },
        ],
        actions: [
            comment("a1", "Which size?"),
            ...later.map((words, at) => comment(`a${at + 2}`, words)),
        ],
    });
}

async function choose(words: string): Promise<void> {
    await mira.page.getByLabel("File to import").setInputFiles({
        name: "gateway.json",
        mimeType: "application/json",
        buffer: Buffer.from(words),
    });
    await mira.page.getByRole("button", { name: "See what would come" }).click();
}

function tried(): Locator {
    return mira.page.getByRole("region", { name: "This would come" });
}

test("a file of 200 MB is refused before any of it is sent", async () => {
    const { page } = mira;
    const path = join(folder, "board.json");
    closeSync(openSync(path, "w"));
    truncateSync(path, 200 * 1024 * 1024);
    let sent = 0;
    page.on("request", (request) => {
        if (request.method() !== "GET") sent += 1;
    });
    await page.goto("/boards/import");
    await page.getByLabel("File to import").setInputFiles(path);
    const alert = page.getByRole("region", { name: "The file" }).getByRole("alert");
    await expect(alert).toContainText("The file has 200 MB, and at most 64 MB are read.");
    await expect(page.getByRole("button", { name: "See what would come" })).toBeDisabled();
    expect(sent).toBe(0);
});

test("who is who is shown, said where it is not known, and remembered", async () => {
    const { page } = mira;
    await page.goto("/boards/import");
    await choose(exported([]));
    await expect(tried()).toContainText("2 tasks are new");
    await expect(tried()).toContainText("1 comment is new");
    const people = page.getByRole("region", { name: "People" });
    await expect(people.getByLabel("Mira is")).toHaveAccessibleDescription("The same name here.");
    await expect(people.getByLabel("Kim Lane is")).toHaveValue("");
    await people.getByLabel("Kim Lane is").selectOption({ label: "Mira" });
    await expect(people.getByLabel("Kim Lane is")).toHaveAccessibleDescription(/^Chosen by you/);
    await noViolations(page, "main");
    await page.getByRole("button", { name: "Import 2 tasks" }).click();
    await expect(page.getByRole("heading", { name: "It is imported" })).toBeFocused();
});

test("a later import means the same people, and brings what was said since", async () => {
    const { page } = mira;
    await page.goto("/boards/import");
    await choose(exported(["The large one."]));
    await expect(tried()).toContainText("2 tasks are there already, unchanged");
    const kim = page.getByRole("region", { name: "People" }).getByLabel("Kim Lane is");
    await expect(kim).toHaveAccessibleDescription("As it was imported before.");
    await page.getByRole("button", { name: "Import 1 comment" }).click();
    await page.getByRole("button", { name: "Open the board" }).click();
    const main = page.getByRole("main");
    const card = main.getByRole("link", { name: "Fit the seal" });
    await page.goto((await card.getAttribute("href")) ?? "");
    await expect(main).toContainText("The large one.");
    await expect(main).toContainText("Imported from Trello");
});
