// Where the clock of a sample organisation can be moved to by one click.
import { myself, myZone, placeOf } from "../../data/select";
import type { Data } from "../../data/state";
import { dayOf, instantAt, MORNING_MINUTE, nextMorning } from "../../text/dates";
import { text } from "../../text/text";
import { clockTime, dayKey, shortTime } from "../../text/time";

const HOUR_MS = 3_600_000;

/** Most places of colleagues that are offered. */
const PLACES_MAX = 3;

/** A time to move the clock to. */
export interface Skip {
    id: string;
    /** "Monday 09:00 in Tokyo". */
    label: string;
    /** The same on the reader's clock, if it is another time. */
    hint: string;
    atMs: number;
}

/** "It is Fri 14:40 here". */
export function hereWords(nowMs: number, zone: string): string {
    const day = text(`day_short.${dayOf(dayKey(nowMs, zone))}`);
    return text("demo.here", { time: `${day} ${clockTime(nowMs, zone)}` });
}

/** The colleagues' zones that are farthest from the reader's, each with the place of one. */
function farPlaces(data: Data, nowMs: number): { zone: string; place: string }[] {
    const mine = myZone(data);
    const found = new Map<string, { zone: string; place: string; farMs: number }>();
    for (const person of data.people.values()) {
        const zone = person.time_zone;
        if (person.disabled_at !== null || zone === mine || person.id === myself(data)?.id)
            continue;
        const today = dayKey(nowMs, mine);
        const farMs = Math.abs(
            instantAt(today, MORNING_MINUTE, zone) - instantAt(today, MORNING_MINUTE, mine),
        );
        // Those whose clock shows the same are here, too.
        if (farMs === 0 || found.has(zone)) continue;
        found.set(zone, { zone, place: placeOf(person), farMs });
    }
    return [...found.values()]
        .sort((a, b) => b.farMs - a.farMs || a.place.localeCompare(b.place))
        .slice(0, PLACES_MAX);
}

/** What is offered, in order of time. */
export function skips(data: Data, nowMs: number): Skip[] {
    const zone = myZone(data);
    const make = (id: string, atMs: number, label: string): Skip => {
        const mine = shortTime(atMs, nowMs, zone);
        return { id, atMs, label, hint: label.includes(clockTime(atMs, zone)) ? "" : mine };
    };
    return [
        make("hour", nowMs + HOUR_MS, text("demo.hour")),
        make("tomorrow", nextMorning(nowMs, zone, null), text("demo.tomorrow")),
        ...farPlaces(data, nowMs).map((far) =>
            make(
                far.zone,
                nextMorning(nowMs, far.zone, "monday"),
                text("demo.monday_in", { place: far.place }),
            ),
        ),
    ].sort((a, b) => a.atMs - b.atMs);
}
