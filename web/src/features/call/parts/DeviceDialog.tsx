// Chooses other devices in mid-call.
import { text } from "../../../text/text";
import { type DeviceKind, deviceChoice } from "../../../transport/liveDevices";
import { changeDevice, choosePicture } from "../../../transport/liveSelf";
import { Dialog } from "../../../ui/Dialog";
import list from "../../../ui/List.module.css";
import { onDemand } from "../../../ui/onDemand";
import { useCall } from "../useCall";
import styles from "./DeviceCheck.module.css";
import { DeviceSelects } from "./DeviceSelects";
import { OwnLevel } from "./OwnLevel";

const PictureChoices = onDemand(async () => (await import("./PictureChoices")).PictureChoices);

const HEARD: readonly DeviceKind[] = ["microphone"];
const OTHERS: readonly DeviceKind[] = ["speaker", "camera"];

export function DeviceDialog({ onClose }: { onClose: () => void }) {
    const opened = useCall((call) => call.microphone?.id);
    const on = useCall((call) => call.sends.microphone);
    const handleChoose = (kind: DeviceKind, id: string) => void changeDevice(kind, id);
    return (
        <Dialog title={text("call.devices")} onClose={onClose}>
            <div className={list["dialogForm"]}>
                <DeviceSelects kinds={HEARD} opened={opened} onChoose={handleChoose} />
                {on && (
                    <div className={styles["level"]}>
                        <OwnLevel />
                        <p>{text("call.test_level")}</p>
                    </div>
                )}
                <DeviceSelects kinds={OTHERS} opened={opened} onChoose={handleChoose} />
                <PictureChoices
                    choice={deviceChoice()}
                    onChoose={(change) => void choosePicture(change)}
                />
            </div>
        </Dialog>
    );
}
