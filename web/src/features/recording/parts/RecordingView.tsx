// One recording: being made ready, to be played, playing, or failed.
import { Play } from "lucide-react";
import { useState } from "react";
import type { Recording } from "../../../data/model";
import { nameOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { lengthWords } from "../../../text/time";
import { fileUrl } from "../../../transport/api";
import { onDemand } from "../../../ui/onDemand";
import styles from "./RecordingView.module.css";

const Player = onDemand(async () => (await import("../../../ui/Player")).Player, {
    waiting: <div className={styles["frame"]} />,
});

export function RecordingView({
    recording,
    number,
}: {
    recording: Recording;
    /** Which of several it is. */
    number: number | null;
}) {
    const [open, setOpen] = useState(false);
    const by = useView((data) =>
        text("recording.by", { name: nameOf(data, recording.started_by) }),
    );
    const { file, duration_ms: length } = recording;
    if (recording.state === "failed") {
        return <p className={styles["note"]}>{text("recording.failed")}</p>;
    }
    if (recording.state !== "ready" || !file || length === null) {
        return (
            <p className={styles["note"]} role="status">
                <i className={styles["busy"]} />
                {text("recording.finishing")}
            </p>
        );
    }
    const name = number ? text("recording.play_number", { number }) : text("recording.play");
    if (open) {
        return (
            <div className={styles["player"]}>
                <Player
                    src={fileUrl(file.id)}
                    name={file.name}
                    label={name}
                    lengthMs={length}
                    begins
                />
            </div>
        );
    }
    return (
        <button type="button" className={styles["frame"]} onClick={() => setOpen(true)}>
            <span className={styles["play"]}>
                <Play size={20} fill="currentColor" aria-hidden="true" />
            </span>
            <span className="sr">{name}</span>
            <span className={styles["by"]}>{by}</span>
            <span className={`${styles["length"]} num`}>{lengthWords(length)}</span>
        </button>
    );
}
