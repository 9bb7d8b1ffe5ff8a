// The pages of check-ins, goals, updates and decisions: one piece, which knows its own addresses.
import type { ReactNode } from "react";
import { Route } from "wouter";
import { pageOnDemand } from "./pageOnDemand";

const CheckInPages = pageOnDemand(async () => (await import("./CheckInPages")).CheckInPages);

const PATHS =
    /^\/(?:check-ins|goals|decisions|boards\/[^/]+\/updates|channel\/[^/]+\/decisions)(?:\/|$)/;

/** The route, for a `Switch`. */
export function checkInRoute(): ReactNode {
    return (
        <Route path={PATHS}>
            <CheckInPages />
        </Route>
    );
}
