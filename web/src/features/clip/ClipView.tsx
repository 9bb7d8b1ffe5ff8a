// A clip in its message: its voice drawn or its first picture, and the player once it is pressed.
import { Monitor, Play, Video } from "lucide-react";
import { useState } from "react";
import { clipName, clipWords } from "../../data/clipWords";
import type { Clip, StoredFile } from "../../data/model";
import "../../text/englishPages";
import { text } from "../../text/text";
import { lengthWords } from "../../text/time";
import { fileUrl } from "../../transport/api";
import { onDemand } from "../../ui/onDemand";
import styles from "./ClipView.module.css";
import { Wave } from "./parts/Wave";

const Player = onDemand(async () => (await import("../../ui/Player")).Player);

export function ClipView({ file, clip }: { file: StoredFile; clip: Clip }) {
    const [open, setOpen] = useState(false);
    const sound = clip.kind === "voice";
    const name = clipWords(clip);
    return (
        <figure className={sound ? styles["voice"] : styles["picture"]}>
            {open ? (
                <Player
                    src={fileUrl(file.id)}
                    name={file.name}
                    label={name}
                    lengthMs={clip.duration_ms}
                    begins
                    {...(sound
                        ? { sound: (share: number) => <Wave clip={clip} share={share} /> }
                        : {})}
                />
            ) : (
                <Closed file={file} clip={clip} onOpen={() => setOpen(true)} />
            )}
            <figcaption className={styles["line"]}>
                {!sound && <Sign clip={clip} />}
                <span className="num">{open || sound ? clipName(clip.kind) : name}</span>
            </figcaption>
        </figure>
    );
}

function Sign({ clip }: { clip: Clip }) {
    return clip.kind === "camera" ? (
        <Video size={14} aria-hidden="true" />
    ) : (
        <Monitor size={14} aria-hidden="true" />
    );
}

/** What stands there before it is played: one button. */
function Closed({ file, clip, onOpen }: { file: StoredFile; clip: Clip; onOpen: () => void }) {
    const label = text("clip.play", { clip: clipWords(clip) });
    if (clip.kind === "voice") {
        return (
            <button type="button" className={styles["row"]} aria-label={label} onClick={onOpen}>
                <span className={styles["play"]}>
                    <Play size={16} fill="currentColor" aria-hidden="true" />
                </span>
                <Wave clip={clip} share={0} />
                <span className={`${styles["length"]} num`}>{lengthWords(clip.duration_ms)}</span>
            </button>
        );
    }
    return (
        <button type="button" className={styles["frame"]} aria-label={label} onClick={onOpen}>
            <video
                src={`${fileUrl(file.id)}#t=0.1`}
                preload="metadata"
                muted
                playsInline
                tabIndex={-1}
                aria-hidden="true"
            />
            <span className={`${styles["play"]} ${styles["large"]}`}>
                <Play size={20} fill="currentColor" aria-hidden="true" />
            </span>
        </button>
    );
}
