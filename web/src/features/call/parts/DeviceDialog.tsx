// Chooses other devices in mid-call.
import { text } from "../../../text/text";
import { deviceChoice } from "../../../transport/liveDevices";
import { changeDevice, choosePicture } from "../../../transport/liveSelf";
import { Dialog } from "../../../ui/Dialog";
import list from "../../../ui/List.module.css";
import { onDemand } from "../../../ui/onDemand";
import { useCall } from "../useCall";
import { DeviceSelects } from "./DeviceSelects";
import { OwnLevel } from "./OwnLevel";

const PictureChoices = onDemand(async () => (await import("./PictureChoices")).PictureChoices);

export function DeviceDialog({ onClose }: { onClose: () => void }) {
    const opened = useCall((call) => call.microphone?.id);
    return (
        <Dialog title={text("call.devices")} onClose={onClose}>
            <div className={list["dialogForm"]}>
                <DeviceSelects
                    opened={opened}
                    onChoose={(kind, id) => void changeDevice(kind, id)}
                />
                <OwnLevel />
                <p className={list["hint"]}>{text("call.test_level")}</p>
                <PictureChoices
                    choice={deviceChoice()}
                    onChoose={(change) => void choosePicture(change)}
                />
            </div>
        </Dialog>
    );
}
