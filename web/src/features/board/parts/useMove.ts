// Moves cards at once, says where they stand then, and puts back what is refused.
import { type RefObject, useCallback } from "react";
import type { Board, TaskId } from "../../../data/model";
import { text } from "../../../text/text";
import { moveCard, setAtOnce } from "../../../transport/boards";
import { problemWords } from "../../../transport/http";
import { say } from "../../../ui/Toasts";
import type { BoardActions } from "../actions";
import { type ColumnCards, isIn, type LaneOf, neighboursAt } from "../model";

type CardPlace = Parameters<typeof moveCard>[2];

/** Where a card stands now, to be put back there. */
function placeNow(columns: readonly ColumnCards[], id: TaskId) {
    for (const { column, cards } of columns) {
        const at = cards.findIndex(({ task }) => task.id === id);
        const task = cards[at]?.task;
        if (task) return { task, home: { column: column.id, ...neighboursAt(cards, at, id) } };
    }
    return null;
}

export function useMove(
    board: Board,
    latest: RefObject<{ columns: readonly ColumnCards[] }>,
    onSaid: (words: string) => void,
): BoardActions["move"] {
    return useCallback(
        (id, column, place, lane) => {
            const now = placeNow(latest.current.columns, id);
            const title = now?.task.title ?? "";
            const name = board.columns.find((one) => one.id === column)?.name ?? "";
            const intoLane = async (place: CardPlace, lane: LaneOf) => {
                if (!now) return;
                const moved = moveCard(board.id, id, place);
                const taken = await Promise.allSettled([moved, setAtOnce(now.task, lane)]);
                const [onBoard, inLane] = taken;
                // The lane refuses it: it stands where it stood.
                if (inLane.status === "rejected") {
                    if (onBoard.status === "fulfilled") await moveCard(board.id, id, now.home);
                    throw inLane.reason;
                }
                if (onBoard.status === "rejected") throw onBoard.reason;
            };
            const wanted = { column, ...place };
            const comes = lane && now && !isIn(now.task, lane);
            (comes ? intoLane(wanted, lane) : moveCard(board.id, id, wanted)).then(
                () => onSaid(text("board.moved", { title, column: name })),
                (error) => {
                    onSaid("");
                    say(text("board.not_moved", { title, why: problemWords(error) }), true);
                },
            );
        },
        [board, latest, onSaid],
    );
}
