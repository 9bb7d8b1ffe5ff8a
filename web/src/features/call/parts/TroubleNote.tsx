// A device that does not open: which, why, and what to do about it.
import { TriangleAlert } from "lucide-react";
import { type TextKey, text } from "../../../text/text";
import type { MediaSource } from "../../../transport/frames";
import type { DeviceTrouble } from "../../../transport/liveDevices";
import { Button } from "../../../ui/Button";
import styles from "./TroubleNote.module.css";

const WHAT: Record<MediaSource, TextKey & `trouble.${string}`> = {
    microphone: "trouble.microphone",
    camera: "trouble.camera",
    screen: "trouble.screen",
    screen_audio: "trouble.screen",
};

function whatToDo(source: MediaSource, why: DeviceTrouble): string {
    if (why === "none" && source === "screen") return text("trouble.none_screen");
    return text(`trouble.${why}`);
}

export function TroubleNote({
    source,
    why,
    onRetry,
    onDismiss,
}: {
    source: MediaSource;
    why: DeviceTrouble;
    onRetry: () => void;
    onDismiss?: (() => void) | undefined;
}) {
    return (
        <div className={styles["note"]} role="alert">
            <TriangleAlert size={16} aria-hidden="true" />
            <p>
                <b>{text(WHAT[source])}</b> {whatToDo(source, why)}
            </p>
            <span className={styles["actions"]}>
                {why !== "insecure" && (
                    <Button look="line" small onClick={onRetry}>
                        {text("trouble.retry")}
                    </Button>
                )}
                {onDismiss && (
                    <Button look="bare" small onClick={onDismiss}>
                        {text("trouble.dismiss")}
                    </Button>
                )}
            </span>
        </div>
    );
}
