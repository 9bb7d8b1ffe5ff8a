// A browser stays subscribed at each start, with what the browser and the server have now.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PersonId } from "../data/model";
import { store } from "../data/store";
import { keepPush } from "./push";
import { markPush, pushMark } from "./pushMark";

const KEY = "AQID";
const OTHER_KEY = "BAUG";
const me = "per_1" as PersonId;

interface Fake {
    endpoint: string;
    key: string;
}

let subscription: Fake | null;
let posted: string[];
let key: string | null;

function bytes(base64: string): ArrayBuffer {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
}

function asSubscription(fake: Fake) {
    return {
        options: { applicationServerKey: bytes(fake.key) },
        toJSON: () => ({ endpoint: fake.endpoint, keys: { p256dh: "p", auth: "a" } }),
        unsubscribe: async () => {
            subscription = null;
        },
    };
}

beforeEach(() => {
    subscription = null;
    posted = [];
    key = KEY;
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", {
        getItem: (name: string) => kept.get(name) ?? null,
        setItem: (name: string, value: string) => kept.set(name, value),
        removeItem: (name: string) => kept.delete(name),
    });
    const pushManager = {
        getSubscription: async () => subscription && asSubscription(subscription),
        subscribe: async (options: { applicationServerKey: Uint8Array }) => {
            const made = btoa(String.fromCharCode(...options.applicationServerKey));
            subscription = { endpoint: "https://push.example/new", key: made };
            return asSubscription(subscription);
        },
    };
    const registration = { pushManager };
    vi.stubGlobal("navigator", {
        serviceWorker: { register: async () => registration, ready: Promise.resolve(registration) },
    });
    const Notification = { permission: "granted" };
    vi.stubGlobal("window", { isSecureContext: true, PushManager: {}, Notification });
    vi.stubGlobal("Notification", Notification);
    vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
        if (url.endsWith("/push/key")) return Response.json({ key });
        posted.push(JSON.parse(String(init?.body)).endpoint);
        return Response.json({ id: `psh_${posted.length}` });
    });
    vi.spyOn(store, "get").mockReturnValue({ ...store.get(), me });
});

afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
});

test("who did not turn it on here is not subscribed", async () => {
    await keepPush();
    expect(posted).toEqual([]);
    expect(subscription).toBeNull();
});

test("the same subscription is posted anew at each start", async () => {
    markPush(me, "psh_0");
    subscription = { endpoint: "https://push.example/old", key: KEY };
    await keepPush();
    expect(posted).toEqual(["https://push.example/old"]);
    expect(pushMark(me)).toBe("psh_1");
});

test("one that the browser dropped, or that is for another key, is made anew", async () => {
    markPush(me, "psh_0");
    await keepPush();
    expect(subscription).toEqual({ endpoint: "https://push.example/new", key: KEY });
    subscription = { endpoint: "https://push.example/old", key: OTHER_KEY };
    await keepPush();
    expect(subscription).toEqual({ endpoint: "https://push.example/new", key: KEY });
    expect(posted).toEqual(["https://push.example/new", "https://push.example/new"]);
});

test("nothing is asked for without permission, or from a server without pushes", async () => {
    markPush(me, "psh_0");
    key = null;
    await keepPush();
    key = KEY;
    vi.stubGlobal("Notification", { permission: "default" });
    await keepPush();
    expect(posted).toEqual([]);
    expect(pushMark(me)).toBe("psh_0");
});
