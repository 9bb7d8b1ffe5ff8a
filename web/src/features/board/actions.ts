// What can be done with the cards of a board, from anywhere on it.
import { createContext, useContext } from "react";
import type { ColumnId, TaskId } from "../../data/model";
import type { LaneOf, Neighbours } from "./model";

export interface BoardActions {
    /** Shows a task beside the board. */
    open: (task: TaskId) => void;
    /** Moves a card and says where it stands then; into a lane, if one is named. */
    move: (task: TaskId, column: ColumnId, place: Neighbours, lane?: LaneOf) => void;
    /** A card was dropped on a column, or a lane of it; `place` tells where between its cards, `null` if it stays. */
    drop: (
        card: string,
        column: ColumnId,
        place: (task: TaskId) => Neighbours | null,
        lane?: LaneOf,
    ) => void;
    /** Opens "Move to …". */
    askMove: (task: TaskId) => void;
    /** Chooses a card for what is done to many, or leaves it out again. */
    pick: (task: TaskId) => void;
    /** The focus is on a card. */
    reach: (task: TaskId) => void;
}

const NOTHING: BoardActions = {
    open: () => {},
    move: () => {},
    drop: () => {},
    askMove: () => {},
    pick: () => {},
    reach: () => {},
};

export const BoardContext = createContext<BoardActions>(NOTHING);

export function useBoardActions(): BoardActions {
    return useContext(BoardContext);
}
