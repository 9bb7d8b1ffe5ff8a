// What a board shows: its cards by column and lane, in order, as far as they are wanted.
import type {
    Board,
    Card,
    Column,
    ColumnId,
    Person,
    PersonId,
    Priority,
    Task,
    TaskId,
} from "../../data/model";
import { compareRanks } from "../../data/rank";
import type { Data, Table } from "../../data/state";
import { PRIORITIES, priorityWord, workingWords } from "../../data/taskWords";
import type { BoardWindow } from "../../data/work";
import { text } from "../../text/text";
import { type Filters, fits } from "./filters";

/** A card with its task. */
export interface BoardCard {
    readonly task: Task;
    readonly card: Card;
}

export interface ColumnCards {
    readonly column: Column;
    /** Those that are wanted, in order. */
    readonly cards: readonly BoardCard[];
    /** All that stand there. */
    readonly count: number;
}

/** What a lane is of: a card that comes into it takes this on. */
export type LaneOf = { readonly owner: PersonId | null } | { readonly priority: Priority };

/** A row of a board with swimlanes. */
export interface LaneCards {
    readonly key: string;
    readonly name: string;
    readonly of: LaneOf;
    readonly columns: readonly ColumnCards[];
    readonly count: number;
}

/** The card as it is shown: on its way, it stands where it goes. */
export function shownCard(window: BoardWindow, card: Card): Card {
    const move = window.moving.get(card.task);
    return move ? { ...card, column: move.column, rank: move.rank } : card;
}

/** All cards of a board by column and rank; `wanted` says which are shown. */
export function columnsOf(
    board: Board,
    window: BoardWindow,
    tasks: Table<TaskId, Task>,
    wanted: (task: Task, card: Card) => boolean,
): ColumnCards[] {
    const shown = new Map<ColumnId, BoardCard[]>(board.columns.map((column) => [column.id, []]));
    const counts = new Map<ColumnId, number>();
    for (const kept of window.cards.values()) {
        const task = tasks.get(kept.task);
        if (!task) continue;
        const card = shownCard(window, kept);
        counts.set(card.column, (counts.get(card.column) ?? 0) + 1);
        if (wanted(task, card)) shown.get(card.column)?.push({ task, card });
    }
    return board.columns.map((column) => ({
        column,
        cards: (shown.get(column.id) ?? []).sort(byRank),
        count: counts.get(column.id) ?? 0,
    }));
}

function byRank(a: BoardCard, b: BoardCard): number {
    return compareRanks(a.card.rank, b.card.rank) || compareRanks(a.task.id, b.task.id);
}

/** Lanes that may be there though no card stands in them. */
export interface EmptyLanes {
    /** Among the others. */
    readonly always: readonly LaneOf[];
    /** Below the others, so that nothing moves when they come and go. */
    readonly below: readonly LaneOf[];
}

const NO_EMPTY_LANES: EmptyLanes = { always: [], below: [] };

/** All that a board's lanes can be of. */
export function allLanes(lanes: LanesBy, members: readonly PersonId[]): LaneOf[] {
    if (lanes === "priority") return PRIORITIES.map((priority) => ({ priority }));
    return [...members.map((owner) => ({ owner })), { owner: null }];
}

/** The same cut into lanes: those with cards, and those that are there without. */
export function lanesOf(
    columns: readonly ColumnCards[],
    lanes: LanesBy,
    name: (person: PersonId) => string,
    empty: EmptyLanes = NO_EMPTY_LANES,
): LaneCards[] {
    const above = new Map(empty.always.map((of) => [keyOf(of), of]));
    const cells = columns.map(({ cards }) => {
        const cut = new Map<string, BoardCard[]>();
        for (const entry of cards) {
            const key = laneKey(entry.task, lanes);
            const cell = cut.get(key);
            if (cell) cell.push(entry);
            else cut.set(key, [entry]);
            if (!above.has(key)) above.set(key, laneOf(entry.task, lanes));
        }
        return cut;
    });
    const below = new Map(
        empty.below.map((of) => [keyOf(of), of] as const).filter(([key]) => !above.has(key)),
    );
    return [...inOrder(above, name), ...inOrder(below, name)].map(({ key, of, word }) => {
        const own = columns.map(({ column }, index) => {
            const mine = cells[index]?.get(key) ?? [];
            return { column, cards: mine, count: mine.length };
        });
        const count = own.reduce((sum, one) => sum + one.count, 0);
        return { key, name: word, of, columns: own, count };
    });
}

function inOrder(lanes: ReadonlyMap<string, LaneOf>, name: (person: PersonId) => string) {
    return [...lanes]
        .map(([key, of]) => ({ key, of, word: laneName(of, name) }))
        .sort((a, b) => {
            if ("priority" in a.of && "priority" in b.of)
                return PRIORITIES.indexOf(a.of.priority) - PRIORITIES.indexOf(b.of.priority);
            // Nobody's come last.
            if (a.key === "" || b.key === "") return a.key === "" ? 1 : -1;
            return a.word.localeCompare(b.word);
        });
}

type LanesBy = NonNullable<Filters["lanes"]>;

/** The key of the lane that a task stands in. */
export function laneKey(task: Pick<Task, "owner" | "priority">, lanes: LanesBy): string {
    return lanes === "owner" ? (task.owner ?? "") : task.priority;
}

function keyOf(of: LaneOf): string {
    return "priority" in of ? of.priority : (of.owner ?? "");
}

function laneOf(task: Task, lanes: LanesBy): LaneOf {
    return lanes === "owner" ? { owner: task.owner } : { priority: task.priority };
}

