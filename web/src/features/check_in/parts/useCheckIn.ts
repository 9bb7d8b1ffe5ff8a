// A check-in by the id in an address: from the data, or from the server if it has ended.
import type { CheckIn } from "../../../data/model";
import { useView } from "../../../data/useView";
import { checkInApi } from "../../../transport/apiCheckIn";
import { useLoaded } from "../../../ui/useLoaded";

/** `undefined` while it is not known yet, `null` if there is none for the reader. */
export function useCheckIn(id: string): CheckIn | null | undefined {
    const known = useView((data) =>
        [...data.work.checkIns.values()].find((checkIn) => checkIn.id === id),
    );
    const { value, error } = useLoaded(known ? "" : id, async () =>
        known ? null : checkInApi.one(id),
    );
    if (known) return known;
    if (error !== null) return null;
    return value?.id === id ? value : undefined;
}
