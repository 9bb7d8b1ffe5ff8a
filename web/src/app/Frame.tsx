// The frame around every page: sidebar or tabs, the banner, the page, what opens over it.
import { Redirect, Route, Switch, useRoute } from "wouter";
import { openOverlay, useOverlay } from "../data/overlay";
import { useView } from "../data/useView";
import { LiveBar } from "../features/call/LiveBar";
import { OutcomeCard } from "../features/call/OutcomeCard";
import { RingDialog } from "../features/call/RingDialog";
import { UrgentRing } from "../features/urgent/UrgentRing";
import { text } from "../text/text";
import { PHONE, useMedia } from "../ui/useMedia";
import styles from "./Frame.module.css";
import { Overlays } from "./Overlays";
import { checkInRoute } from "./pages/checkInRoute";
import { InboxPage } from "./pages/InboxPage";
import { laterRoutes } from "./pages/laterRoutes";
import { myBoardRoute } from "./pages/myBoardRoute";
import { TopicPage } from "./pages/TopicPage";
import { teamRoutes } from "./pages/teamRoutes";
import { workRoutes } from "./pages/workRoutes";
import { Sidebar } from "./Sidebar";
import { Tabs } from "./Tabs";
import { useKeys } from "./useKeys";
import { useNotifications } from "./useNotifications";
import { usePushMessages } from "./usePushMessages";

export function Frame() {
    const phone = useMedia(PHONE);
    const overlay = useOverlay();
    const offline = useView((data) => data.connection === "offline");
    const waiting = useView(
        (data) => data.outbox.filter((entry) => entry.state !== "failed").length,
    );
    useKeys(overlay === null, openOverlay);
    // A call in full has the whole page.
    const [onStage] = useRoute("/live/:id");
    useNotifications();
    usePushMessages();
    return (
        <div className={styles["frame"]}>
            <a className={styles["skip"]} href="#main">
                {text("frame.skip")}
            </a>
            {!phone && !onStage && <Sidebar onOverlay={openOverlay} />}
            <div className={styles["content"]}>
                {offline && (
                    <p className={styles["banner"]} role="status">
                        {text("frame.offline")}
                        {0 < waiting && ` ${text("frame.offline_waiting", { count: waiting })}`}
                    </p>
                )}
                <LiveBar />
                <div className={styles["page"]}>
                    <Switch>
                        <Route path="/">
                            <InboxPage onOverlay={openOverlay} />
                        </Route>
                        <Route path="/topic/:id">
                            {({ id }) => <TopicPage key={id} id={id} />}
                        </Route>
                        {checkInRoute()}
                        {laterRoutes(openOverlay)}
                        {teamRoutes()}
                        {workRoutes()}
                        {myBoardRoute()}
                        <Route>
                            <Redirect to="/" replace />
                        </Route>
                    </Switch>
                </div>
                {phone && !onStage && <Tabs />}
            </div>
            <RingDialog />
            <UrgentRing />
            <OutcomeCard />
            <Overlays overlay={overlay} onOverlay={openOverlay} />
        </div>
    );
}
