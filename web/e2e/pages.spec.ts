// Every page of the sample organisation: axe finds nothing, in light and dark, wide and on a phone.
import { expect, test } from "@playwright/test";
import { checkAxe } from "./axe";
import { type Server, startServer } from "./server";

let server: Server;

test.beforeAll(async ({ browser }) => {
    server = await startServer();
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Set up Meanwhile" })).toBeVisible();
    await checkAxe(page, "set-up");
    await page.getByRole("button", { name: "Try it with a sample team" }).click();
    const enter = page.getByRole("button", { name: /^Go in as / });
    await expect(enter).toBeVisible({ timeout: 60_000 });
    await checkAxe(page, "sample team");
    await enter.click();
    await expect(page.getByRole("heading", { name: "Inbox", level: 1 })).toBeVisible();
    await context.storageState({ path: `${server.data}/signed-in.json` });
    await context.close();
});

test.afterAll(async () => {
    await server.stop();
});

const PATHS = [
    "/",
    "/today",
    "/my-board",
    "/my-board/walk",
    "/blockers",
    "/later",
    "/live",
    "/people",
    "/channels",
    "/talk",
    "/more",
    "/settings/profile",
    "/availability",
    "/groups",
    "/settings/notifications",
    "/settings/appearance",
    "/settings/security",
    "/settings/tokens",
    "/settings/people",
    "/settings/rules",
    "/settings/week",
    "/settings/holidays",
    "/settings/urgent",
];

for (const scheme of ["light", "dark"] as const) {
    for (const [size, viewport] of [
        ["wide", { width: 1440, height: 900 }],
        ["phone", { width: 390, height: 844 }],
    ] as const) {
        test(`axe finds nothing on any page, ${scheme}, ${size}`, async ({ browser }) => {
            test.setTimeout(240_000);
            const context = await browser.newContext({
                baseURL: server.url,
                colorScheme: scheme,
                viewport,
                storageState: `${server.data}/signed-in.json`,
                reducedMotion: "reduce",
            });
            const page = await context.newPage();
            const faults: string[] = [];
            page.on("console", (line) => {
                if (line.type() === "error") faults.push(line.text());
            });
            page.on("pageerror", (error) => faults.push(String(error)));
            for (const path of PATHS) {
                await page.goto(path);
                await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
                await checkAxe(page, `${path} ${scheme} ${size}`);
            }
            const ids = await page.evaluate(async () => {
                const snapshot = await (await fetch("/api/v1/snapshot")).json();
                const topic = snapshot.topics.find((one: { title: string }) => one.title !== "");
                return {
                    request: snapshot.requests[0].id,
                    topic: topic.id,
                    channel: topic.channel,
                    person: snapshot.people[1].id,
                    group: snapshot.groups[0].id,
                };
            });
            for (const path of [
                `/topic/${ids.topic}`,
                `/channel/${ids.channel}`,
                `/people/${ids.person}`,
                `/why/request/${ids.request}`,
                `/groups/${ids.group}`,
                `/groups/${ids.group}/agreement`,
                `/groups/${ids.group}/agreement/propose`,
            ]) {
                await page.goto(path);
                await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
                await checkAxe(page, `${path} ${scheme} ${size}`);
            }
            await page.goto("/");
            await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
            for (const [key, name] of [
                ["Control+k", "Jump to"],
                ["?", "Keyboard"],
                ["c", "New topic"],
            ] as const) {
                await page.keyboard.press(key);
                await expect(page.getByRole("dialog", { name })).toBeVisible();
                await checkAxe(page, `${name} ${scheme} ${size}`);
                await page.keyboard.press("Escape");
                await expect(page.getByRole("dialog", { name })).toHaveCount(0);
            }
            expect(faults).toEqual([]);
            await context.close();
        });
    }
}
