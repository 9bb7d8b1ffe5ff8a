// The call guard in words: where it is what time for them, and the ways that are left.
import { onBothClocks } from "../../data/laterTimes";
import type { CallGuard } from "../../data/model";
import { firstNameOf, myZone, placeOf, zoneOf } from "../../data/select";
import { type Slot, slotsOf } from "../../data/slotWords";
import type { Data } from "../../data/state";
import { budgetWords, urgentLeft } from "../../data/urgentWords";
import { whyState } from "../../data/words";
import { text } from "../../text/text";
import { clockTime, exactTime } from "../../text/time";

export interface GuardView {
    name: string;
    title: string;
    /** "It is 22:40 for Ana in Tokyo. Ana is outside working hours, until Mon 09:00 there." */
    state: string;
    /** When a message would be told; on both clocks if they differ. */
    told: string;
    /** Whether they have any working time ahead. */
    canTell: boolean;
    /** The next times both have; none if there are none soon. */
    slots: Slot[];
    budget: string;
    spent: boolean;
}

/** Computes what the dialog says. */
export function guardView(data: Data, guard: CallGuard, nowMs: number): GuardView {
    const name = firstNameOf(data, guard.person);
    const person = data.people.get(guard.person);
    const zone = zoneOf(data, guard.person);
    const local = text("guard.local", {
        time: clockTime(nowMs, zone),
        name,
        place: person ? placeOf(person) : zone,
    });
    const why = whyState(name, guard.reason);
    const until = guard.until
        ? text("guard.until", { why, time: exactTime(Date.parse(guard.until), nowMs, zone) })
        : text("guard.why", { why });
    const told = guard.told_at ? Date.parse(guard.told_at) : null;
    return {
        name,
        title: text("guard.title", { name }),
        state: `${local} ${until}`,
        told:
            told === null
                ? text("guard.never")
                : text("guard.write_hint", { time: onBothClocks(data, guard.person, told, nowMs) }),
        canTell: told !== null,
        slots: slotsOf(data, guard.person, guard.slots, nowMs),
        budget: budgetWords(guard.budget, nowMs, myZone(data)),
        spent: urgentLeft(guard.budget) === 0,
    };
}
