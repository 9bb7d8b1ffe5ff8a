// My board and what is near it, in one piece that is loaded after the first paint.
import "../../text/englishPages";
import "../../text/englishWork";
import { Redirect, Route, Switch } from "wouter";
import { Blockers } from "../../features/blocker/Blockers";
import { MyBoard } from "../../features/my_board/MyBoard";
import { Walk } from "../../features/my_board/Walk";
import { text } from "../../text/text";
import { useTitle } from "../title";

export function MyBoardPages() {
    return (
        <Switch>
            <Route path="/my-board">
                <MyBoardPage />
            </Route>
            <Route path="/my-board/walk">
                <WalkPage />
            </Route>
            <Route path="/blockers">
                <BlockersPage />
            </Route>
            <Route>
                <Redirect to="/my-board" replace />
            </Route>
        </Switch>
    );
}

function MyBoardPage() {
    useTitle(text("my_board.title"));
    return <MyBoard />;
}

function WalkPage() {
    useTitle(text("walk.title"));
    return <Walk />;
}

function BlockersPage() {
    useTitle(text("blockers.title"));
    return <Blockers />;
}
