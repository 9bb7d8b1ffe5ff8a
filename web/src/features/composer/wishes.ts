// What an author wants of a message besides its text.
import type { UrgentBody } from "../../data/model";
import type { Choice } from "./model";
import type { PurposePick } from "./parts/Advisor";

export interface Wishes {
    /** How soon a reply is wanted; `null` leaves it to the channel. */
    choice: Choice | null;
    /** With "By…": until when, as the box holds it. */
    by: string;
    urgent: UrgentBody | null;
    pick: PurposePick | null;
}

export const NO_WISHES: Wishes = { choice: null, by: "", urgent: null, pick: null };
