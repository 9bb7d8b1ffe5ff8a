// The recorder's clock and its buttons; the one to press next has the focus.
import { Circle, Pause, Play, Square } from "lucide-react";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { clockView } from "../model";
import styles from "./RecorderBar.module.css";
import type { Recorder } from "./useRecorder";

export function RecorderBar({ recorder }: { recorder: Recorder }) {
    const { step, nowMs, ready, record, turn } = recorder;
    if (step.at === "ready") {
        return (
            <div className={styles["bar"]}>
                <p className={styles["hint"]}>{text("clip.up_to")}</p>
                <Button
                    key="record"
                    look="talk"
                    icon={<Circle size={14} fill="currentColor" aria-hidden="true" />}
                    aria-disabled={!ready}
                    autoFocus
                    onClick={() => {
                        if (ready) void record();
                    }}
                >
                    {text("clip.record")}
                </Button>
            </div>
        );
    }
    const clock = clockView(step, nowMs);
    const paused = step.at === "paused";
    return (
        <div className={styles["bar"]}>
            <div className={styles["clock"]} role="timer">
                <i className={paused ? styles["still"] : styles["runs"]} aria-hidden="true" />
                <b className="num">{clock.recorded}</b>
                <span className={`num ${clock.short ? styles["short"] : ""}`}>{clock.left}</span>
                <span className={styles["track"]} aria-hidden="true">
                    <span style={{ width: `${clock.share * 100}%` }} />
                </span>
            </div>
            <Button
                key="pause"
                look="line"
                icon={
                    paused ? (
                        <Play size={16} aria-hidden="true" />
                    ) : (
                        <Pause size={16} aria-hidden="true" />
                    )
                }
                onClick={() => turn(paused ? "resume" : "pause")}
            >
                {paused ? text("clip.resume") : text("clip.pause")}
            </Button>
            <Button
                key="stop"
                look="end"
                icon={<Square size={14} fill="currentColor" aria-hidden="true" />}
                autoFocus
                onClick={() => turn("stop")}
            >
                {text("clip.stop")}
            </Button>
        </div>
    );
}
