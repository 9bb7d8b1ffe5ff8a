// Web Push of this browser: whether it can, turning it on by a click and off again.
import { text } from "../text/text";
import { api } from "./api";
import { markPush, pushMark } from "./pushMark";

/** How this browser stands to Web Push. */
export type PushState = "impossible" | "insecure" | "no_server" | "denied" | "off" | "on";

/** Where the service worker lies; its place at the root lets it open every page. */
const WORKER = "/sw.js";

/** What this browser can and does. */
export async function pushState(): Promise<PushState> {
    if (!window.isSecureContext) return "insecure";
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) return "impossible";
    if (!("Notification" in window)) return "impossible";
    const { key } = await api.pushKey();
    if (key === null) return "no_server";
    if (Notification.permission === "denied") return "denied";
    const registration = await navigator.serviceWorker.getRegistration();
    const subscription = await registration?.pushManager.getSubscription();
    const known = subscription && pushMark() !== null;
    if (!known) markPush(null);
    return known ? "on" : "off";
}

/** The bytes of base64url, as the browser wants the server's key. */
function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
    const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** Asks for permission and subscribes; only ever from a click. */
export async function turnPushOn(): Promise<PushState> {
    const permission = await Notification.requestPermission();
    if (permission === "denied") return "denied";
    if (permission !== "granted") return "off";
    await navigator.serviceWorker.register(
        `${WORKER}?why=${encodeURIComponent(text("attention.why"))}`,
    );
    const registration = await navigator.serviceWorker.ready;
    const { key } = await api.pushKey();
    if (key === null) return "no_server";
    const old = await registration.pushManager.getSubscription();
    // One made for another key of the server, or another person, is of no use.
    await old?.unsubscribe();
    const subscription = await registration.pushManager
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
    markPush(made.id);
    return "on";
}

/** Ends this browser's subscription, here and on the server. */
export async function turnPushOff(): Promise<void> {
    const id = pushMark();
    markPush(null);
    const registration = await navigator.serviceWorker?.getRegistration();
    const subscription = await registration?.pushManager.getSubscription();
    await subscription?.unsubscribe();
    if (id !== null) await api.unsubscribePush(id);
}

/** The same when somebody signs out: what fails does not keep them. */
export async function leavePush(): Promise<void> {
    if (pushMark() === null) return;
    await turnPushOff().catch(() => undefined);
}
