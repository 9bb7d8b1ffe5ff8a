// People of the sample organisation, its clock, and what they said about their time.
import { type Browser, expect, type Page } from "@playwright/test";
import type { Somebody } from "./people";
import type { Server } from "./server";

const PASSWORD = "river-keep-2026";

const MINUTE_MS = 60_000;

/** Fills the server with the sample organisation. */
export async function fillSample(browser: Browser, server: Server): Promise<void> {
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    await page.goto("/");
    await page.getByRole("button", { name: "Try it with a sample team" }).click();
    await expect(page.getByRole("button", { name: /^Go in as / })).toBeVisible({ timeout: 60_000 });
    await context.close();
}

/** Signs somebody of the sample team in, by the first name, in a browser of their own. */
export async function sampled(browser: Browser, server: Server, name: string): Promise<Somebody> {
    const who = await signedIn(browser, server, name);
    await who.page.goto("/");
    await expect(who.page.getByRole("heading", { name: "Inbox", level: 1 })).toBeVisible();
    return who;
}

/** The same, with no page open yet. */
export async function signedIn(browser: Browser, server: Server, name: string): Promise<Somebody> {
    const context = await browser.newContext({
        baseURL: server.url,
        permissions: ["camera", "microphone"],
        viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    const email = `${name.toLowerCase()}@riverkeep.example`;
    const answer = await page.request.post("/api/v1/sign-in", {
        data: { email, password: PASSWORD },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return { context, page, name, email };
}

/** One request as somebody; fails with what the server says. */
export async function call<Answer>(
    { page }: Pick<Somebody, "page">,
    method: "GET" | "POST" | "PUT" | "PATCH",
    path: string,
    data?: unknown,
    headers: Record<string, string> = {},
): Promise<Answer> {
    const answer = await page.request.fetch(`/api/v1${path}`, {
        method,
        headers: {
            Origin: new URL(page.url()).origin,
            "Idempotency-Key": crypto.randomUUID(),
            ...headers,
        },
        ...(data === undefined ? {} : { data }),
    });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
}

interface Reached {
    at: string;
    items: { person: string; next_reachable: string | null }[];
}

/** What the server's clock shows, in milliseconds. */
export async function clockOf(who: Pick<Somebody, "page">): Promise<number> {
    return Date.parse((await call<Reached>(who, "GET", "/reach")).at);
}

/** Moves the clock of the organisation on; an owner does. */
export async function moveClock(owner: Somebody, minutes: number): Promise<void> {
    const to = (await clockOf(owner)) + minutes * MINUTE_MS;
    await call(owner, "POST", "/demo/clock", { to: new Date(to).toISOString() });
}

/** Moves the clock to the next Wednesday, 10:00 UTC: far from the end of a week and of a day. */
export async function moveToWednesday(owner: Somebody): Promise<void> {
    const nowMs = await clockOf(owner);
    const to = new Date(nowMs);
    to.setUTCHours(10, 0, 0, 0);
    do to.setUTCDate(to.getUTCDate() + 1);
    while (to.getUTCDay() !== 3);
    await moveClock(owner, (to.getTime() - nowMs) / MINUTE_MS);
}

/** When somebody can be told something, in milliseconds. */
export async function nextReachable(who: Somebody, person: string): Promise<number> {
    const { items } = await call<Reached>(who, "GET", `/reach?people=${person}`);
    const next = items[0]?.next_reachable;
    if (!next) throw new Error("never reachable");
    return Date.parse(next);
}

/** The id of the signed-in person. */
export async function idOf(who: Somebody): Promise<string> {
    return (await call<{ person: { id: string } }>(who, "GET", "/me")).person.id;
}

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/**
 * Says when somebody works: always, or only two days on; and for how long they are in focus from now.
 * What the sample said of them before does not count any more.
 */
export async function sayHours(
    who: Somebody,
    { works, focusMinutes = 0 }: { works: "always" | "later"; focusMinutes?: number },
): Promise<void> {
    const id = await idOf(who);
    const nowMs = await clockOf(who);
    const before = await call<{ version: number }>(who, "GET", `/people/${id}/availability`);
    const far = DAYS[(new Date(nowMs).getUTCDay() + 2) % 7];
    const weekly =
        works === "always"
            ? DAYS.map((day) => ({ day, from: 0, until: 24 * 60 }))
            : [{ day: far, from: 9 * 60, until: 17 * 60 }];
    const focus =
        focusMinutes === 0
            ? []
            : [
                  {
                      when: {
                          kind: "once",
                          from: new Date(nowMs - MINUTE_MS).toISOString(),
                          until: new Date(nowMs + focusMinutes * MINUTE_MS).toISOString(),
                      },
                  },
              ];
    const said = { weekly, time_off: [], focus, do_not_disturb_until: null };
    const match = { "If-Match": `"${before.version}"` };
    await call(who, "PUT", `/people/${id}/availability`, said, match);
}

/** The newest notice of a kind that somebody was told and has not dealt with. */
export async function noticeOf(who: Somebody, about: string): Promise<string> {
    interface View {
        deliveries: { id: string; about: string; told_at: string | null }[];
    }
    const { deliveries } = await call<View>(who, "GET", "/snapshot");
    const told = deliveries.filter((one) => one.about === about && one.told_at !== null);
    const newest = told.sort((a, b) => a.id.localeCompare(b.id)).at(-1);
    if (!newest) throw new Error(`no notice about ${about}`);
    return newest.id;
}

interface Found {
    id: string;
    name: string;
}

/** The id of somebody by their name. */
export async function idByName(who: Somebody, name: string): Promise<string> {
    const { items } = await call<{ items: Found[] }>(who, "GET", "/people");
    const found = items.find((one) => one.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found.id;
}

interface FoundGroup extends Found {
    version: number;
    rota: { order: string[]; swaps: unknown[] } | null;
}

/** Puts one person on duty in every group that has a rota, whatever day it is. */
export async function putOnDuty(owner: Somebody, who: Somebody): Promise<void> {
    const order = [await idOf(who)];
    const { items } = await call<{ items: FoundGroup[] }>(owner, "GET", "/groups");
    for (const { id, version, rota } of items) {
        if (!rota) continue;
        const match = { "If-Match": `"${version}"` };
        const turned = { rota: { ...rota, order, swaps: [] } };
        await call(owner, "PATCH", `/groups/${id}`, turned, match);
    }
}

/** Makes a topic in a channel of the sample, by the channel's name. */
export async function openTopic(who: Somebody, channel: string, title: string): Promise<string> {
    const { items } = await call<{ items: Found[] }>(who, "GET", "/channels");
    const found = items.find((one) => one.name === channel);
    if (!found) throw new Error(`no channel ${channel}`);
    const path = `/channels/${found.id}/topics`;
    const { topic } = await call<{ topic: { id: string } }>(who, "POST", path, { title });
    return topic.id;
}

/** Opens a topic's page. */
export async function look(page: Page, topic: string): Promise<void> {
    await page.goto(`/topic/${topic}`);
    await expect(page.getByRole("textbox", { name: /^Write in / })).toBeVisible();
}
