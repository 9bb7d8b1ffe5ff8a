// The routes of pages that are loaded on demand.
import type { ReactNode } from "react";
import { Route } from "wouter";
import type { Overlay } from "../overlay";
import { pageOnDemand } from "./pageOnDemand";

const load = () => import("./later");
const BrowsePage = pageOnDemand(async () => (await load()).BrowsePage);
const CallPage = pageOnDemand(async () => (await load()).CallPage);
const ChannelPage = pageOnDemand(async () => (await load()).ChannelPage);
const LaterPage = pageOnDemand(async () => (await load()).LaterPage);
const LivePage = pageOnDemand(async () => (await load()).LivePage);
const MorePage = pageOnDemand(async () => (await load()).MorePage);
const PeoplePage = pageOnDemand(async () => (await load()).PeoplePage);
const PersonPage = pageOnDemand(async () => (await load()).PersonPage);
const TodayPage = pageOnDemand(async () => (await load()).TodayPage);
const WhyPage = pageOnDemand(async () => (await load()).WhyPage);
const TalkPage = pageOnDemand(async () => (await load()).TalkPage);

/** The routes, for a `Switch`. */
export function laterRoutes(onOverlay: (overlay: Overlay) => void): ReactNode[] {
    return [
        <Route key="channels" path="/channels">
            <BrowsePage onNew={() => onOverlay({ kind: "new_channel" })} />
        </Route>,
        <Route key="channel" path="/channel/:id">
            {({ id }) => (
                <ChannelPage
                    key={id}
                    id={id}
                    onNewTopic={(channel) => onOverlay({ kind: "new_topic", channel })}
                />
            )}
        </Route>,
        <Route key="later" path="/later">
            <LaterPage />
        </Route>,
        <Route key="live" path="/live">
            <LivePage />
        </Route>,
        <Route key="call" path="/live/:id">
            {({ id }) => <CallPage key={id} id={id} />}
        </Route>,
        <Route key="people" path="/people">
            <PeoplePage />
        </Route>,
        <Route key="person" path="/people/:id">
            {({ id }) => <PersonPage key={id} id={id} />}
        </Route>,
        <Route key="why" path="/why/:of/:id">
            {({ of, id }) => <WhyPage key={id} of={of} id={id} />}
        </Route>,
        <Route key="talk" path="/talk">
            <TalkPage onOverlay={onOverlay} />
        </Route>,
        <Route key="today" path="/today">
            <TodayPage />
        </Route>,
        <Route key="more" path="/more">
            <MorePage onOverlay={onOverlay} />
        </Route>,
    ];
}
