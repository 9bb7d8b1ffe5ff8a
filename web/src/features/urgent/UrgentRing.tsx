// Rings for an urgent request that nobody has answered. It takes no focus from who is writing.
import { useView } from "../../data/useView";
import { onDemand } from "../../ui/onDemand";
import { ringView, urgentRings } from "./model";

const RingCard = onDemand(async () => (await import("./parts/RingCard")).RingCard);

/** Shows the first of what rings. */
export function UrgentRing() {
    const view = useView((data) => {
        const [first] = urgentRings(data);
        return first ? ringView(data, first) : null;
    });
    if (!view) return null;
    return <RingCard key={view.id} view={view} />;
}
