// My own availability: the week and what others see of it.
import { localTime, myself, placeOf } from "../../data/select";
import { useView } from "../../data/useView";
import { AvailabilityEditor } from "../../features/availability/AvailabilityEditor";
import { myStateWords } from "../../features/availability/model";
import { text } from "../../text/text";
import { Page } from "../../ui/Page";
import { useTitle } from "../title";

export function AvailabilityPage() {
    useTitle(text("availability.title"));
    const intro = useView((data, nowMs) => {
        const me = myself(data);
        if (!me) return "";
        const state = myStateWords(data, nowMs);
        return text("availability.intro", {
            time: localTime(data, me.id, nowMs),
            place: placeOf(me),
            state: [state.now, state.next].filter(Boolean).join(", "),
        });
    });
    return (
        <Page title={text("availability.title")} intro={intro}>
            <AvailabilityEditor />
        </Page>
    );
}
