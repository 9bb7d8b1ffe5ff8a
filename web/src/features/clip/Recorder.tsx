// Records a clip: what, from which devices; then looks at it, says what it is about, and sends it.
import { Mic, MonitorUp } from "lucide-react";
import { type ComponentType, type ReactNode, useState } from "react";
import type { ClipKind, PostMessage, TopicId } from "../../data/model";
import { text } from "../../text/text";
import { canRecord } from "../../transport/clipRecorder";
import { chooseDevices, type DeviceKind, type DeviceTrouble } from "../../transport/liveDevices";
import { Choice } from "../../ui/Choice";
import { Dialog } from "../../ui/Dialog";
import list from "../../ui/List.module.css";
import { stepWords } from "./model";
import { RecorderBar } from "./parts/RecorderBar";
import { type CaptionRender, Review } from "./parts/Review";
import { useRecorder } from "./parts/useRecorder";
import styles from "./Recorder.module.css";

/** What is shown of devices, as before a call. */
export interface DeviceParts {
    DeviceSelects: ComponentType<{
        kinds?: readonly DeviceKind[];
        opened: unknown;
        onChoose: (kind: DeviceKind, id: string) => void;
    }>;
    LevelMeter: ComponentType<{ track: MediaStreamTrack | null; label: string }>;
    StreamVideo: ComponentType<{
        stream: MediaStream | null;
        label: string;
        fit: "cover" | "contain";
    }>;
    TroubleNote: ComponentType<{
        source: "microphone" | "camera" | "screen";
        why: DeviceTrouble;
        onRetry: () => void;
    }>;
}

export interface RecorderProps {
    topic: TopicId;
    title: string;
    kind: ClipKind;
    /** What the message has besides the clip and its words. */
    post: Partial<PostMessage>;
    parts: DeviceParts;
    renderCaption: CaptionRender;
    onSent: () => void;
    onClose: () => void;
}

const KINDS = ["voice", "camera", "screen"] as const;

export function Recorder(props: RecorderProps) {
    const { parts, onClose } = props;
    const [kind, setKind] = useState<ClipKind>(props.kind);
    const recorder = useRecorder(kind);
    const { step, nowMs, file } = recorder;
    const running = step.at === "recording" || step.at === "paused";
    const { DeviceSelects, TroubleNote } = parts;

    return (
        <Dialog
            title={props.title}
            size={kind === "voice" ? "narrow" : "wide"}
            firm={step.at !== "ready"}
            onClose={onClose}
        >
            <p className="sr" role="status">
                {stepWords(step, nowMs)}
            </p>
            {step.at === "review" ? (
                <Review
                    topic={props.topic}
                    kind={kind}
                    file={file}
                    lengthMs={step.lengthMs}
                    post={props.post}
                    renderCaption={props.renderCaption}
                    onRetake={() => recorder.turn("retake")}
                    onSent={props.onSent}
                />
            ) : (
                <div className={`${list["dialogForm"]} ${styles["form"]}`}>
                    {!running && (
                        <Choice
                            label={text("clip.kind")}
                            value={kind}
                            options={KINDS.map((value) => ({
                                value,
                                label: text(`clip.kind_${value}`),
                            }))}
                            onChange={setKind}
                        />
                    )}
                    <Stage kind={kind} parts={parts} recorder={recorder} />
                    {recorder.troubles.map(({ source, why }) => (
                        <TroubleNote
                            key={source}
                            source={source}
                            why={why}
                            onRetry={() => recorder.again(source)}
                        />
                    ))}
                    {!running && (
                        <div className={styles["devices"]}>
                            <DeviceSelects
                                kinds={
                                    kind === "camera" ? ["camera", "microphone"] : ["microphone"]
                                }
                                opened={`${recorder.microphone?.id} ${recorder.picture?.id}`}
                                onChoose={(device, id) => {
                                    chooseDevices({ [device]: id });
                                    if (device !== "speaker") recorder.again(device);
                                }}
                            />
                        </div>
                    )}
                    {!canRecord(kind) && (
                        <p className={list["problem"]}>{text("clip.no_recorder")}</p>
                    )}
                    <RecorderBar recorder={recorder} />
                </div>
            )}
        </Dialog>
    );
}

/** What is recorded, in sight: oneself, the screen, or how loud one is. */
function Stage({
    kind,
    parts: { LevelMeter, StreamVideo },
    recorder: { microphone, picture, step, troubles },
}: {
    kind: ClipKind;
    parts: DeviceParts;
    recorder: ReturnType<typeof useRecorder>;
}) {
    const silent = microphone === null && troubles.some((one) => one.source === "microphone");
    const hint = silent && kind !== "voice" ? text("clip.no_sound") : text("clip.level");
    const meter = (
        <div className={styles["level"]}>
            <LevelMeter track={microphone} label={text("clip.level")} />
            {(silent || step.at === "ready") && <p>{hint}</p>}
        </div>
    );
    if (kind === "voice") {
        return (
            <div className={`${styles["voice"]} ${step.at === "recording" ? styles["on"] : ""}`}>
                <span className={styles["sign"]}>
                    <Mic size={24} aria-hidden="true" />
                </span>
                {meter}
            </div>
        );
    }
    let shown: ReactNode;
    if (kind === "screen" && !picture) {
        shown = (
            <div className={styles["off"]}>
                <MonitorUp size={28} aria-hidden="true" />
                <p>{text("clip.choose_screen")}</p>
            </div>
        );
    } else {
        shown = (
            <div className={kind === "camera" ? styles["mirrored"] : styles["plain"]}>
                <StreamVideo
                    stream={picture}
                    label={text("clip.self")}
                    fit={kind === "camera" ? "cover" : "contain"}
                />
            </div>
        );
    }
    return (
        <>
            <div className={`${styles["stage"]} ${step.at === "recording" ? styles["on"] : ""}`}>
                {shown}
            </div>
            {meter}
        </>
    );
}
