// Eight people in one meeting, three of whom send: everybody sees and hears them, and each picture comes in the
// layer that its tile needs.
import { expect, type Page, test } from "@playwright/test";
import config from "../playwright.config";
import { media } from "./callMedia";
import { deviceArgs } from "./devices";
import { type Guest, meet, pictures, received, sent, tileOf } from "./meeting";
import type { Somebody } from "./people";
import { fillSample } from "./sample";
import { type Server, startServer } from "./server";

const LARGE = { width: 1600, height: 900 };
const TINY = { width: 300, height: 560 };

/** How long a change may take on a machine that does much else. */
const SETTLES = { timeout: 30_000 };

const launch = config.use?.launchOptions ?? {};
test.use({
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { ...launch, args: [...(launch.args ?? []), ...deviceArgs()] },
});

/** Three send, which two cores can carry. Only what Nia sees is looked at, and only her page is drawn. */
const SENDERS = ["Mira", "Ben", "Ruth"];
const GUESTS: Guest[] = [
    ...[...SENDERS, "Luis", "Priya", "Ana", "Dele"].map((name) => ({
        name,
        camera: SENDERS.includes(name),
        viewport: TINY,
        undrawn: true,
    })),
    { name: "Nia", camera: false, viewport: LARGE },
];

let server: Server;
let people: Somebody[] = [];

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
    test.setTimeout(150_000);
    server = await startServer();
    await fillSample(browser, server);
    people = await meet(browser, server, GUESTS);
});

test.afterAll(async () => {
    for (const { context } of people) await context.close();
    await server?.stop();
});

function pageOf(name: string): Page {
    const found = people.find((who) => who.name === name);
    if (!found) throw new Error(`${name} is not here`);
    return found.page;
}

test("each of eight people sees those who send move, and hears", async () => {
    for (const { page, name } of people) {
        const before = await pictures(page);
        const heard = (await media(page)).audioEnergy;
        const fresh = async () => {
            const moved = Object.entries(await pictures(page)).filter(
                ([tile, frames]) => (before[tile] ?? 0) + 3 < frames,
            );
            return { pictures: moved.length, voices: heard < (await media(page)).audioEnergy };
        };
        const others = SENDERS.filter((sender) => sender !== name);
        const all = { pictures: others.length, voices: true };
        await expect.poll(fresh, { message: name, ...SETTLES }).toEqual(all);
    }
});

/** Whether the smallest layer of Mira comes to Nia: a busy browser makes all layers smaller. */
async function layer(): Promise<"none" | "smallest" | "larger"> {
    const smallest = (await sent(pageOf("Mira")))["l"]?.width ?? 0;
    const { width } = await received(pageOf("Nia"), "Mira");
    if (smallest === 0 || width === 0) return "none";
    return width <= smallest ? "smallest" : "larger";
}

async function showLarge(name: string): Promise<void> {
    await tileOf(pageOf("Nia"), name)
        .getByRole("button", { name: `Show ${name} large` })
        .click();
}

test("a picture grows with its tile, and shrinks with it", async () => {
    const nia = pageOf("Nia");
    await showLarge("Ben");
    await expect.poll(layer, SETTLES).toBe("smallest");
    await showLarge("Mira");
    await expect.poll(layer, SETTLES).toBe("larger");
    // The tiles of a window that becomes small become small.
    await nia.setViewportSize(TINY);
    await expect.poll(layer, SETTLES).toBe("smallest");
    await nia.setViewportSize(LARGE);
    await expect.poll(layer, SETTLES).toBe("larger");
    await showLarge("Ben");
    await expect.poll(layer, SETTLES).toBe("smallest");
});

test("layers that nobody sees are not encoded, and are again when somebody does", async () => {
    const mira = pageOf("Mira");
    const active = async () => {
        const layers = Object.entries(await sent(mira)).filter(([, entry]) => entry.active);
        return layers.map(([rid]) => rid);
    };
    await expect.poll(active, SETTLES).toEqual(["l"]);
    const frames = async () => {
        const { l, m, h } = await sent(mira);
        return { smallest: l?.frames ?? 0, larger: (m?.frames ?? 0) + (h?.frames ?? 0) };
    };
    const before = await frames();
    const smallest = async () => (await frames()).smallest;
    await expect.poll(smallest, SETTLES).toBeGreaterThan(before.smallest + 10);
    expect((await frames()).larger).toBe(before.larger);
    await showLarge("Mira");
    const larger = async () => (await frames()).larger;
    await expect.poll(larger, SETTLES).toBeGreaterThan(before.larger + 5);
});
