// Which microphone, camera and speaker.
import { useEffect, useState } from "react";
import { text } from "../../../text/text";
import {
    type Device,
    type DeviceKind,
    deviceChoice,
    listDevices,
    onDevices,
    speakersAllowed,
} from "../../../transport/liveDevices";
import { SelectField } from "../../../ui/Field";

const KINDS: readonly DeviceKind[] = ["microphone", "camera", "speaker"];

/** `opened` changes when a device was opened: then the browser tells the names. */
export function DeviceSelects({
    kinds = KINDS,
    opened,
    onChoose,
}: {
    kinds?: readonly DeviceKind[];
    opened: unknown;
    onChoose: (kind: DeviceKind, id: string) => void;
}) {
    const [devices, setDevices] = useState<Record<DeviceKind, Device[]> | null>(null);
    const [choice, setChoice] = useState(deviceChoice);
    // biome-ignore lint/correctness/useExhaustiveDependencies: names come with an opened device
    useEffect(() => {
        let alive = true;
        const read = () => {
            listDevices().then(
                (found) => alive && setDevices(found),
                () => {}, // the system's own choice then
            );
        };
        read();
        const stop = onDevices(read);
        return () => {
            alive = false;
            stop();
        };
    }, [opened]);
    return kinds
        .filter((kind) => kind !== "speaker" || speakersAllowed())
        .map((kind) => (
            <SelectField
                key={kind}
                label={text(`call.${kind}`)}
                value={known(devices?.[kind], choice[kind])}
                onChange={(event) => {
                    const id = event.target.value;
                    setChoice({ ...choice, [kind]: id });
                    onChoose(kind, id);
                }}
            >
                <option value="">{text("call.device_system")}</option>
                {(devices?.[kind] ?? [])
                    .filter((device) => device.id !== "default")
                    .map((device, index) => (
                        <option key={device.id} value={device.id}>
                            {device.label ||
                                text("call.device_number", {
                                    kind: text(`call.${kind}`),
                                    number: index + 1,
                                })}
                        </option>
                    ))}
            </SelectField>
        ));
}

/** The chosen id if it is there, else the system's choice. */
function known(devices: readonly Device[] | undefined, id: string): string {
    return devices?.some((device) => device.id === id) ? id : "";
}
