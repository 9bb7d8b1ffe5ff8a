// The routes of boards and tasks. They come with the pages that use them, after the first screen.
import type {
    Blocker,
    Board,
    BoardContent,
    BoardId,
    BoardRole,
    BoardTemplate,
    Card,
    ChannelId,
    ChecklistLine,
    ColumnId,
    FileId,
    GroupId,
    Iteration,
    IterationId,
    PersonId,
    Priority,
    Recurrence,
    Stage,
    Task,
    TaskDetail,
    TaskDue,
    TaskHistory,
    TaskId,
    Topic,
} from "../data/model";
import type { MadeFrom } from "../data/work";
import { request } from "./http";
import { all, create, type Page, path } from "./routes";

/** What may be changed of a task; `null` clears, what is absent stays. */
export interface TaskChange {
    title?: string;
    text?: string;
    owner?: PersonId | null;
    helpers?: PersonId[];
    priority?: Priority;
    due?: TaskDue | null;
    start?: string | null;
    estimate_minutes?: number | null;
    labels?: string[];
    recurrence?: Recurrence | null;
    stage?: Stage;
    channel?: ChannelId | null;
    lines?: ChecklistLine[];
    attachments?: FileId[];
    waits_on?: TaskId[];
    dropped?: boolean;
}

/** A task as it is made. */
export interface NewTask extends Omit<TaskChange, "stage" | "dropped"> {
    title: string;
    board?: BoardId;
    column?: ColumnId;
    origin?: MadeFrom;
}

/** What may be changed of many tasks at once. */
export interface BulkChange extends Omit<TaskChange, "text" | "title"> {
    board?: BoardId;
    column?: ColumnId;
    /** Of that board; `null` for none. */
    iteration?: IterationId | null;
}

/** Which of many were changed, and why not the others. */
export interface BulkAnswer {
    done: Task[];
    refused: { task: TaskId; code: string; detail: string }[];
}

/** A column as it is saved: the whole list, in order. */
export interface ColumnDraft {
    id?: ColumnId;
    name: string;
    stage: Stage;
    cards_max?: number | null;
    usual_minutes_set?: number | null;
}

export interface BoardChange {
    name?: string;
    purpose?: string;
    team?: GroupId | null;
    columns?: ColumnDraft[];
    /** Where the cards of columns that go are moved to. */
    move_to?: ColumnId;
    roles?: BoardRole[];
    archived?: boolean;
}

/** Where a card is put. */
export interface CardPlace {
    column: ColumnId;
    before?: TaskId;
    after?: TaskId;
    iteration?: IterationId | null;
}

export interface IterationDraft {
    name: string;
    goal?: string;
    first: string;
    last: string;
}

/** A card that was put away, with its task. */
export interface ArchivedCard {
    card: Card;
    task: Task;
}

export const work = {
    // Tasks --------------------------------------------------------------------------------------
    createTask: (body: NewTask, key?: string) => create<TaskDetail>("/tasks", body, key),
    task: (id: TaskId) => request<TaskDetail>("GET", path`/tasks/${id}`),
    findTasks: (query: string) => {
        const search = new URLSearchParams({ q: query, open: "true" });
        return request<Page<Task>>("GET", `/tasks?${search}`);
    },
    /** Without a version it counts whatever others changed meanwhile. */
    changeTask: (id: TaskId, body: TaskChange, version?: number) =>
        request<TaskDetail>("PATCH", path`/tasks/${id}`, {
            body,
            ...(version === undefined ? {} : { version }),
        }),
    taskHistory: (id: TaskId) => all<TaskHistory>(path`/tasks/${id}/history`),
    watchTask: (id: TaskId, watched: boolean) =>
        request<void>(watched ? "PUT" : "DELETE", path`/tasks/${id}/watch`),
    taskTopic: (id: TaskId) => create<Topic>(path`/tasks/${id}/topic`, {}),
    blockTask: (id: TaskId, text: string) => create<Blocker>(path`/tasks/${id}/blockers`, { text }),
    changeTasks: (tasks: readonly TaskId[], change: BulkChange) =>
        create<BulkAnswer>("/tasks/bulk", { tasks, change }),

    // Boards -------------------------------------------------------------------------------------
    createBoard: (body: {
        channel: ChannelId;
        name: string;
        purpose?: string;
        team?: GroupId | null;
        template?: string;
    }) => create<Board>("/boards", body),
    boards: (archived = false) => all<Board>(archived ? "/boards?archived=true" : "/boards"),
    board: (id: BoardId) => request<Board>("GET", path`/boards/${id}`),
    boardContent: (id: BoardId) => request<BoardContent>("GET", path`/boards/${id}/content`),
    changeBoard: (id: BoardId, body: BoardChange, version: number) =>
        request<Board>("PATCH", path`/boards/${id}`, { body, version }),
    boardTemplates: () => all<BoardTemplate>("/board-templates"),
    saveTemplate: (id: BoardId, name: string) =>
        create<BoardTemplate>(path`/boards/${id}/template`, { name }),
    dropTemplate: (id: BoardId, name: string) =>
        request<void>("DELETE", path`/boards/${id}/templates/${name}`),
    followBoard: (id: BoardId, follows: boolean) =>
        request<Board>(follows ? "PUT" : "DELETE", path`/boards/${id}/follow`),
    /** Without a place a card that is there stays where it stands. */
    placeCard: (board: BoardId, task: TaskId, body: Partial<CardPlace>) =>
        request<Card>("PUT", path`/boards/${board}/cards/${task}`, { body }),
    removeCard: (board: BoardId, task: TaskId) =>
        request<void>("DELETE", path`/boards/${board}/cards/${task}`),
    archiveCard: (board: BoardId, task: TaskId) =>
        create<Card>(path`/boards/${board}/cards/${task}/archive`, {}),
    unarchiveCard: (board: BoardId, task: TaskId) =>
        create<Card>(path`/boards/${board}/cards/${task}/unarchive`, {}),
    archiveDone: (board: BoardId, column?: ColumnId) =>
        create<void>(path`/boards/${board}/archive-done`, column ? { column } : {}),
    archivedCards: (board: BoardId, cursor: string | null) =>
        request<Page<ArchivedCard>>(
            "GET",
            path`/boards/${board}/archived` +
                (cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""),
        ),

    // Iterations ---------------------------------------------------------------------------------
    createIteration: (board: BoardId, body: IterationDraft) =>
        create<Iteration>(path`/boards/${board}/iterations`, body),
    changeIteration: (id: IterationId, body: Partial<IterationDraft>) =>
        request<Iteration>("PATCH", path`/iterations/${id}`, { body }),
    startIteration: (id: IterationId) => create<Iteration>(path`/iterations/${id}/start`, {}),
    closeIteration: (id: IterationId, carryTo: IterationId | null) =>
        create<Iteration>(path`/iterations/${id}/close`, { carry_to: carryTo }),
};
