// When a message could go out later: the next working minute of whom it asks, a morning here or there.
import { laterTimes, onBothClocks } from "../../data/laterTimes";
import type { LaterChoice, PersonId } from "../../data/model";
import { firstNameOf, myZone, zoneOf } from "../../data/select";
import type { Data } from "../../data/state";
import { instantAt, MORNING_MINUTE, nextMorning } from "../../text/dates";
import { text } from "../../text/text";
import { clockTime, dayKey, exactTime, fromLocalInput } from "../../text/time";
import { minuteWords } from "../../text/week";

/** Most people whose clocks are offered. */
const PEOPLE_MAX = 3;

/** A time a message could go out at. */
export interface LaterOption {
    id: string;
    /** What it is: "Ana’s next working minute". */
    label: string;
    /** When that is, on both clocks if they differ: "Mon 09:00, 01:00 for you". */
    hint: string;
    choice: LaterChoice;
}

/** "Tue 09:00, Tue 17:00 for Ana". */
function onMyClockFirst(data: Data, person: PersonId, ms: number, nowMs: number): string {
    const mine = myZone(data);
    const theirs = zoneOf(data, person);
    const time = exactTime(ms, nowMs, mine);
    if (clockTime(ms, mine) === clockTime(ms, theirs)) return time;
    const name = firstNameOf(data, person);
    return text("send_later.mine_first", { time, name, there: exactTime(ms, nowMs, theirs) });
}

/** What is offered for a message to these people. */
export function laterOptions(
    data: Data,
    nowMs: number,
    people: readonly PersonId[],
): LaterOption[] {
    const options: LaterOption[] = [];
    const mine = myZone(data);
    const near = people.slice(0, PEOPLE_MAX);
    for (const person of near) {
        const at = data.reach.get(person)?.next_reachable;
        if (!at || Date.parse(at) <= nowMs) continue;
        options.push({
            id: `next ${person}`,
            label: text("send_later.next_working", { name: firstNameOf(data, person) }),
            hint: onBothClocks(data, person, Date.parse(at), nowMs),
            choice: { choice: "next_working_minute", person },
        });
    }
    for (const time of laterTimes(data, nowMs)) {
        if (time.id === "hour") continue;
        const [first] = near;
        options.push({
            id: time.id,
            label: time.label,
            hint: first
                ? onMyClockFirst(data, first, time.atMs, nowMs)
                : exactTime(time.atMs, nowMs, mine),
            choice: { choice: "at", at: new Date(time.atMs).toISOString() },
        });
    }
    for (const person of near) {
        const zone = zoneOf(data, person);
        const monday = nextMorning(nowMs, zone, "monday");
        if (clockTime(monday, mine) === minuteWords(MORNING_MINUTE)) continue;
        options.push({
            id: `monday ${person}`,
            label: text("send_later.monday_there", { name: firstNameOf(data, person) }),
            hint: onBothClocks(data, person, monday, nowMs),
            choice: {
                choice: "their_time",
                person,
                date: dayKey(monday, zone),
                minute: MORNING_MINUTE,
            },
        });
    }
    return options;
}

/** When a choice comes, as far as this client knows; `null` if it does not know. */
export function choiceMs(data: Data, choice: LaterChoice, nowMs: number): number | null {
    switch (choice.choice) {
        case "at":
            return Date.parse(choice.at);
        case "their_time":
            return instantAt(choice.date, choice.minute, zoneOf(data, choice.person));
        case "next_working_minute": {
            const at = data.reach.get(choice.person)?.next_reachable;
            return at ? Math.max(nowMs, Date.parse(at)) : null;
        }
    }
}

/** When a message goes out, in words. */
export function laterWords(data: Data, choice: LaterChoice, nowMs: number): string {
    const ms = choiceMs(data, choice, nowMs);
    if (choice.choice === "at") {
        const time = ms === null ? "" : exactTime(ms, nowMs, myZone(data));
        return text("send_later.goes_out", { time });
    }
    const time = ms === null ? "" : onBothClocks(data, choice.person, ms, nowMs);
    if (choice.choice === "their_time") return text("send_later.goes_out", { time });
    const name = firstNameOf(data, choice.person);
    if (ms !== null && ms <= nowMs) return text("send_later.next_is_now", { name });
    return text("send_later.goes_out_next", { name, time });
}

/** The choice of a date and time on somebody's clock; on the reader's own it is an instant. */
export function pickedChoice(
    data: Data,
    person: PersonId,
    value: string,
): { choice: LaterChoice; ms: number } | null {
    const ms = fromLocalInput(value, zoneOf(data, person));
    if (ms === null) return null;
    if (person === data.me) {
        return { ms, choice: { choice: "at", at: new Date(ms).toISOString() } };
    }
    const [date = "", clock = ""] = value.split("T");
    const [hours = 0, minutes = 0] = clock.split(":").map(Number);
    return { ms, choice: { choice: "their_time", person, date, minute: hours * 60 + minutes } };
}
