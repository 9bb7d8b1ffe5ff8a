// The pages of check-ins, goals, updates of boards and decisions.
import "../../text/englishPages";
import "../../text/englishWork";
import "../../text/englishCheckIn";
import { Redirect, Route, Switch } from "wouter";
import { useView } from "../../data/useView";
import { EditCheckIn, NewCheckIn } from "../../features/check_in/CheckInEditor";
import { CheckInList } from "../../features/check_in/CheckInList";
import { CheckInPage } from "../../features/check_in/CheckInPage";
import { ReportPage } from "../../features/check_in/ReportPage";
import { BoardUpdates } from "../../features/goal/BoardUpdates";
import { GoalList } from "../../features/goal/GoalList";
import { GoalPage } from "../../features/goal/GoalPage";
import { Decisions } from "../../features/poll/Decisions";
import { text } from "../../text/text";
import { useTitle } from "../title";

export function CheckInPages() {
    return (
        <Switch>
            <Route path="/check-ins">
                <Titled title={text("check_ins.title")} />
                <CheckInList />
            </Route>
            <Route path="/check-ins/new">
                <Titled title={text("check_in.new")} />
                <NewCheckIn />
            </Route>
            <Route path="/check-ins/:id">
                {({ id }) => (
                    <>
                        <CheckInTitle id={id} />
                        <CheckInPage key={id} id={id} />
                    </>
                )}
            </Route>
            <Route path="/check-ins/:id/edit">
                {({ id }) => (
                    <>
                        <CheckInTitle id={id} />
                        <EditCheckIn key={id} id={id} />
                    </>
                )}
            </Route>
            <Route path="/check-ins/:id/:date">
                {({ id, date }) => (
                    <>
                        <CheckInTitle id={id} />
                        <ReportPage key={`${id} ${date}`} id={id} date={date} />
                    </>
                )}
            </Route>
            <Route path="/goals">
                <Titled title={text("goals.title")} />
                <GoalList />
            </Route>
            <Route path="/goals/:id">
                {({ id }) => (
                    <>
                        <Titled title={text("goals.title")} />
                        <GoalPage key={id} id={id} />
                    </>
                )}
            </Route>
            <Route path="/boards/:id/updates">
                {({ id }) => <BoardUpdatesPage key={id} id={id} />}
            </Route>
            <Route path="/decisions">
                <Titled title={text("decision.title")} />
                <Decisions channel={null} />
            </Route>
            <Route path="/channel/:id/decisions">
                {({ id }) => <ChannelDecisions key={id} id={id} />}
            </Route>
            <Route>
                <Redirect to="/" replace />
            </Route>
        </Switch>
    );
}

function Titled({ title }: { title: string }) {
    useTitle(title);
    return null;
}

/** The title of a check-in whose id stands in the address. */
function CheckInTitle({ id }: { id: string }) {
    const title = useView(
        (data) => [...data.work.checkIns.values()].find((row) => row.id === id)?.title,
    );
    useTitle(title ?? text("check_ins.title"));
    return null;
}

function BoardUpdatesPage({ id }: { id: string }) {
    const board = useView((data) => [...data.work.boards.values()].find((row) => row.id === id));
    const known = useView((data) => 0 < data.seq);
    useTitle(text("goal.board_title", { board: board?.name ?? "" }));
    if (board) return <BoardUpdates board={board} />;
    return known ? <Redirect to="/boards" replace /> : null;
}

function ChannelDecisions({ id }: { id: string }) {
    const channel = useView((data) => [...data.channels.values()].find((row) => row.id === id));
    const known = useView((data) => 0 < data.seq);
    useTitle(text("decision.title_of", { channel: channel?.name ?? "" }));
    if (channel) return <Decisions channel={channel.id} />;
    return known ? <Redirect to="/" replace /> : null;
}
