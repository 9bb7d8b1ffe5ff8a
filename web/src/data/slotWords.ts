// Times that two people have in common, to choose from and to suggest.
import { text } from "../text/text";
import { clockTime, exactTime } from "../text/time";
import type { PersonId, SharedSpan } from "./model";
import { firstNameOf, myZone, zoneOf } from "./select";
import type { Data } from "./state";

/** A time that both have. */
export interface Slot {
    /** On the reader's clock: "Mon 09:00 to 09:15". */
    label: string;
    /** On the other's clock, where that shows something else: "Mon 17:00 for Ana". */
    there: string;
    /** What a message that suggests it says. */
    suggestion: string;
}

/** The times in words, for the reader and one other person. */
export function slotsOf(
    data: Data,
    person: PersonId,
    spans: readonly SharedSpan[],
    nowMs: number,
): Slot[] {
    const mine = myZone(data);
    const theirs = zoneOf(data, person);
    const name = firstNameOf(data, person);
    return spans.map((span) => {
        const from = Date.parse(span.from);
        const time = exactTime(from, nowMs, mine);
        const end = clockTime(Date.parse(span.until), mine);
        const label = text("slot.label", { time, end });
        const local = exactTime(from, nowMs, theirs);
        if (clockTime(from, mine) === clockTime(from, theirs)) {
            return { label, there: "", suggestion: text("slot.suggestion", { time }) };
        }
        return {
            label,
            there: text("slot.there", { there: local, name }),
            suggestion: text("slot.suggestion_there", { time, there: local, name }),
        };
    });
}
