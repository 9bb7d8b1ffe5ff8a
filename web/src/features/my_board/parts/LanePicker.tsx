// The lanes on a phone: one at a time, picked here or swiped.
import { type RefObject, useEffect, useState } from "react";
import type { ShownLane } from "../../../data/myBoard";
import { text } from "../../../text/text";
import type { LaneView } from "../model";
import styles from "./LanePicker.module.css";

export function LanePicker({
    lanes,
    box,
}: {
    lanes: readonly LaneView[];
    box: RefObject<HTMLDivElement | null>;
}) {
    const [shown, setShown] = useState<ShownLane>("now");

    // Begins with what one is on, else with the first that holds anything.
    // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what stands there then
    useEffect(() => {
        const first = ["now", "inbox", "next"].find((name) =>
            lanes.some((lane) => lane.lane === name && 0 < lane.cards.length),
        );
        scrollTo(box.current, first ?? "now", "instant");
    }, []);

    useEffect(() => {
        const row = box.current;
        if (!row) return;
        const seen = new IntersectionObserver(
            (entries) => {
                for (const entry of entries) {
                    const name = entry.target.getAttribute("data-lane");
                    const lane = lanes.find((one) => one.lane === name)?.lane;
                    if (entry.isIntersecting && lane) setShown(lane);
                }
            },
            { root: row, threshold: 0.6 },
        );
        for (const lane of row.querySelectorAll("[data-lane]")) seen.observe(lane);
        return () => seen.disconnect();
    }, [box, lanes]);

    return (
        <nav className={styles["picker"]} aria-label={text("my_board.lanes")}>
            {lanes.map((lane) => (
                <button
                    key={lane.lane}
                    type="button"
                    className={`${styles["pick"]} ${styles[lane.lane]}`}
                    aria-current={lane.lane === shown ? "true" : undefined}
                    onClick={() => scrollTo(box.current, lane.lane, "smooth")}
                >
                    {lane.title}
                    {0 < lane.cards.length && <small className="num">{lane.cards.length}</small>}
                </button>
            ))}
        </nav>
    );
}

/** Brings a lane to the left edge of the row; the page itself stays where it is. */
function scrollTo(row: HTMLElement | null, lane: string, behavior: ScrollBehavior): void {
    const found = row?.querySelector<HTMLElement>(`[data-lane="${lane}"]`);
    const [first] = row?.children ?? [];
    if (!row || !found || !(first instanceof HTMLElement)) return;
    row.scrollTo({ left: found.offsetLeft - first.offsetLeft, behavior });
}
