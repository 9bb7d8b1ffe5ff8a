// The routes of pages about people, teams and settings, loaded on demand.
import type { ReactNode } from "react";
import { Redirect, Route } from "wouter";
import { pageOnDemand } from "./pageOnDemand";

const load = () => import("./team");
const AgreementPage = pageOnDemand(async () => (await load()).AgreementPage);
const AvailabilityPage = pageOnDemand(async () => (await load()).AvailabilityPage);
const GroupPage = pageOnDemand(async () => (await load()).GroupPage);
const GroupsPage = pageOnDemand(async () => (await load()).GroupsPage);
const ProposePage = pageOnDemand(async () => (await load()).ProposePage);
const SettingsPage = pageOnDemand(async () => (await load()).SettingsPage);

/** The routes, for a `Switch`. */
export function teamRoutes(): ReactNode[] {
    return [
        <Route key="availability" path="/availability">
            <AvailabilityPage />
        </Route>,
        <Route key="groups" path="/groups">
            <GroupsPage />
        </Route>,
        <Route key="group" path="/groups/:id">
            {({ id }) => <GroupPage key={id} id={id} />}
        </Route>,
        <Route key="agreement" path="/groups/:id/agreement">
            {({ id }) => <AgreementPage key={id} id={id} />}
        </Route>,
        <Route key="propose" path="/groups/:id/agreement/propose">
            {({ id }) => <ProposePage key={id} id={id} />}
        </Route>,
        <Route key="settings_home" path="/settings">
            <Redirect to="/settings/profile" replace />
        </Route>,
        <Route key="settings" path="/settings/:section">
            {({ section }) => <SettingsPage section={section} />}
        </Route>,
    ];
}
