// Which pictures are in sight: tiles say so, the server sends those and no others.

import type { PersonId } from "../data/model";
import type { MediaSource } from "./frames";
import { Refusal } from "./http";
import { type Assignment, allWishes, assignSlots, changedWishes, type Wanted } from "./liveSlots";
import { callState, currentPeer } from "./liveState";
import { ask } from "./socket";

/** Tiles move together when a layout changes; one question is asked for all of them. */
const SETTLE_MS = 80;

/** A page that was hidden a moment ago is often back at once. */
const HIDDEN_MS = 1_500;

const views = new Map<object, Wanted>();
let asked: Assignment = new Map();
let timer: ReturnType<typeof setTimeout> | undefined;
let onRefused: () => void = () => {};

/** Calls `listener` when the server does not know this person's connection. */
export function watchRefusals(listener: () => void): void {
    onRefused = listener;
}

/** Says that a picture is in sight at a size in device pixels; `view` names who shows it. */
export function showPicture(
    view: object,
    person: PersonId,
    source: MediaSource,
    size: { width: number; height: number },
): void {
    views.set(view, { person, source, ...size });
    settle(SETTLE_MS);
}

/** Says that it is no longer in sight. */
export function hidePicture(view: object): void {
    if (views.delete(view)) settle(SETTLE_MS);
}

/** Asks for every slot anew: the server keeps what a connection before this one asked for. */
export function askAgain(): void {
    send(true);
}

/** Forgets what was asked. */
export function forgetViews(): void {
    clearTimeout(timer);
    asked = new Map();
}

function settle(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => send(false), ms);
}

function send(all: boolean): void {
    const { phase, session } = callState();
    const peer = currentPeer();
    if (phase !== "live" || !session || !peer) return;
    const mids = [...peer.pictures.keys()];
    const wanted = document.visibilityState === "visible" ? [...views.values()] : [];
    const next = assignSlots(asked, wanted, mids);
    const wishes = all ? allWishes(next, mids) : changedWishes(asked, next);
    asked = next;
    if (wishes.length === 0) return;
    ask({ do: "session.slots", session, wishes }).catch((error: unknown) => {
        if (error instanceof Refusal) onRefused();
    });
}

if (typeof document !== "undefined") {
    document.addEventListener("visibilitychange", () => {
        settle(document.visibilityState === "visible" ? 0 : HIDDEN_MS);
    });
}