function laneName(of: LaneOf, name: (person: PersonId) => string): string {
    if ("priority" in of) return priorityWord(of.priority);
    return of.owner ? name(of.owner) : text("board.nobody");
}

/** Whether a task has all that a lane is of. */
export function isIn(task: Pick<Task, "owner" | "priority">, of: LaneOf): boolean {
    return "priority" in of ? task.priority === of.priority : task.owner === of.owner;
}

/** The columns with their cards in the order in which lanes show them, for the keys. */
export function columnsAsShown(
    columns: readonly ColumnCards[],
    lanes: readonly LaneCards[],
): ColumnCards[] {
    return columns.map((entry, index) => ({
        ...entry,
        cards: lanes.flatMap((lane) => lane.columns[index]?.cards ?? []),
    }));
}

/** Whether two lists of cards are the same ones in the same state. */
export function sameCards(a: readonly BoardCard[], b: readonly BoardCard[]): boolean {
    if (a === b) return true;
    return (
        a.length === b.length &&
        a.every((entry, index) => {
            const other = b[index];
            return (
                other !== undefined &&
                entry.task === other.task &&
                (entry.card === other.card ||
                    (entry.card.rank === other.card.rank &&
                        entry.card.column === other.card.column &&
                        entry.card.entered_at === other.card.entered_at))
            );
        })
    );
}

/** How full a column is, in words: "4 of 3". */
export function countWords({ column, count }: Pick<ColumnCards, "column" | "count">): string {
    return column.cards_max === null
        ? String(count)
        : text("board.count_of", { count, most: column.cards_max });
}

/** Whether a column holds more than it takes. */
export function isOver({ column, count }: Pick<ColumnCards, "column" | "count">): boolean {
    return column.cards_max !== null && column.cards_max < count;
}

/** Minutes that cards usually stay in a column; what its people set wins. */
export function usualMinutes(column: Column): number | null {
    return column.usual_minutes_set ?? column.usual_minutes;
}

/** "usually left within 2 days"; empty while nobody knows. Done is not left. */
export function usualWords(column: Column): string {
    const minutes = usualMinutes(column);
    if (minutes === null || column.stage === "done") return "";
    return text("board.usual", { span: workingWords(minutes) });
}

/** Where a card goes in a column when it is dropped before another one, or at the foot. */
export interface Neighbours {
    after?: TaskId;
    before?: TaskId;
}

/** The neighbours of a place in a column, without the card that moves. */
export function neighboursAt(
    cards: readonly BoardCard[],
    index: number,
    moved: TaskId,
): Neighbours {
    const above = cards.slice(0, index).findLast(({ task }) => task.id !== moved);
    const below = cards.slice(index).find(({ task }) => task.id !== moved);
    return {
        ...(above ? { after: above.task.id } : {}),
        ...(below ? { before: below.task.id } : {}),
    };
}

/** Whether a card would not move at all there. */
export function staysPut(cards: readonly BoardCard[], index: number, moved: TaskId): boolean {
    const at = cards.findIndex(({ task }) => task.id === moved);
    return 0 <= at && (index === at || index === at + 1);
}

/** A way to go from card to card. */
export type Step = "up" | "down" | "left" | "right" | "first" | "last";

/** The card that an arrow leads to. */
export function neighbourOf(
    columns: readonly ColumnCards[],
    from: TaskId | null,
    step: Step,
): TaskId | null {
    const filled = columns.filter(({ cards }) => 0 < cards.length);
    const row = filled.findIndex(({ cards }) => cards.some(({ task }) => task.id === from));
    const here = filled[row];
    if (!here) return filled[0]?.cards[0]?.task.id ?? null;
    const at = here.cards.findIndex(({ task }) => task.id === from);
    switch (step) {
        case "up":
            return here.cards[Math.max(0, at - 1)]?.task.id ?? null;
        case "down":
            return here.cards[Math.min(here.cards.length - 1, at + 1)]?.task.id ?? null;
        case "first":
            return here.cards[0]?.task.id ?? null;
        case "last":
            return here.cards.at(-1)?.task.id ?? null;
        default: {
            const next = filled[row + (step === "left" ? -1 : 1)];
            if (!next) return from;
            return next.cards[Math.min(at, next.cards.length - 1)]?.task.id ?? null;
        }
    }
}

/** Which cards are shown by filters, at a time. */
export function wantedBy(
    filters: Filters,
    data: Pick<Data, "me">,
    nowMs: number,
    zone: string,
): (task: Task) => boolean {
    return (task) => fits(task, filters, data.me, nowMs, zone);
}

/** All labels on a board, by name. */
export function labelsOn(window: BoardWindow, tasks: Table<TaskId, Task>): string[] {
    const found = new Set<string>();
    for (const id of window.cards.keys())
        for (const label of tasks.get(id)?.labels ?? []) found.add(label);
    return [...found].sort((a, b) => a.localeCompare(b));
}

/** Everybody who owns something on a board, by name. */
export function ownersOn(
    window: BoardWindow,
    tasks: Table<TaskId, Task>,
    people: Table<PersonId, Person>,
): { id: PersonId; name: string }[] {
    const found = new Set<PersonId>();
    for (const id of window.cards.keys()) {
        const owner = tasks.get(id)?.owner;
        if (owner) found.add(owner);
    }
    return [...found]
        .map((id) => ({ id, name: people.get(id)?.name ?? text("person.unknown") }))
        .sort((a, b) => a.name.localeCompare(b.name));
}
