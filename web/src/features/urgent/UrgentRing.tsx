// Rings for an urgent request that nobody has answered. It takes no focus from who is writing.
import { lazy, Suspense } from "react";
import { useView } from "../../data/useView";
import { ringView, urgentRings } from "./model";

const RingCard = lazy(async () => ({ default: (await import("./parts/RingCard")).RingCard }));

/** Shows the first of what rings. */
export function UrgentRing() {
    const view = useView((data) => {
        const [first] = urgentRings(data);
        return first ? ringView(data, first) : null;
    });
    if (!view) return null;
    return (
        <Suspense fallback={null}>
            <RingCard key={view.id} view={view} />
        </Suspense>
    );
}
