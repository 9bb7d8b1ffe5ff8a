// After a huddle: one line of what came of it. It takes no focus from who is writing, and can wait.
import { useEffect, useState } from "react";
import { useView } from "../../data/useView";
import { onDemand } from "../../ui/onDemand";
import { talkedIn } from "./model";
import type { Talked } from "./parts/OutcomePane";
import { useCall } from "./useCall";

const OutcomePane = onDemand(async () => (await import("./parts/OutcomePane")).OutcomePane);

export function OutcomeCard() {
    const session = useCall((call) => call.session);
    const talked = useView((data) => talkedIn(data, session));
    const topic = talked?.topic ?? null;
    const [last, setLast] = useState<Talked | null>(null);
    const [over, setOver] = useState<Talked | null>(null);

    useEffect(() => {
        if (session && topic) setLast({ session, topic });
    }, [session, topic]);
    useEffect(() => {
        if (!last || session === last.session) return;
        setOver(last);
        setLast(null);
    }, [session, last]);

    if (!over) return null;
    return <OutcomePane key={over.session} talked={over} onClose={() => setOver(null)} />;
}
