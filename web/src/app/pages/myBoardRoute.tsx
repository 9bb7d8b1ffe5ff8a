// My board, its weekly walk and the blockers: one piece, which knows its own addresses.
import type { ReactNode } from "react";
import { Route } from "wouter";
import { pageOnDemand } from "./pageOnDemand";

const MyBoardPages = pageOnDemand(async () => (await import("./MyBoardPages")).MyBoardPages);

/** The route, for a `Switch`. */
export function myBoardRoute(): ReactNode {
    return (
        <Route path={/^\/(?:my-board|blockers)(?:\/|$)/}>
            <MyBoardPages />
        </Route>
    );
}
