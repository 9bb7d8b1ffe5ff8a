// Web Push of this browser: whether it can, turning it on by a click and off again, keeping it alive.
import { store } from "../data/store";
import { text } from "../text/text";
import { api } from "./api";
import { markPush, pushMark } from "./pushMark";

/** How this browser stands to Web Push. */
export type PushState = "impossible" | "insecure" | "no_server" | "denied" | "off" | "on";

/** Where the service worker lies; its place at the root lets it open every page. */
const WORKER = "/sw.js";

/** Why this browser cannot; `null` if it can. */
function hindrance(): "insecure" | "impossible" | null {
    if (!window.isSecureContext) return "insecure";
    const able =
        "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
    return able ? null : "impossible";
}

/** What this browser can and does. */
export async function pushState(): Promise<PushState> {
    const hindered = hindrance();
    if (hindered) return hindered;
    const { key } = await api.pushKey();
    if (key === null) return "no_server";
    if (Notification.permission === "denied") return "denied";
    const registration = await navigator.serviceWorker.getRegistration();
    const subscription = await registration?.pushManager.getSubscription();
    return subscription && pushMark(store.get().me) !== null ? "on" : "off";
}

/** The bytes of base64url, as the browser wants the server's key. */
function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
    const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** Whether a subscription takes what the server with this key sends. */
function isFor(subscription: PushSubscription, key: string): boolean {
    const made = subscription.options.applicationServerKey;
    if (!made) return false;
    const bytes = new Uint8Array(made);
    const wanted = bytesOf(key);
    return bytes.length === wanted.length && bytes.every((byte, index) => byte === wanted[index]);
}

async function registered(): Promise<ServiceWorkerRegistration> {
    const why = encodeURIComponent(text("attention.why"));
    await navigator.serviceWorker.register(`${WORKER}?why=${why}`);
    return navigator.serviceWorker.ready;
}

/** Subscribes with the server's key, and tells the server where. */
async function subscribe(key: string): Promise<void> {
    const { pushManager } = await registered();
    const old = await pushManager.getSubscription();
    const fits = old !== null && isFor(old, key);
    // One made for another key of the server is of no use.
    if (old && !fits) await old.unsubscribe();
    const subscription = fits
        ? old
        : await pushManager
              .subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) })
              .catch(() => {
                  throw new Error(text("push.no_service"));
              });
    const { endpoint, keys } = subscription.toJSON();
    if (!endpoint || !keys?.["p256dh"] || !keys["auth"]) throw new Error(text("push.no_service"));
    const made = await api.subscribePush({
        endpoint,
        keys: { p256dh: keys["p256dh"], auth: keys["auth"] },
    });
    markPush(store.get().me, made.id);
}

/** Asks for permission and subscribes; only ever from a click. */
export async function turnPushOn(): Promise<PushState> {
    const permission = await Notification.requestPermission();
    if (permission === "denied") return "denied";
    if (permission !== "granted") return "off";
    const { key } = await api.pushKey();
    if (key === null) return "no_server";
    await subscribe(key);
    return "on";
}

/**
 * At each start: whoever turned it on in this browser stays on, also if the browser has dropped or changed
 * the subscription, the server has another key or has lost it, or somebody else was signed in meanwhile.
 */
export async function keepPush(): Promise<void> {
    if (pushMark(store.get().me) === null || hindrance()) return;
    if (Notification.permission !== "granted") return;
    const { key } = await api.pushKey();
    if (key !== null) await subscribe(key);
}

/** Ends this browser's subscription, here and on the server. */
export async function turnPushOff(): Promise<void> {
    const { me } = store.get();
    const id = pushMark(me);
    markPush(me, null);
    const registration = await navigator.serviceWorker?.getRegistration();
    const subscription = await registration?.pushManager.getSubscription();
    await subscription?.unsubscribe();
    if (id !== null) await api.unsubscribePush(id);
}

/** The same when somebody signs out: what fails does not keep them. */
export async function leavePush(): Promise<void> {
    if (pushMark(store.get().me) === null) return;
    await turnPushOff().catch(() => undefined);
}
