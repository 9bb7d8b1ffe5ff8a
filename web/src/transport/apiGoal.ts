// The routes of goals, their updates, and the updates of a board's project.
import type {
    BoardId,
    CheckInId,
    Goal,
    GoalDetail,
    GoalId,
    GoalUpdate,
    GroupId,
    KeyResult,
    PersonId,
    TaskId,
    TopicId,
    Track,
} from "../data/model";
import { request } from "./http";
import { all, create, path } from "./routes";

/** What may be said of a goal; on a change what is left out stays. */
export interface GoalBody {
    parent?: GoalId | null;
    team?: GroupId | null;
    owner?: PersonId;
    objective?: string;
    purpose?: string;
    results?: KeyResult[];
    first?: string;
    last?: string;
    check_in?: CheckInId | null;
    state?: Goal["state"];
}

/** How it goes. */
export interface UpdateBody {
    track: Track;
    confidence_percent?: number;
    changed: string;
    next: string;
    /** Where the results stand, in thousandths, in their order. */
    values?: number[];
}

/** What hangs on a goal. */
export type GoalLink = { to: "task"; task: TaskId } | { to: "topic"; topic: TopicId };

export const goalApi = {
    list: () => all<Goal>("/goals"),
    one: (id: string) => request<GoalDetail>("GET", path`/goals/${id}`),
    create: (body: GoalBody) => create<Goal>("/goals", body),
    change: (id: GoalId, body: GoalBody, version: number) =>
        request<Goal>("PATCH", path`/goals/${id}`, { body, version }),
    follow: (id: GoalId, follows: boolean) =>
        request<void>(follows ? "PUT" : "DELETE", path`/goals/${id}/follow`),
    link: (id: GoalId, link: GoalLink) => create<void>(path`/goals/${id}/links`, link),
    unlink: (id: GoalId, link: GoalLink) =>
        request<void>("DELETE", path`/goals/${id}/links`, { body: link }),
    update: (id: GoalId, body: UpdateBody) => create<GoalUpdate>(path`/goals/${id}/updates`, body),
    boardUpdates: (id: BoardId) => all<GoalUpdate>(path`/boards/${id}/updates`),
    updateBoard: (id: BoardId, body: UpdateBody) =>
        create<GoalUpdate>(path`/boards/${id}/updates`, body),
    followBoard: (id: BoardId, follows: boolean) =>
        request<void>(follows ? "PUT" : "DELETE", path`/boards/${id}/follow`),
};
