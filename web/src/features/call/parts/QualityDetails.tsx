// What goes over the connection now, in numbers, while somebody looks at them.
import { useEffect, useState } from "react";
import { type Flow, flowBetween, readSums, type Sums } from "../../../transport/liveFlow";
import { flowLines, ownQuality } from "../quality";
import { useCall, useCallView } from "../useCall";
import styles from "./Quality.module.css";

/** How often it is measured, in milliseconds. */
const LOOK_MS = 1_000;

/** Looks that one measurement spans, so that the numbers are calm. */
const LOOKS = 4;

export function QualityDetails() {
    const { words, help } = useCallView(ownQuality);
    const shown = useCall((call) => call.pictures.size);
    const paused = useCall((call) => call.paused.size);
    const flow = useFlow();
    return (
        <div className={styles["details"]}>
            <p>{words}</p>
            <dl>
                {flowLines(flow, { shown, paused }).map(({ name, value }) => (
                    <div key={name}>
                        <dt>{name}</dt>
                        <dd className="num">{value}</dd>
                    </div>
                ))}
            </dl>
            {help !== "" && <p className={styles["help"]}>{help}</p>}
        </div>
    );
}

/** What went over the connection in the last seconds. */
function useFlow(): Flow | null {
    const [flow, setFlow] = useState<Flow | null>(null);
    useEffect(() => {
        let alive = true;
        let looks: Sums[] = [];
        const look = async () => {
            const now = await readSums();
            if (!alive || !now) return;
            looks = [...looks, now].slice(-LOOKS);
            const [first] = looks;
            const went = first && first !== now ? flowBetween(first, now) : null;
            // A new connection begins anew.
            if (!went) looks = [now];
            setFlow(went);
        };
        void look();
        const timer = setInterval(() => void look(), LOOK_MS);
        return () => {
            alive = false;
            clearInterval(timer);
        };
    }, []);
    return flow;
}
