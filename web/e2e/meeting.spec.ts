// Eight people in one meeting, all with camera and voice: everybody sees and hears everybody else, and each
// picture comes in the layer that its tile needs.
import { expect, type Page, test } from "@playwright/test";
import config from "../playwright.config";
import { deviceArgs } from "./devices";
import { type Guest, meet, pictures, received, sent, tileOf, unmute, voicesOf } from "./meeting";
import type { Somebody } from "./people";
import { fillSample } from "./sample";
import { type Server, startServer } from "./server";

const LARGE = { width: 1280, height: 720 };
const TINY = { width: 300, height: 560 };

/** How long a change may take on a machine that does much else. */
const SETTLES = { timeout: 30_000 };

const launch = config.use?.launchOptions ?? {};
test.use({
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { ...launch, args: [...(launch.args ?? []), ...deviceArgs()] },
});

const NAMES = ["Mira", "Ben", "Ruth", "Luis", "Priya", "Ana", "Dele", "Nia"];

/**
 * All send a camera of 960x540, of which there are three layers, at five pictures a second: that two cores can
 * carry. Only what Nia sees is looked at, and only her page is drawn. They come muted, so that the first ones
 * do not take from the others what they need to come.
 */
const GUESTS: Guest[] = NAMES.map((name) =>
    name === "Nia"
        ? { name, muted: true, viewport: LARGE }
        : { name, muted: true, viewport: TINY, undrawn: true },
);

/** Those who speak at a time: a page plays the three loudest voices, so that no more are heard at once. */
const SPEAKERS = [
    ["Mira", "Ben", "Ruth"],
    ["Luis", "Priya", "Ana"],
    ["Dele", "Nia"],
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

/** Asks every page the same at once; the answers by name. */
async function each<Answer>(
    ask: (page: Page, name: string) => Promise<Answer>,
): Promise<Record<string, Answer>> {
    const answers = people.map(async ({ page, name }) => [name, await ask(page, name)] as const);
    return Object.fromEntries(await Promise.all(answers));
}

/** Unmutes or mutes these people. */
async function speak(names: readonly string[], on: boolean): Promise<void> {
    const some = people.filter(({ name }) => names.includes(name));
    await Promise.all(some.map(({ page }) => unmute(page, on)));
}

test("while all eight speak each sees the seven others move, and hears some", async () => {
    await speak(NAMES, true);
    const before = await each(pictures);
    const look = async (page: Page, name: string) => {
        const [now, voices] = await Promise.all([pictures(page), voicesOf(page)]);
        const moved = Object.entries(now).filter(
            ([tile, frames]) => (before[name]?.[tile] ?? 0) + 3 < frames,
        );
        return { pictures: moved.length, hears: 1 < voices };
    };
    const all = NAMES.map((name) => [name, { pictures: 7, hears: true }]);
    await expect.poll(() => each(look), SETTLES).toEqual(Object.fromEntries(all));
    await speak(NAMES, false);
});

/** Waits until each page hears these, and nobody else. */
async function hear(speakers: readonly string[]): Promise<void> {
    const others = (name: string) => speakers.filter((speaker) => speaker !== name).length;
    const expected = Object.fromEntries(NAMES.map((name) => [name, others(name)]));
    const message = speakers.join(", ") || "silence";
    await expect.poll(() => each(voicesOf), { message, ...SETTLES }).toEqual(expected);
}

test("each of eight people hears each of the seven others", async () => {
    for (const speakers of SPEAKERS) {
        await hear([]);
        await speak(speakers, true);
        await hear(speakers);
        await speak(speakers, false);
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
