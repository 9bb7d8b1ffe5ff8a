// The weekly walk: one thing at a time, in the server's order, and what came of it.

import type { WalkStep } from "../../data/model";
import { myRows, type ShownLane } from "../../data/myBoard";
import { myZone } from "../../data/select";
import type { Data } from "../../data/state";
import { itemKey } from "../../data/work";
import { text } from "../../text/text";
import { lengthWords, shortTime } from "../../text/time";
import { type CardView, cardView, laneTitle } from "./model";

/** How long the walk is meant to take, in milliseconds. */
export const WALK_MS = 5 * 60_000;

/** What came of one thing. */
export type Outcome = "step" | "snoozed" | "help" | "let_go" | "done" | "moved" | "kept";

const OUTCOMES: readonly Outcome[] = ["step", "snoozed", "help", "done", "let_go", "moved", "kept"];

export interface WalkCard {
    card: CardView;
    lane: ShownLane;
    /** "Now, here since Mon 09:00". */
    where: string;
}

/** Something as the walk shows it; `null` once it is gone from the board. */
export function walkCard(data: Data, step: WalkStep | undefined, nowMs: number): WalkCard | null {
    if (!step) return null;
    const key = itemKey(step);
    const row = myRows(data, nowMs).find((one) => one.key === key);
    if (!row) return null;
    const card = cardView(data, row, nowMs);
    const since = row.card?.moved_at ?? row.task?.created_at ?? row.request?.opened_at;
    const where = [
        laneTitle(row.lane),
        ...(since
            ? [
                  text("walk.here_since", {
                      time: shortTime(Date.parse(since), nowMs, myZone(data)),
                  }),
              ]
            : []),
    ];
    return { card, lane: row.lane, where: where.join(", ") };
}

/** The next one from a place that still stands on the board; the length of the list at the end. */
export function nextPlace(
    steps: readonly WalkStep[],
    from: number,
    by: 1 | -1,
    stands: (key: string) => boolean,
): number {
    let place = from + by;
    for (; 0 <= place && place < steps.length; place += by) {
        const step = steps[place];
        if (step && stands(itemKey(step))) return place;
    }
    return by === 1 ? steps.length : from;
}

export interface WalkEnd {
    title: string;
    line: string;
    counts: string[];
}

/** What the end says: how many, how long, what came of them; `left` are those it did not come to. */
export function walkEnd(
    outcomes: ReadonlyMap<string, Outcome>,
    tookMs: number,
    left: number,
): WalkEnd {
    const counts = OUTCOMES.map((outcome) => ({
        outcome,
        count: [...outcomes.values()].filter((one) => one === outcome).length,
    }));
    const what = text("walk.things", { count: outcomes.size });
    const time = lengthWords(tookMs);
    return {
        title: text(left === 0 ? "walk.ended" : "walk.ended_early"),
        line:
            left === 0
                ? text("walk.ended_line", { what, time })
                : text("walk.ended_early_line", { what, time, count: left }),
        counts: counts
            .filter(({ count }) => 0 < count)
            .map(({ outcome, count }) => text(`walk.count_${outcome}`, { count })),
    };
}

/** What the clock of the walk shows. */
export function clockWords(tookMs: number): string {
    const left = WALK_MS - tookMs;
    return left <= 0 ? text("walk.clock_over") : text("walk.clock", { time: lengthWords(left) });
}
