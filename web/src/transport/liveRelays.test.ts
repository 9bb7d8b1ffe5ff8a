// When a call is tried by a relay: not first, unless one was needed before.
import { beforeEach, expect, test, vi } from "vitest";
import type { IceServer, SessionId } from "../data/model";

const SESSION = "ses_1" as SessionId;
const OTHER = "ses_2" as SessionId;
const RELAY: IceServer = {
    urls: ["turns:meanwhile.example.org:443?transport=tcp"],
    username: "until:session:person",
    credential: "secret",
};

const join = vi.fn();
vi.mock("./live", () => ({ live: { join } }));

const kept = new Map<string, string>();
vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
});

const { forgetRelays, noteRelayed, takeRelays, wayOf } = await import("./liveRelays");

beforeEach(() => {
    forgetRelays();
    kept.clear();
    join.mockReset();
    join.mockResolvedValue({ ice_servers: [RELAY] });
});

test("the direct path is tried first, with less patience where a relay could follow", async () => {
    const alone = await wayOf(SESSION, 1);
    takeRelays(SESSION, [RELAY]);
    const before = await wayOf(SESSION, 1);
    expect(alone.servers).toEqual([]);
    expect(before.servers).toEqual([]);
    expect(before.patienceMs).toBeLessThan(alone.patienceMs);
    expect(join).not.toHaveBeenCalled();
});

test("from the second try on the relay of this session is used, asked for if it is not known", async () => {
    takeRelays(OTHER, [{ ...RELAY, username: "of another call" }]);
    const way = await wayOf(SESSION, 2);
    expect(join).toHaveBeenCalledWith(SESSION);
    expect(way.servers).toEqual([RELAY]);
    await wayOf(SESSION, 3);
    expect(join).toHaveBeenCalledTimes(1);
});

test("names and passwords that are no longer good are asked for anew", async () => {
    takeRelays(SESSION, [{ ...RELAY, credential: "of an earlier start" }]);
    forgetRelays();
    expect((await wayOf(SESSION, 2)).servers).toEqual([RELAY]);
    expect(join).toHaveBeenCalledTimes(1);
});

test("a device that needed a relay begins with it, until the direct path stands again", async () => {
    noteRelayed(true);
    expect((await wayOf(SESSION, 1)).servers).toEqual([RELAY]);
    noteRelayed(false);
    expect((await wayOf(SESSION, 1)).servers).toEqual([]);
});
