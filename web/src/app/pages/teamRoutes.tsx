// The routes of pages about people, teams and settings, loaded on demand.
import { lazy, type ReactNode } from "react";
import { Redirect, Route } from "wouter";

const load = () => import("./team");
const AgreementPage = lazy(async () => ({ default: (await load()).AgreementPage }));
const AvailabilityPage = lazy(async () => ({ default: (await load()).AvailabilityPage }));
const GroupPage = lazy(async () => ({ default: (await load()).GroupPage }));
const GroupsPage = lazy(async () => ({ default: (await load()).GroupsPage }));
const ProposePage = lazy(async () => ({ default: (await load()).ProposePage }));
const SettingsPage = lazy(async () => ({ default: (await load()).SettingsPage }));

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
