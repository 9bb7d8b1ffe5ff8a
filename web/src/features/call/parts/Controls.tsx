// The controls below the stage.
import {
    AudioLines,
    LayoutGrid,
    LogOut,
    Mic,
    MicOff,
    MonitorUp,
    MonitorX,
    PhoneOff,
    Settings2,
    Users,
    Video,
    VideoOff,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { endCall, leaveCall } from "../../../transport/liveCall";
import { screenAllowed } from "../../../transport/liveDevices";
import { setCamera, setMicrophone, setScreen } from "../../../transport/liveSelf";
import { Control } from "../../../ui/Control";
import { MenuButton, type MenuItem } from "../../../ui/Menu";
import { say } from "../../../ui/Toasts";
import { PHONE, useMedia } from "../../../ui/useMedia";
import type { StageLayout } from "../model";
import { useCall } from "../useCall";
import styles from "./Controls.module.css";
import { DeviceDialog } from "./DeviceDialog";
import { OwnLevel } from "./OwnLevel";
import { PeopleDialog } from "./PeopleDialog";

export function Controls({
    layout,
    onLayout,
    recordControl,
}: {
    layout: StageLayout;
    onLayout: (layout: StageLayout) => void;
    recordControl: ReactNode;
}) {
    const sends = useCall((call) => call.sends);
    const phone = useMedia(PHONE);
    const [dialog, setDialog] = useState<"devices" | "people" | null>(null);
    const fail = (error: unknown) => say(problemWords(error), true);
    const items: MenuItem[] = [
        {
            id: "devices",
            label: text("call.choose_devices"),
            icon: <Settings2 size={16} aria-hidden="true" />,
            onAction: () => setDialog("devices"),
        },
        {
            id: "speaker",
            label: text("call.speaker_view"),
            icon: <AudioLines size={16} aria-hidden="true" />,
            chosen: layout === "speaker",
            onAction: () => onLayout(layout === "speaker" ? "auto" : "speaker"),
        },
        {
            id: "grid",
            label: text("call.grid"),
            icon: <LayoutGrid size={16} aria-hidden="true" />,
            chosen: layout === "grid",
            onAction: () => onLayout(layout === "grid" ? "auto" : "grid"),
        },
        {
            id: "end",
            label: text("call.end"),
            icon: <PhoneOff size={16} aria-hidden="true" />,
            danger: true,
            onAction: () => void endCall().catch(fail),
        },
    ];
    if (phone) {
        items.unshift({
            id: "people",
            label: text("people.title"),
            icon: <Users size={16} aria-hidden="true" />,
            onAction: () => setDialog("people"),
        });
    }
    return (
        <div
            className={styles["controls"]}
            role="toolbar"
            aria-label={text("call.toolbar")}
            data-region
            tabIndex={-1}
        >
            <span className={styles["mic"]}>
                <Control
                    icon={sends.microphone ? <Mic size={20} /> : <MicOff size={20} />}
                    word={sends.microphone ? text("call.mute") : text("call.unmute")}
                    onClick={() => void setMicrophone(!sends.microphone)}
                />
                <OwnLevel />
            </span>
            <Control
                icon={sends.camera ? <Video size={20} /> : <VideoOff size={20} />}
                word={text("call.camera")}
                pressed={sends.camera}
                onClick={() => void setCamera(!sends.camera)}
            />
            <Control
                className="desk"
                icon={sends.screen ? <MonitorX size={20} /> : <MonitorUp size={20} />}
                word={sends.screen ? text("call.share_stop") : text("call.share")}
                look={sends.screen ? "warm" : "plain"}
                disabled={!screenAllowed()}
                title={screenAllowed() ? undefined : text("trouble.none_screen")}
                onClick={() => void setScreen(!sends.screen)}
            />
            {recordControl}
            <i className={`${styles["gap"]} desk`} />
            <MenuButton label={text("call.more")} items={items} className={styles["more"] ?? ""}>
                <span aria-hidden="true">···</span>
                {text("call.more")}
            </MenuButton>
            <Control
                className={styles["leave"] ?? ""}
                look="end"
                icon={<LogOut size={20} />}
                word={text("call.leave")}
                onClick={() => void leaveCall().catch(fail)}
            />
            {dialog === "devices" && <DeviceDialog onClose={() => setDialog(null)} />}
            {dialog === "people" && <PeopleDialog onClose={() => setDialog(null)} />}
        </div>
    );
}
