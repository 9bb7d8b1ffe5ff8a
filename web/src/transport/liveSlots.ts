// Which picture is asked for in which slot, and at what size.
import type { PersonId } from "../data/model";
import type { MediaSource, SlotWish } from "./frames";

/** A picture that is in sight. Sizes are in device pixels. */
export interface Wanted {
    readonly person: PersonId;
    readonly source: MediaSource;
    readonly width: number;
    readonly height: number;
}

/** What is asked for in each slot, by its `mid`. */
export type Assignment = ReadonlyMap<string, Wanted>;

/** Sizes are asked for in steps, so that a moving border does not ask anew at every pixel. */
const STEP_PX = 32;

/** Names a picture, whoever shows it. */
export function pictureKey(person: PersonId, source: MediaSource): string {
    return `${person} ${source}`;
}

function keyOf(wanted: Wanted): string {
    return pictureKey(wanted.person, wanted.source);
}

function area(wanted: Wanted): number {
    return wanted.width * wanted.height;
}

function stepped(pixels: number): number {
    return Math.ceil(pixels / STEP_PX) * STEP_PX;
}

/** One entry for each picture, at its largest size; screens first, then the larger ones. */
function merged(wanted: readonly Wanted[]): Wanted[] {
    const largest = new Map<string, Wanted>();
    for (const entry of wanted) {
        const key = keyOf(entry);
        const known = largest.get(key);
        if (known && area(entry) <= area(known)) continue;
        const { person, source } = entry;
        const size = { width: stepped(entry.width), height: stepped(entry.height) };
        largest.set(key, { person, source, ...size });
    }
    const rank = (entry: Wanted) => (entry.source === "screen" ? 0 : 1);
    return [...largest.values()].sort((a, b) => rank(a) - rank(b) || area(b) - area(a));
}

/**
 * Gives each wanted picture a slot. What has one keeps it, so that nothing flickers; if there are
 * more pictures than slots, screens and then the largest are shown.
 */
export function assignSlots(
    before: Assignment,
    wanted: readonly Wanted[],
    mids: readonly string[],
): Assignment {
    const chosen = merged(wanted).slice(0, mids.length);
    const next = new Map<string, Wanted>();
    const placed = new Set<string>();
    for (const [mid, had] of before) {
        const same = chosen.find((entry) => keyOf(entry) === keyOf(had));
        if (!same || !mids.includes(mid)) continue;
        next.set(mid, same);
        placed.add(keyOf(same));
    }
    const free = mids.filter((mid) => !next.has(mid));
    for (const entry of chosen) {
        if (placed.has(keyOf(entry))) continue;
        const mid = free.shift();
        if (mid !== undefined) next.set(mid, entry);
    }
    return next;
}

/** What to tell the server of every slot. */
export function allWishes(next: Assignment, mids: readonly string[]): SlotWish[] {
    return mids.map((mid) => {
        const wanted = next.get(mid);
        return wanted
            ? { mid, ...wanted }
            : { mid, person: null, source: "camera", width: 0, height: 0 };
    });
}

/** What to tell the server: the slots that differ. */
export function changedWishes(before: Assignment, next: Assignment): SlotWish[] {
    const wishes: SlotWish[] = [];
    for (const [mid, wanted] of next) {
        const had = before.get(mid);
        const same =
            had !== undefined &&
            keyOf(had) === keyOf(wanted) &&
            had.width === wanted.width &&
            had.height === wanted.height;
        if (!same) wishes.push({ mid, ...wanted });
    }
    for (const [mid, had] of before) {
        if (next.has(mid)) continue;
        wishes.push({ mid, person: null, source: had.source, width: 0, height: 0 });
    }
    return wishes;
}
