// Starts and ends a visit: what was kept is shown at once, then the server's truth.
import { keptWork } from "../data/applyWork";
import type { EventFrame, Me } from "../data/model";
import { myZone } from "../data/select";
import { type Data, KEPT_SHAPE, type Kept, type MessageWindow } from "../data/state";
import { store } from "../data/store";
import { startOfDay } from "../text/time";
import { api } from "./api";
import { clearDisk, readKept, writeKept } from "./disk";
import { Refusal } from "./http";
import { flush, restoreOutbox } from "./outbox";
import { connect, disconnect, onEphemeral, onLogEvent } from "./socket";

/** How long the data rests before it is written to disk, in milliseconds. */
const KEEP_AFTER_MS = 1_500;

/** Topics whose messages are kept on disk, and how many of each. */
const KEPT_WINDOWS = 40;
const KEPT_MESSAGES = 60;

/** How often reach is read anew, in milliseconds: states change by the minute. */
const REACH_EVERY_MS = 60_000;

/** Days of reach that are read, from the start of today. */
const REACH_DAYS = 2;

/** Events that may move when somebody can be reached. */
const MOVES_REACH: ReadonlySet<EventFrame["type"]> = new Set([
    "availability.updated",
    "person.updated",
    "session.updated",
    "session.stay",
    "organisation.updated",
    "group.updated",
    "agreement.updated",
]);

/** Where the first look at the server leads. */
export type Start = "set_up" | "signed_out" | "signed_in" | "unreachable";

/** Who is here, asked for while what was kept is read; `null` once it was taken. */
let early: Promise<Me> | null = null;

/** Shows what was kept; tells whether there was anything. */
export async function restore(): Promise<boolean> {
    early = api.me();
    // Whoever takes it hears what went wrong.
    early.catch(() => {});
    const kept = await readKept();
    if (!kept) return false;
    store.dispatch({ type: "local.restored", data: kept });
    await restoreOutbox();
    return true;
}

/** Asks the server who is here and brings the data up to date. */
export async function begin(): Promise<Start> {
    let me: Me;
    const asked = early ?? api.me();
    early = null;
    try {
        me = await asked;
    } catch (error) {
        if (!(error instanceof Refusal)) {
            if (store.get().me) connectSoon();
            return store.get().me ? "signed_in" : "unreachable";
        }
        await forget();
        const { set_up } = await api.setup();
        return set_up ? "signed_out" : "set_up";
    }
    await enter(me);
    return "signed_in";
}

/** Begins the visit of a person who has just signed in or is known already. */
export async function enter(me: Me): Promise<void> {
    const known = store.get();
    const same = known.me === me.person.id && 0 < known.seq;
    const sameOrganisation = known.organisation?.created_at === me.organisation.created_at;
    if (!same || !sameOrganisation) {
        store.dispatch({ type: "local.signed_out" });
        store.dispatch({ type: "local.signed_in", data: me });
        store.dispatch({ type: "local.snapshot", data: await api.snapshot() });
        await restoreOutbox();
    } else {
        store.dispatch({ type: "local.signed_in", data: me });
    }
    connectSoon();
}

let started = false;

function connectSoon(): void {
    if (!started) {
        started = true;
        startKeeping();
        startReach();
        watchConnection();
    }
    connect();
}

/** Ends the visit: nothing of it stays on the device. */
export async function forget(): Promise<void> {
    disconnect();
    store.dispatch({ type: "local.signed_out" });
    await clearDisk();
}

/** The outbox goes out whenever the connection is back. */
function watchConnection(): void {
    let last = store.get().connection;
    store.subscribe(() => {
        const { connection } = store.get();
        if (connection === "online" && last !== "online") {
            flush();
            void readReach();
        }
        last = connection;
    });
    if (last === "online") flush();
}

function startKeeping(): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let kept: Data | null = null;
    const keepNow = () => {
        clearTimeout(timer);
        timer = undefined;
        const data = store.get();
        if (data === kept || !data.me || data.seq === 0) return;
        kept = data;
        void writeKept(keptOf(data));
    };
    store.subscribe(() => {
        timer ??= setTimeout(keepNow, KEEP_AFTER_MS);
    });
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") keepNow();
    });
}

function keptOf(data: Data): Kept {
    const windows = [...data.windows].slice(-KEPT_WINDOWS).map(([topic, window]) => {
        const cut = window.messages.length > KEPT_MESSAGES;
        const kept: MessageWindow = {
            ...window,
            messages: window.messages.slice(-KEPT_MESSAGES),
            hasOlder: window.hasOlder || cut,
        };
        return [topic, kept] as const;
    });
    return {
        shape: KEPT_SHAPE,
        seq: data.seq,
        me: data.me,
        email: data.email,
        organisation: data.organisation,
        people: data.people,
        availability: data.availability,
        channels: data.channels,
        memberships: data.memberships,
        topics: data.topics,
        places: data.places,
        requests: data.requests,
        deliveries: data.deliveries,
        sessions: data.sessions,
        blockers: data.blockers,
        groups: data.groups,
        agreements: data.agreements,
        proposals: data.proposals,
        talkOffers: data.talkOffers,
        scheduled: data.scheduled,
        reminders: data.reminders,
        ways: data.ways,
        work: keptWork(data.work, data.me),
        windows: new Map(windows),
        reach: data.reach,
    };
}

/** Reads when everybody can be reached, today and tomorrow. */
export async function readReach(): Promise<void> {
    const data = store.get();
    if (!data.me) return;
    const nowMs = store.nowMs();
    const fromMs = startOfDay(nowMs, myZone(data));
    try {
        const answer = await api.reach(fromMs, fromMs + REACH_DAYS * 24 * 3_600_000);
        store.dispatch({ type: "local.reach", data: answer.items });
    } catch {
        // The last known reach stays until the next try.
    }
}

function startReach(): void {
    void readReach();
    setInterval(() => {
        if (document.visibilityState === "visible") void readReach();
    }, REACH_EVERY_MS);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readSoon = () => {
        clearTimeout(timer);
        timer = setTimeout(() => void readReach(), 150);
    };
    onLogEvent((frame) => {
        if (MOVES_REACH.has(frame.type)) readSoon();
    });
    onEphemeral((frame) => {
        if (frame.type === "clock") readSoon();
    });
}
