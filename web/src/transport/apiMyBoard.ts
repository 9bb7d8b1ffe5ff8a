// The routes of my board, of the day's plan, and of blockers on everything.
import type {
    BlockerCause,
    BlockerDetail,
    ChannelId,
    DayPlan,
    Lane,
    MyCard,
    MyItem,
    PersonId,
    Task,
    Timestamp,
    WalkStep,
} from "../data/model";
import { request } from "./http";
import { all, create, type Page } from "./routes";

/** Where something is put on my board; what is absent stays. */
export interface MyCardChange {
    item: MyItem;
    lane?: Lane;
    after?: MyItem;
    before?: MyItem;
    wake_at?: Timestamp | null;
    planned_for?: string | null;
}

export const myBoardApi = {
    put: (body: MyCardChange) => request<MyCard>("PUT", "/my-board/cards", { body }),
    nextStep: (item: MyItem, step: string) =>
        create<MyCard>("/my-board/cards/next-step", { item, step }),
    askHelp: (item: MyItem, person: PersonId) =>
        create<MyCard>("/my-board/cards/help", { item, person }),
    letGo: (item: MyItem) => create<Task>("/my-board/cards/let-go", { item }),
    /** Everything of my board, in the order of the weekly walk. */
    walk: () => all<WalkStep>("/my-board/walk"),
    day: () => request<DayPlan>("GET", "/my-board/day"),
    /** Blockers that one may see, newest first; with `open` only unresolved ones. */
    blockers: (open: boolean, channel: ChannelId | null, cursor: string | null) => {
        const query = new URLSearchParams({ open: String(open) });
        if (channel) query.set("channel", channel);
        if (cursor) query.set("cursor", cursor);
        return request<Page<BlockerDetail>>("GET", `/blockers?${query}`);
    },
    /** What blocked most. */
    causes: (channel: ChannelId | null) =>
        all<BlockerCause>(channel ? `/blockers/causes?channel=${channel}` : "/blockers/causes"),
};
