// Looks at camera and microphone before they are used: a picture of oneself, a bar for the voice.
import { Mic, MicOff, Video, VideoOff } from "lucide-react";
import { useEffect, useState } from "react";
import { myself } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import type { MediaSource } from "../../../transport/frames";
import {
    chooseDevices,
    type DeviceTrouble,
    deviceChoice,
    deviceTrouble,
    openCamera,
    openMicrophone,
} from "../../../transport/liveDevices";
import { Control } from "../../../ui/Control";
import { Initials } from "../../../ui/Initials";
import { useOpened } from "../../../ui/useOpened";
import styles from "./DeviceCheck.module.css";
import { DeviceSelects } from "./DeviceSelects";
import { LevelMeter } from "./LevelMeter";
import { OwnPicture } from "./Picture";
import { TroubleNote } from "./TroubleNote";

interface Device {
    track: MediaStreamTrack | null;
    trouble: DeviceTrouble | null;
}

/** Keeps a device open while `on`, and opens it anew when `round` rises. */
function useDevice(on: boolean, round: number, open: () => Promise<MediaStreamTrack>): Device {
    const { found, error } = useOpened(on ? open : null, round);
    return { track: found, trouble: error === null ? null : deviceTrouble(error) };
}

export function DeviceCheck() {
    const name = useView((data) => myself(data)?.name ?? "");
    const [on, setOn] = useState(() => ({
        microphone: deviceChoice().microphoneOn,
        camera: deviceChoice().cameraOn,
    }));
    const [rounds, setRounds] = useState({ microphone: 0, camera: 0 });
    const microphone = useDevice(on.microphone, rounds.microphone, openMicrophone);
    const camera = useDevice(on.camera, rounds.camera, openCamera);
    const [stream, setStream] = useState<MediaStream | null>(null);
    useEffect(() => setStream(camera.track && new MediaStream([camera.track])), [camera.track]);

    const again = (source: "microphone" | "camera") =>
        setRounds((before) => ({ ...before, [source]: before[source] + 1 }));
    const toggle = (source: "microphone" | "camera") => {
        const next = { ...on, [source]: !on[source] };
        setOn(next);
        chooseDevices({ microphoneOn: next.microphone, cameraOn: next.camera });
    };
    const troubles: { source: MediaSource & ("microphone" | "camera"); why: DeviceTrouble }[] = [];
    if (microphone.trouble) troubles.push({ source: "microphone", why: microphone.trouble });
    if (camera.trouble) troubles.push({ source: "camera", why: camera.trouble });

    return (
        <div className={styles["check"]}>
            <div className={styles["preview"]}>
                {stream ? (
                    <OwnPicture stream={stream} label={text("call.self")} />
                ) : (
                    <div className={styles["off"]}>
                        <Initials name={name} size={64} lit />
                        {!on.camera && <p>{text("call.check_camera_off")}</p>}
                    </div>
                )}
            </div>
            <div className={styles["side"]}>
                <div className={styles["toggles"]}>
                    <Control
                        icon={on.microphone ? <Mic size={20} /> : <MicOff size={20} />}
                        word={on.microphone ? text("call.mute") : text("call.unmute")}
                        onClick={() => toggle("microphone")}
                    />
                    <Control
                        icon={on.camera ? <Video size={20} /> : <VideoOff size={20} />}
                        word={text("call.camera")}
                        pressed={on.camera}
                        onClick={() => toggle("camera")}
                    />
                    <div className={styles["level"]}>
                        <LevelMeter track={microphone.track} label={text("call.test_level")} />
                        <p>{text("call.test_level")}</p>
                    </div>
                </div>
                <DeviceSelects
                    opened={`${microphone.track?.id} ${camera.track?.id}`}
                    onChoose={(kind, id) => {
                        chooseDevices({ [kind]: id });
                        if (kind !== "speaker") again(kind);
                    }}
                />
            </div>
            {troubles.map(({ source, why }) => (
                <div key={source} className={styles["wide"]}>
                    <TroubleNote source={source} why={why} onRetry={() => again(source)} />
                </div>
            ))}
        </div>
    );
}
