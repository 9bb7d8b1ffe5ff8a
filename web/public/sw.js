// The service worker: shows what the server pushes, and opens what it is about. It keeps no pages.

/** How long an open page may take to say that it shows the thing already, in milliseconds. */
const ASK_MS = 500;

/** The word for the reason of a notification, in the language of whoever turned it on. */
const WHY = new URL(self.location.href).searchParams.get("why") ?? "Why?";

/** Where a push may lead: into this app only. */
function pathOf(value) {
    const inside = typeof value === "string" && /^\/(?![/\\])/.test(value);
    return inside ? value : "/";
}

/** What was pushed; something readable even if it cannot be read. */
function payloadOf(data) {
    try {
        const read = data ? data.json() : null;
        if (read && typeof read.title === "string" && read.title !== "") return read;
    } catch {
        // Not ours, or cut on its way.
    }
    return { title: "Meanwhile" };
}

/** All open windows of this app. */
function windows() {
    return self.clients.matchAll({ type: "window", includeUncontrolled: true });
}

/** Whether the page in front shows the thing already. */
async function isSeen(path) {
    const inFront = (await windows()).find((client) => client.focused);
    if (!inFront) return false;
    return new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        const timer = setTimeout(() => done(false), ASK_MS);
        port1.onmessage = (event) => {
            clearTimeout(timer);
            done(event.data === true);
        };
        inFront.postMessage({ type: "is_seen", path }, [port2]);
    });
}

async function show(payload) {
    const path = pathOf(payload.path ?? payload.url);
    if (await isSeen(path)) return;
    const tag = typeof payload.tag === "string" ? payload.tag : "";
    const why = typeof payload.why === "string" ? pathOf(payload.why) : null;
    await self.registration.showNotification(payload.title, {
        body: typeof payload.body === "string" ? payload.body : "",
        data: { path, why },
        requireInteraction: payload.urgent === true,
        ...(tag === "" ? {} : { tag, renotify: true }),
        ...(why ? { actions: [{ action: "why", title: WHY }] } : {}),
    });
}

/** Opens a path in a window that is there, else in a new one. */
async function open(path) {
    const open = await windows();
    const client = open.find((one) => one.focused) ?? open[0];
    if (!client) return self.clients.openWindow(path);
    client.postMessage({ type: "open", path });
    return client.focus();
}

/** The server's key in base64url, which a subscription is made with; `null` if it sends no pushes. */
async function serverKey() {
    const answer = await fetch("/api/v1/push/key", { credentials: "same-origin" });
    return answer.ok ? (await answer.json()).key : null;
}

/** What the browser has now instead of a subscription that ended: its own, or one made anew. */
async function successor(old, fresh) {
    const manager = self.registration.pushManager;
    const present = fresh ?? (await manager.getSubscription());
    if (present) return present;
    const applicationServerKey = old?.options?.applicationServerKey ?? (await serverKey());
    if (!applicationServerKey) return null;
    return manager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

/** The browser gave the subscription another address: the server is told. */
async function renew(old, fresh) {
    const subscription = await successor(old, fresh);
    if (!subscription) return;
    const { endpoint, keys } = subscription.toJSON();
    await fetch("/api/v1/push/subscriptions", {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
        body: JSON.stringify({ endpoint, keys }),
    });
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => event.waitUntil(show(payloadOf(event.data))));
self.addEventListener("pushsubscriptionchange", (event) =>
    event.waitUntil(renew(event.oldSubscription, event.newSubscription)),
);
self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    const { path, why } = event.notification.data ?? {};
    event.waitUntil(open(event.action === "why" && why ? why : pathOf(path)));
});
