// What people do on their own board: it is seen at once, and taken back if the server refuses.

import type { Lane, MyCard, MyItem, PersonId, Task } from "../data/model";
import { myRows } from "../data/myBoard";
import { compareRanks, rankBetween } from "../data/rank";
import { store } from "../data/store";
import { itemKey } from "../data/work";
import { type MyCardChange, myBoardApi } from "./apiMyBoard";
import { type NewTask, work } from "./apiWork";

function show(card: MyCard): void {
    store.dispatch({ type: "local.answer", data: { type: "my_card.updated", data: card } });
}

function hide(item: MyItem): void {
    store.dispatch({ type: "local.answer", data: { type: "my_card.removed", data: item } });
}

function showTask(data: Task): void {
    store.dispatch({ type: "local.task", data });
}

/** What stands on a card besides what it stands for. */
type Standing = Pick<
    MyCard,
    "lane" | "rank" | "wake_at" | "planned_for" | "next_step" | "next_step_at" | "slow" | "moved_at"
>;

/** A card that nobody has put anywhere. */
function blank(): Standing {
    return {
        lane: "inbox",
        rank: "",
        wake_at: null,
        planned_for: null,
        next_step: null,
        next_step_at: null,
        slow: null,
        moved_at: new Date(store.nowMs()).toISOString(),
    };
}

/** Changes a card, seen at once. */
async function change(body: MyCardChange, guess: Partial<Standing>): Promise<MyCard> {
    const { item } = body;
    const before = store.get().work.myCards.get(itemKey(item));
    const standing: Standing = before ?? blank();
    show({ ...standing, ...guess, ...item });
    try {
        const card = await myBoardApi.put(body);
        show(card);
        return card;
    } catch (error) {
        if (before) show(before);
        else hide(item);
        throw error;
    }
}

/** Gives ranks to what nobody placed in a lane, as it is shown, down to a neighbour, as the server does. */
function placeNeighbours(lane: Lane, item: MyItem, neighbour: MyItem | null): MyItem[] {
    if (!neighbour || rankOf(lane, neighbour) !== null) return [];
    const rows = myRows(store.get(), store.nowMs()).filter(
        (row) => row.lane === lane && row.key !== itemKey(item),
    );
    const at = rows.findIndex((row) => row.key === itemKey(neighbour));
    const unplaced = rows.slice(0, at + 1).filter((row) => rankOf(lane, row.item) === null);
    for (const row of unplaced) {
        const rank = rankBetween(lastRank(lane, item), null);
        show({ ...blank(), lane, rank, ...row.item });
    }
    return unplaced.map((row) => row.item);
}

/** The rank of something in a lane. */
function rankOf(lane: Lane, item: MyItem | null): string | null {
    if (!item) return null;
    const card = store.get().work.myCards.get(itemKey(item));
    return card?.lane === lane && card.rank !== "" ? card.rank : null;
}

/** The last rank of a lane, without one card. */
function lastRank(lane: Lane, without: MyItem): string | null {
    const ranks = [...store.get().work.myCards.values()]
        .filter((card) => card.lane === lane && itemKey(card) !== itemKey(without))
        .map((card) => card.rank);
    return ranks.sort(compareRanks).at(-1) || null;
}

export const myBoardActs = {
    /** Puts something between two others of a lane; without any, to its end. */
    move: async (item: MyItem, lane: Lane, after: MyItem | null, before: MyItem | null) => {
        const guessed = placeNeighbours(lane, item, after);
        const low = rankOf(lane, after);
        const high = rankOf(lane, before);
        const rank =
            low === null && high === null
                ? rankBetween(lastRank(lane, item), null)
                : rankBetween(low, high);
        const moved_at = new Date(store.nowMs()).toISOString();
        const body: MyCardChange = { item, lane, wake_at: null };
        if (after) body.after = after;
        if (before) body.before = before;
        try {
            return await change(body, { lane, rank, moved_at, wake_at: null });
        } catch (error) {
            for (const one of guessed) hide(one);
            throw error;
        }
    },
    /** Out of sight until an instant, and off the plan; `null` brings it back. */
    snooze: (item: MyItem, atMs: number | null) => {
        if (atMs === null) return change({ item, wake_at: null }, { wake_at: null });
        const asleep = { wake_at: new Date(atMs).toISOString(), planned_for: null };
        return change({ item, ...asleep }, asleep);
    },
    /** On the plan of a day, awake; `null` takes it off. */
    plan: (item: MyItem, planned_for: string | null) => {
        const placed = planned_for === null ? { planned_for } : { planned_for, wake_at: null };
        return change({ item, ...placed }, placed);
    },
    nextStep: async (item: MyItem, step: string) => show(await myBoardApi.nextStep(item, step)),
    askHelp: async (item: MyItem, person: PersonId) => show(await myBoardApi.askHelp(item, person)),
    letGo: async (item: MyItem) => {
        showTask(await myBoardApi.letGo(item));
        hide(item);
    },
    /** Marks a task as done, or opens it again; seen at once. */
    finish: async (task: Task, done: boolean) => {
        const stage = done ? "done" : "doing";
        const finished_at = done ? new Date(store.nowMs()).toISOString() : null;
        showTask({ ...task, stage, finished_at });
        try {
            showTask((await work.changeTask(task.id, { stage }, task.version)).task);
        } catch (error) {
            showTask(task);
            throw error;
        }
    },
    add: async (body: NewTask) => {
        const { task } = await work.createTask(body);
        showTask(task);
        return task;
    },
};
