// The call in full: tiles, controls, who is here, and the topic beside it.
import { ChevronLeft, CircleDot } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import type { SessionId } from "../../data/model";
import { text } from "../../text/text";
import { takeCallHere } from "../../transport/liveCall";
import { deviceChoice } from "../../transport/liveDevices";
import { choosePicture } from "../../transport/liveSelf";
import { startSound } from "../../transport/liveSound";
import { type CallState, callState } from "../../transport/liveState";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Dial } from "../../ui/Dial";
import { onDemand } from "../../ui/onDemand";
import { say } from "../../ui/Toasts";
import { PHONE, useMedia } from "../../ui/useMedia";
import { callHead, phaseWords, type StageLayout } from "./model";
import { CallTroubles } from "./parts/CallTroubles";
import { Controls } from "./parts/Controls";
import { HuddleClock, useIsOver } from "./parts/HuddleClock";
import { Lobby } from "./parts/Lobby";
import { OutcomeForm } from "./parts/OutcomeForm";
import { People } from "./parts/People";
import { QualityButton } from "./parts/QualityButton";
import { QualityNote } from "./parts/QualityNote";
import { Tiles } from "./parts/Tiles";
import { Timer } from "./parts/Timer";
import { TopicPane } from "./parts/TopicPane";
import styles from "./Stage.module.css";
import { useCall, useCallView } from "./useCall";

const ScreenChoice = onDemand(async () => (await import("./parts/PictureChoices")).ScreenChoice);

export function Stage({
    session,
    recordControl,
}: {
    /** `null`: there is no such call, or no longer. */
    session: SessionId | null;
    /** Begins or ends the recording. */
    recordControl: ReactNode;
}) {
    const mine = useCall((call) => call.session !== null && call.session === session);
    const topic = useCall((call) => call.topic);
    const [, go] = useLocation();
    const [was, setWas] = useState(mine);
    const left = useRef(topic);
    if (topic) left.current = topic;

    // When the call is over, one stands in its topic, where it leaves what it left.
    useEffect(() => {
        if (mine) setWas(true);
        else if (was && left.current) {
            const { ended } = callState();
            say(text(ended === "away" ? "call.ended_away" : "call.ended"));
            go(`/topic/${left.current}`, { replace: true });
        }
    }, [mine, was, go]);

    if (mine) return <Running recordControl={recordControl} />;
    return was ? null : <Lobby session={session} />;
}

function Running({ recordControl }: { recordControl: ReactNode }) {
    const phone = useMedia(PHONE);
    const phase = useCall((call) => call.phase);
    const topic = useCall((call) => call.topic);
    const sharing = useCall((call) => call.sends.screen);
    const blocked = useCall((call) => call.soundBlocked);
    const head = useCallView(callHead);
    const [layout, setLayout] = useState<StageLayout>("auto");
    if (!head || !topic) return null;
    return (
        <main id="main" className={styles["live"]} aria-label={text("call.stage")}>
            <header className={styles["head"]}>
                <Link
                    href={`/topic/${topic}`}
                    className={styles["back"]}
                    aria-label={text("message.list")}
                >
                    <ChevronLeft size={20} aria-hidden="true" />
                </Link>
                <div className={styles["words"]}>
                    <h1 className="clip">{head.title}</h1>
                    <p className="clip">
                        {head.place}
                        <span className="desk"> · {text("call.find_later")}</span>
                    </p>
                </div>
                <QualityButton />
                {head.recording && (
                    <Chip step="now" icon={<CircleDot size={14} aria-hidden="true" />}>
                        <span className="desk">{text("call.recording")}</span>
                        <span className="phone sr">{text("call.recording")}</span>
                    </Chip>
                )}
                <Chip step="now" icon={<Dial fill={1} />}>
                    {head.endsMs === null ? (
                        <Timer
                            sinceMs={head.startedMs}
                            words={(time) => text("call.live", { time })}
                        />
                    ) : (
                        <HuddleClock endsMs={head.endsMs} />
                    )}
                </Chip>
            </header>
            <div className={styles["stage"]}>
                <StatusLine phase={phase} waiting={head.waiting} sharing={sharing} />
                <HuddleOver endsMs={head.endsMs} minutes={head.minutes} talks={head.names !== ""} />
                <QualityNote />
                <CallTroubles />
                {blocked && (
                    <p className={styles["status"]}>
                        {text("call.sound_blocked")}
                        <Button look="line" small onClick={() => void startSound()}>
                            {text("call.sound_on")}
                        </Button>
                    </p>
                )}
                <Tiles layout={layout} />
                <Controls layout={layout} onLayout={setLayout} recordControl={recordControl} />
            </div>
            {!phone && (
                <aside
                    className={styles["pane"]}
                    aria-label={text("call.people_and_topic")}
                    data-region
                    tabIndex={-1}
                >
                    <People />
                    <TopicPane topic={topic} />
                </aside>
            )}
        </main>
    );
}

/** Says that the time is over, and asks what came of it; the talk goes on as long as it takes. */
function HuddleOver({
    endsMs,
    minutes,
    talks,
}: {
    endsMs: number | null;
    minutes: number;
    /** Whether somebody else is here. */
    talks: boolean;
}) {
    const over = useIsOver(endsMs);
    const session = useCall((call) => call.session);
    const topic = useCall((call) => call.topic);
    if (!over || !session || !topic) return null;
    return (
        <div className={styles["over"]}>
            <p role="status">{text("huddle.is_over", { count: minutes })}</p>
            {talks && <OutcomeForm session={session} topic={topic} />}
        </div>
    );
}

function StatusLine({
    phase,
    waiting,
    sharing,
}: {
    phase: CallState["phase"];
    waiting: string;
    sharing: boolean;
}) {
    const broken = useCall((call) => call.broken);
    if (phase === "moved") {
        return (
            <p className={styles["status"]} role="status">
                {text("call.moved")}
                <Button look="talk" small onClick={takeCallHere}>
                    {text("call.moved_here")}
                </Button>
            </p>
        );
    }
    const words = phaseWords(phase, broken) || (sharing ? text("call.screen_own") : waiting);
    if (words === "") return null;
    return (
        <>
            <p className={styles["status"]} role="status">
                {words}
            </p>
            {sharing && phase === "live" && (
                <ScreenChoice
                    choice={deviceChoice()}
                    onChoose={(change) => void choosePicture(change)}
                />
            )}
        </>
    );
}
