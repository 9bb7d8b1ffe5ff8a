// Where people work on a date, and how that is said.
import { dayOf } from "../text/dates";
import { text } from "../text/text";
import { dayKey } from "../text/time";
import type { PersonId, Place, Places } from "./model";
import { zoneOf } from "./select";
import type { Data } from "./state";

/** Where one works on a date, by its exception or by the week; `null` if nothing was said. */
export function placeOn(places: Places, key: string): Place | null {
    const ofDate = places.dates.findLast((entry) => entry.date === key);
    if (ofDate) return ofDate.place;
    return places.weekly.find((entry) => entry.day === dayOf(key))?.place ?? null;
}

/** "In the office, Berlin" or "not in an office". */
export function placeWords(place: Place): string {
    return place.place === "remote"
        ? text("place.today_remote")
        : text("place.today_office", { name: place.name });
}

/** Where somebody works today, on their date; empty if they did not say. */
export function placeToday(data: Data, person: PersonId, nowMs: number): string {
    const places = data.availability.get(person)?.places;
    if (!places) return "";
    const place = placeOn(places, dayKey(nowMs, zoneOf(data, person)));
    return place ? placeWords(place) : "";
}
