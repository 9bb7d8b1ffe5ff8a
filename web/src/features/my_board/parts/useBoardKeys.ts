// The keyboard of my board: moves between cards, moves cards, and does what a key stands for.
import { useEffect, useRef } from "react";
import { SHOWN_LANES, type ShownLane } from "../../../data/myBoard";
import { isTaken } from "../keys";
import type { CardView, LaneView } from "../model";

/** What a key does with a card. */
export type CardCommand = "done" | "later" | "help" | "step" | "plan" | "let_go";

const COMMANDS: Readonly<Record<string, CardCommand>> = {
    e: "done",
    l: "later",
    h: "help",
    s: "step",
    d: "plan",
    x: "let_go",
};

/** The address of a card's link in the page. */
export function cardId(key: string): string {
    return `card-${key}`;
}

interface Place {
    lane: number;
    at: number;
}

function placeOf(lanes: readonly LaneView[], key: string | null): Place | null {
    for (const [lane, { cards }] of lanes.entries()) {
        const at = cards.findIndex((card) => card.key === key);
        if (0 <= at) return { lane, at };
    }
    return null;
}

/** The card in the next lane of a direction that has any, at about the same height. */
function beside(lanes: readonly LaneView[], from: Place, by: 1 | -1): CardView | undefined {
    for (let lane = from.lane + by; 0 <= lane && lane < lanes.length; lane += by) {
        const cards = lanes[lane]?.cards ?? [];
        if (0 < cards.length) return cards[Math.min(from.at, cards.length - 1)];
    }
    return undefined;
}

export interface BoardKeys {
    lanes: readonly LaneView[];
    onLane: (card: CardView, lane: ShownLane) => void;
    /** Up or down within its lane. */
    onShift: (card: CardView, by: 1 | -1) => void;
    onCommand: (card: CardView, command: CardCommand) => void;
    onNew: () => void;
}

/** Listens while the page is shown; the card that was used last keeps the focus when it moves. */
export function useBoardKeys(keys: BoardKeys): { follow: (key: string) => void } {
    const now = useRef(keys);
    now.current = keys;
    const last = useRef<string | null>(null);
    const following = useRef<string | null>(null);

    useEffect(() => {
        const handleFocus = ({ target }: FocusEvent) => {
            const card = target instanceof Element ? target.closest("[data-card]") : null;
            if (card) last.current = card.getAttribute("data-card");
        };
        const handleKeyDown = (event: KeyboardEvent) => {
            if (!isTaken(event) && handleKey(event, now.current, last.current)) {
                event.preventDefault();
            }
        };
        window.addEventListener("focusin", handleFocus);
        // Before the keys of the whole page: T makes a task here.
        window.addEventListener("keydown", handleKeyDown, true);
        return () => {
            window.removeEventListener("focusin", handleFocus);
            window.removeEventListener("keydown", handleKeyDown, true);
        };
    }, []);

    // A card that moved to another lane is another element there: the focus goes with it.
    useEffect(() => {
        const key = following.current;
        const lost = document.activeElement === document.body || document.activeElement === null;
        if (key === null || !lost) return;
        document.getElementById(cardId(key))?.focus();
    });

    return {
        follow: (key) => {
            following.current = key;
        },
    };
}

function focusCard(card: CardView | undefined): boolean {
    if (card) document.getElementById(cardId(card.key))?.focus();
    return true;
}

function handleKey(event: KeyboardEvent, keys: BoardKeys, last: string | null): boolean {
    const { lanes } = keys;
    if (event.key === "t") {
        keys.onNew();
        return true;
    }
    const place = placeOf(lanes, last);
    const card = place ? lanes[place.lane]?.cards[place.at] : undefined;
    const moves = MOVES[event.key];
    if (moves && (!place || !card))
        return focusCard(lanes.find((one) => 0 < one.cards.length)?.cards[0]);
    if (!place || !card) return false;
    const focused = document.activeElement?.closest("[data-card]") !== null;
    if (moves && !focused) return focusCard(card);
    switch (moves) {
        case "down":
        case "up": {
            const by = moves === "down" ? 1 : -1;
            if (event.shiftKey) keys.onShift(card, by);
            else focusCard(lanes[place.lane]?.cards[place.at + by]);
            return true;
        }
        case "right":
            return focusCard(beside(lanes, place, 1));
        case "left":
            return focusCard(beside(lanes, place, -1));
        default:
            break;
    }
    const lane = /^[1-6]$/.test(event.key) ? SHOWN_LANES[Number(event.key) - 1] : undefined;
    const command = COMMANDS[event.key];
    if (lane) keys.onLane(card, lane);
    else if (command) keys.onCommand(card, command);
    return lane !== undefined || command !== undefined;
}

const MOVES: Readonly<Record<string, "up" | "down" | "left" | "right">> = {
    ArrowDown: "down",
    j: "down",
    J: "down",
    ArrowUp: "up",
    k: "up",
    K: "up",
    ArrowRight: "right",
    ArrowLeft: "left",
};
