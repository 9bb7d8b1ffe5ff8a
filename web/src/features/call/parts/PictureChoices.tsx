// How one's pictures are sent: the camera's size and the codec. Loaded when it is looked for.
import "../../../text/englishPicture";
import { useState } from "react";
import { text } from "../../../text/text";
import type { VideoCodec } from "../../../transport/frames";
import type { PictureChoice } from "../../../transport/liveDevices";
import { Choice } from "../../../ui/Choice";
import { SelectField } from "../../../ui/Field";
import styles from "./PictureChoices.module.css";

/** Names of codecs are the same in all languages. */
const CODECS: readonly { value: VideoCodec; label: string }[] = [
    { value: "vp8", label: "VP8" },
    { value: "vp9", label: "VP9" },
    { value: "av1", label: "AV1" },
    { value: "h264", label: "H.264" },
];

const HEIGHTS = [720, 1080, 2160] as const;

interface Chosen {
    /** What was chosen before. */
    choice: PictureChoice;
    onChoose: (change: Partial<PictureChoice>) => void;
}

function useChoice({ choice, onChoose }: Chosen) {
    const [now, setNow] = useState(choice);
    const change = (next: Partial<PictureChoice>) => {
        setNow({ ...now, ...next });
        onChoose(next);
    };
    return [now, change] as const;
}

export function PictureChoices(chosen: Chosen) {
    const [choice, change] = useChoice(chosen);
    return (
        <>
            <SelectField
                label={text("picture.camera")}
                value={choice.cameraHeight}
                onChange={(event) => change({ cameraHeight: Number(event.target.value) })}
            >
                {HEIGHTS.map((height) => (
                    <option key={height} value={height}>
                        {text(`picture.camera_${height}`)}
                    </option>
                ))}
            </SelectField>
            <SelectField
                label={text("picture.codec")}
                hint={text("picture.codec_hint")}
                value={choice.codec}
                onChange={(event) => {
                    const codec = CODECS.find(({ value }) => value === event.target.value);
                    change({ codec: codec?.value ?? "auto" });
                }}
            >
                <option value="auto">{text("picture.codec_auto")}</option>
                {CODECS.map(({ value, label }) => (
                    <option key={value} value={value}>
                        {label}
                    </option>
                ))}
            </SelectField>
        </>
    );
}

/** Whether the screen that is shared now shows text or moves. */
export function ScreenChoice(chosen: Chosen) {
    const [{ screenContent }, change] = useChoice(chosen);
    return (
        <div className={styles["screen"]}>
            <Choice
                label={text("picture.screen")}
                hideLabel
                value={screenContent}
                options={[
                    { value: "text", label: text("picture.text") },
                    { value: "motion", label: text("picture.motion") },
                ]}
                onChange={(next) => change({ screenContent: next })}
            />
            <span>{text(`picture.screen_${screenContent}_hint`)}</span>
        </div>
    );
}
