// The routes of boards and tasks, loaded on demand.
import type { ReactNode } from "react";
import { Route } from "wouter";
import { pageOnDemand } from "./pageOnDemand";

const load = () => import("./work");
const BoardsPage = pageOnDemand(async () => (await load()).BoardsPage);
const BoardPage = pageOnDemand(async () => (await load()).BoardPage);
const BoardSettingsPage = pageOnDemand(async () => (await load()).BoardSettingsPage);
const ImportPage = pageOnDemand(async () => (await load()).ImportPage);
const TaskPage = pageOnDemand(async () => (await load()).TaskPage);

/** The routes, for a `Switch`. */
export function workRoutes(): ReactNode[] {
    return [
        <Route key="boards" path="/boards">
            <BoardsPage />
        </Route>,
        <Route key="import" path="/boards/import">
            <ImportPage />
        </Route>,
        <Route key="board" path="/boards/:id">
            {({ id }) => <BoardPage key={id} id={id} />}
        </Route>,
        <Route key="board_settings" path="/boards/:id/settings">
            {({ id }) => <BoardSettingsPage key={id} id={id} />}
        </Route>,
        <Route key="task" path="/tasks/:id">
            {({ id }) => <TaskPage key={id} id={id} />}
        </Route>,
    ];
}
