// Who is in the call, and who gets it later or can be rung.
import { AudioLines, BellRing, MicOff, MonitorPlay } from "lucide-react";
import { openOverlay } from "../../../data/overlay";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { live } from "../../../transport/live";
import { readRoster } from "../../../transport/liveCall";
import { callState } from "../../../transport/liveState";
import { Button } from "../../../ui/Button";
import { Initials } from "../../../ui/Initials";
import { Mark } from "../../../ui/Mark";
import { say } from "../../../ui/Toasts";
import { type AwayLine, awayView, countView, hereView, watchingView } from "../model";
import { useCallView } from "../useCall";
import styles from "./People.module.css";

export function People() {
    const here = useCallView(hereView);
    const away = useCallView(awayView);
    const count = useCallView(countView);
    const watching = useCallView(watchingView);
    const handleMore = () => {
        readRoster().catch((error) => say(problemWords(error), true));
    };
    const handleRing = ({ person, mark }: AwayLine) => {
        const { session, topic } = callState();
        if (!session || !topic) return;
        // Who cannot be reached is rung behind the guard.
        if (mark.step !== "reachable" && mark.step !== "none") {
            openOverlay({ kind: "ring", person, topic });
            return;
        }
        live.ring(session, [person]).catch((error) => say(problemWords(error), true));
    };
    return (
        <div className={styles["people"]}>
            <section>
                <h2>
                    {text("call.here")} <small>{Math.max(count, here.length)}</small>
                </h2>
                <ul>
                    {here.map((line) => (
                        <li key={line.person} className={styles["person"]}>
                            <Initials name={line.name} size={24} lit />
                            <span className={`${styles["name"]} clip`}>{line.name}</span>
                            <span className={`${styles["sub"]} clip`}>{line.sub}</span>
                            <span className={styles["end"]}>
                                {line.speaking && (
                                    <span className={styles["speaks"]}>
                                        <AudioLines size={14} aria-hidden="true" />
                                        {text("call.speaks")}
                                    </span>
                                )}
                                {line.muted && (
                                    <>
                                        <MicOff size={14} aria-hidden="true" />
                                        <span className="sr">{text("call.muted")}</span>
                                    </>
                                )}
                            </span>
                        </li>
                    ))}
                </ul>
                {here.length < count && (
                    <Button onClick={handleMore}>
                        {text("call.more_here", { count: count - here.length })}
                    </Button>
                )}
            </section>
            {0 < watching.length && (
                <section>
                    <h2>
                        {text("call.watching")} <small>{watching.length}</small>
                    </h2>
                    <ul>
                        {watching.map(({ person, name }) => (
                            <li key={person} className={styles["person"]}>
                                <MonitorPlay size={16} aria-hidden="true" />
                                <span className={`${styles["name"]} clip`}>{name}</span>
                                <span className={`${styles["sub"]} clip`}>
                                    {text("call.watching_how")}
                                </span>
                            </li>
                        ))}
                    </ul>
                </section>
            )}
            {0 < away.length && (
                <section>
                    <h2>
                        {text("call.later")} <small>{away.length}</small>
                    </h2>
                    <ul>
                        {away.map((line) => (
                            <li key={line.person} className={styles["person"]}>
                                <Initials name={line.name} size={24} />
                                <span className={`${styles["name"]} clip`}>{line.name}</span>
                                <span className={`${styles["sub"]} clip`}>{line.sub}</span>
                                <span className={styles["end"]}>
                                    {line.ringing ? (
                                        <span className={styles["speaks"]}>
                                            <BellRing size={14} aria-hidden="true" />
                                            {text("call.rings")}
                                        </span>
                                    ) : (
                                        <>
                                            <Mark {...line.mark} />
                                            <Button
                                                look="bare"
                                                small
                                                onClick={() => handleRing(line)}
                                            >
                                                {text("call.ring")}
                                                <span className="sr">{line.name}</span>
                                            </Button>
                                        </>
                                    )}
                                </span>
                            </li>
                        ))}
                    </ul>
                </section>
            )}
        </div>
    );
}
