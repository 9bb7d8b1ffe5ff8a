// The socket: stays open, catches up after a break, tells a gap, carries questions and answers.
import { tick } from "../data/clock";
import type { EventFrame, Timestamp } from "../data/model";
import { store } from "../data/store";
import { text } from "../text/text";
import { api } from "./api";
import type { Action, Ephemeral, Reply } from "./frames";
import { Refusal, Unreachable } from "./http";

/** Waits between tries to connect, in milliseconds; the last one repeats. */
const RETRY_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000];

/** How often a quiet socket is asked whether it still lives, in milliseconds. */
const PING_MS = 20_000;

/** How long an answer may take, in milliseconds; after that the socket counts as dead. */
const REPLY_MS_MAX = 10_000;

/** How long a typing frame counts, in milliseconds. */
const TYPING_MS = 5_000;

type Frame = EventFrame | Ephemeral | Reply;

interface Waiting {
    resolve: (reply: Reply) => void;
    reject: (error: Error) => void;
    timer: ReturnType<typeof setTimeout>;
}

let socket: WebSocket | null = null;
let wanted = false;
let tries = 0;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
let pingTimer: ReturnType<typeof setInterval> | undefined;
let lastAsk = 0;
const waiting = new Map<number, Waiting>();
const ephemeralListeners = new Set<(frame: Ephemeral) => void>();
const logListeners = new Set<(frame: EventFrame) => void>();
/** Frames that came while a gap is being filled. */
let held: EventFrame[] | null = null;

/** Calls `listener` for each frame that is not in the log; returns how to stop it. */
export function onEphemeral(listener: (frame: Ephemeral) => void): () => void {
    ephemeralListeners.add(listener);
    return () => ephemeralListeners.delete(listener);
}

/** Calls `listener` for each event after it was applied; returns how to stop it. */
export function onLogEvent(listener: (frame: EventFrame) => void): () => void {
    logListeners.add(listener);
    return () => logListeners.delete(listener);
}

/**
 * Asks the server to do something and waits for its answer.
 * Rejects with `Refusal` when it says no and `Unreachable` when there is no connection.
 */
export function ask(action: Action): Promise<Reply> {
    const open = socket;
    if (open?.readyState !== WebSocket.OPEN) {
        return Promise.reject(new Unreachable(text("problem.unreachable")));
    }
    lastAsk += 1;
    const id = lastAsk;
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
            waiting.delete(id);
            reject(new Unreachable(text("problem.unreachable")));
            open.close();
        }, REPLY_MS_MAX);
        waiting.set(id, { resolve, reject, timer });
        open.send(JSON.stringify({ id, ...action }));
    });
}

/** Opens the socket and keeps it open. */
export function connect(): void {
    wanted = true;
    open();
}

/** Closes the socket for good, for example after signing out. */
export function disconnect(): void {
    wanted = false;
    clearTimeout(retryTimer);
    socket?.close();
}

/** Opens a fresh socket at once: the one there is does not answer, or its network is gone. */
export function renew(): void {
    if (!wanted) return;
    const dead = socket;
    closed();
    dead?.close();
    open();
}

/** How far the socket has come. */
export function tryState(): "none" | "opening" | "open" {
    return socket ? (socket.readyState === WebSocket.OPEN ? "open" : "opening") : "none";
}

function open(): void {
    clearTimeout(retryTimer);
    if (!wanted || (socket && socket.readyState <= WebSocket.OPEN)) return;
    const address = new URL(`/api/v1/socket?since=${store.get().seq}`, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const fresh = new WebSocket(address);
    socket = fresh;
    held = null;
    fresh.addEventListener("message", ({ data }) => {
        if (socket === fresh) receive(JSON.parse(String(data)) as Frame);
    });
    fresh.addEventListener("close", () => {
        if (socket === fresh) closed();
    });
}

function closed(): void {
    socket = null;
    clearInterval(pingTimer);
    for (const [id, entry] of waiting) {
        clearTimeout(entry.timer);
        entry.reject(new Unreachable(text("problem.unreachable")));
        waiting.delete(id);
    }
    if (!wanted) return;
    store.dispatch({ type: "local.connection", data: "offline" });
    const wait = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 1_000;
    tries += 1;
    retryTimer = setTimeout(() => void probe(), wait * (0.8 + 0.4 * Math.random()));
}

/** Before connecting again: a sign-in that is over would make every try fail without a word. */
async function probe(): Promise<void> {
    try {
        await api.me();
    } catch (error) {
        if (error instanceof Refusal && error.problem.code === "signed_out") {
            store.dispatch({ type: "local.signed_out" });
            disconnect();
            return;
        }
    }
    open();
}

function receive(frame: Frame): void {
    if ("re" in frame) settle(frame);
    else if ("seq" in frame) receiveEvent(frame);
    else receiveEphemeral(frame);
}

function settle(reply: Reply): void {
    const entry = waiting.get(reply.re);
    if (!entry) return;
    waiting.delete(reply.re);
    clearTimeout(entry.timer);
    if (reply.error) entry.reject(new Refusal(reply.error));
    else entry.resolve(reply);
}

function receiveEvent(frame: EventFrame): void {
    if (held) {
        held.push(frame);
    } else if (store.get().seq < frame.prev) {
        held = [frame];
        void fillGap();
    } else {
        applyEvent(frame);
    }
}

function applyEvent(frame: EventFrame): void {
    if (frame.seq <= store.get().seq) return;
    store.dispatch(frame);
    tick();
    for (const listener of logListeners) listener(frame);
}

/** Reads what the socket did not carry, then goes on with what came meanwhile. */
async function fillGap(): Promise<void> {
    try {
        for (;;) {
            const page = await api.events(store.get().seq);
            for (const frame of page.items) applyEvent(frame);
            if (page.items.length === 0) break;
        }
    } catch {
        await resync();
    }
    const late = held ?? [];
    held = null;
    for (const frame of late) applyEvent(frame);
}

function receiveEphemeral(frame: Ephemeral): void {
    switch (frame.type) {
        case "hello":
            tries = 0;
            setClock(frame.data.now);
            store.dispatch({ type: "local.connection", data: "online" });
            clearInterval(pingTimer);
            pingTimer = setInterval(() => void ask({ do: "ping" }).catch(() => {}), PING_MS);
            break;
        case "clock":
            setClock(frame.data.now);
            break;
        case "resync":
            void resync();
            break;
        case "typing":
            store.dispatch({
                type: "local.typing",
                data: { ...frame.data, untilMs: Date.now() + TYPING_MS },
            });
            setTimeout(tick, TYPING_MS + 50);
            tick();
            break;
        default:
            break;
    }
    for (const listener of ephemeralListeners) listener(frame);
}

/** Goes by the server's clock from now on. */
function setClock(now: Timestamp): void {
    store.dispatch({ type: "local.clock", data: { skewMs: Date.parse(now) - Date.now() } });
    tick();
}

/** Starts over from a fresh snapshot. */
async function resync(): Promise<void> {
    try {
        store.dispatch({ type: "local.snapshot", data: await api.snapshot() });
    } catch {
        socket?.close(); // tried again with the next connection
    }
}

if (typeof window !== "undefined") {
    window.addEventListener("online", open);
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible") open();
    });
}
