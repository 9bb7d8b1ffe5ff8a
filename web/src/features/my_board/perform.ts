// Does what a key, a button or a menu asks for, and says what came of it.

import type { Lane, MyItem } from "../../data/model";
import type { ShownLane } from "../../data/myBoard";
import { openOverlay } from "../../data/overlay";
import { store } from "../../data/store";
import { text } from "../../text/text";
import { acts } from "../../transport/acts";
import { problemWords } from "../../transport/http";
import { myBoardActs } from "../../transport/myBoardActs";
import { say } from "../../ui/Toasts";
import type { CardView, LaneView } from "./model";
import type { CardCommand } from "./parts/useBoardKeys";

function run(work: Promise<unknown>, done = ""): void {
    work.then(
        () => {
            if (done !== "") say(done);
        },
        (error) => say(problemWords(error), true),
    );
}

/** A lane that may be chosen. */
function isChosen(lane: ShownLane): lane is Lane {
    return lane !== "waiting" && lane !== "snoozed";
}

/** Puts a card into a lane before another of it, or at its end; answers where it stands then. */
export function place(
    lanes: readonly LaneView[],
    card: CardView,
    lane: ShownLane,
    before: string | null,
): string {
    if (lane === "snoozed") {
        openOverlay({ kind: "my_item", what: "snooze", item: card.item });
        return "";
    }
    if (!isChosen(lane)) {
        // It waits by itself once something stops it.
        if (card.item.of === "task") openOverlay({ kind: "block_task", task: card.item.task });
        else say(text("my_board.waiting_not_chosen"));
        return "";
    }
    const others = (lanes.find((one) => one.lane === lane)?.cards ?? []).filter(
        (one) => one.key !== card.key,
    );
    const found = before === null ? -1 : others.findIndex((one) => one.key === before);
    const at = found < 0 ? others.length : found;
    const item = (index: number): MyItem | null => others[index]?.item ?? null;
    run(myBoardActs.move(card.item, lane, item(at - 1), item(at)));
    return text("my_board.moved", {
        title: card.title,
        lane: text(`my_board.lane_${lane}`),
        place: at + 1,
        count: others.length + 1,
    });
}

/** Moves a card up or down in its lane; answers where it stands then. */
export function shift(lanes: readonly LaneView[], card: CardView, by: 1 | -1): string {
    const cards = lanes.find((one) => one.lane === card.lane)?.cards ?? [];
    const at = cards.findIndex((one) => one.key === card.key) + by;
    if (at < 0 || cards.length <= at || !isChosen(card.lane)) return "";
    const before = by === 1 ? cards[at + 1] : cards[at];
    return place(lanes, card, card.lane, before?.key ?? null);
}

/** Does a command with a card. */
export function perform(card: CardView, command: CardCommand, today: string): void {
    const { item } = card;
    switch (command) {
        case "done":
            finish(card);
            break;
        case "later":
            if (item.of === "request") openOverlay({ kind: "request_time", request: item.request });
            else openOverlay({ kind: "my_item", what: "snooze", item });
            break;
        case "help":
            if (item.of === "request") {
                openOverlay({ kind: "request_person", request: item.request });
            } else openOverlay({ kind: "my_item", what: "help", item });
            break;
        case "step":
            if (!card.owed) openOverlay({ kind: "my_item", what: "step", item });
            break;
        case "plan":
            if (card.owed) break;
            run(
                myBoardActs.plan(item, card.planned ? null : today),
                text(card.planned ? "my_board.unplanned" : "my_board.planned_now"),
            );
            break;
        case "let_go":
            if (item.of === "task") openOverlay({ kind: "my_item", what: "let_go", item });
            break;
    }
}

function finish({ item, title, owed }: CardView): void {
    if (item.of === "request") {
        if (!owed) run(acts.acknowledge(item.request), text("today.acknowledged"));
        return;
    }
    const task = store.get().work.tasks.get(item.task);
    if (task) run(myBoardActs.finish(task, true), text("my_board.finished", { title }));
}

/** Brings something back that was snoozed. */
export function wake(item: MyItem): void {
    run(myBoardActs.snooze(item, null));
}
