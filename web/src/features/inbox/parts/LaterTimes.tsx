// Later times for the selected request, one press each; the dialog has every other one.
import { laterTimes, theirTime } from "../../../data/laterTimes";
import type { RequestId } from "../../../data/model";
import { openOverlay } from "../../../data/overlay";
import { dueMs, firstNameOf, myZone, zoneOf } from "../../../data/select";
import type { Data } from "../../../data/state";
import { store } from "../../../data/store";
import { useView } from "../../../data/useView";
import { dueWords } from "../../../data/words";
import { text } from "../../../text/text";
import { dialOf, stepOf } from "../../../text/time";
import { acts } from "../../../transport/acts";
import { problemWords } from "../../../transport/http";
import { Dial } from "../../../ui/Dial";
import { Kbd } from "../../../ui/Kbd";
import { say } from "../../../ui/Toasts";
import styles from "./ReadingPane.module.css";

/** How many times are offered beside the message. */
const OFFERED = 2;

function timesOf(data: Data, id: RequestId, nowMs: number) {
    const request = data.requests.get(id);
    if (!request) return [];
    const zone = myZone(data);
    const due = dueMs(request);
    const after = Number.isFinite(due) ? due : nowMs;
    const name = firstNameOf(data, request.from);
    return laterTimes(data, nowMs, after)
        .slice(0, OFFERED)
        .map((time) => ({
            ...time,
            step: stepOf(time.atMs, nowMs, zone),
            fill: dialOf(time.atMs - nowMs),
            hint: theirTime(time.atMs, nowMs, zone, zoneOf(data, request.from), name),
        }));
}

export function LaterTimes({ request, name }: { request: RequestId; name: string }) {
    const times = useView((data, nowMs) => timesOf(data, request, nowMs));
    const handleDefer = (atMs: number) => {
        acts.defer(request, atMs).then(
            (answer) => {
                const due = dueWords(store.get(), answer, store.nowMs());
                say(text("request.deferred", { due, name }));
            },
            (error) => say(problemWords(error), true),
        );
    };
    return (
        <section className={styles["later"]} aria-label={text("inbox.or_later")}>
            <h3 className={styles["or"]}>
                {text("inbox.or_later")} <Kbd>L</Kbd>
            </h3>
            {times.map((time) => (
                <button key={time.id} type="button" onClick={() => handleDefer(time.atMs)}>
                    <span className={`step-${time.step} num`}>
                        <Dial fill={time.fill} /> {time.time}
                    </span>
                    <small className="num">{time.hint}</small>
                </button>
            ))}
            <button type="button" onClick={() => openOverlay({ kind: "request_time", request })}>
                <span className="step-later">{text("later.pick")}</span>
            </button>
            <p className={styles["note"]}>{text("request.defer_note", { name })}</p>
        </section>
    );
}
