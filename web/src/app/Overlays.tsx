// The dialogs that any page may open.
import { lazy, Suspense } from "react";
import type { Overlay } from "./overlay";

const JumpDialog = lazy(async () => ({ default: (await import("./JumpDialog")).JumpDialog }));
const later = () => import("./laterOverlays");
const KeysDialog = lazy(async () => ({ default: (await later()).KeysDialog }));
const NewTopicDialog = lazy(async () => ({ default: (await later()).NewTopicDialog }));
const NewChannelDialog = lazy(async () => ({ default: (await later()).NewChannelDialog }));
const NewDirectDialog = lazy(async () => ({ default: (await later()).NewDirectDialog }));

export function Overlays({
    overlay,
    onOverlay,
}: {
    overlay: Overlay;
    onOverlay: (overlay: Overlay) => void;
}) {
    if (!overlay) return null;
    const close = () => onOverlay(null);
    return (
        <Suspense fallback={null}>
            {overlay.kind === "jump" && <JumpDialog onClose={close} onOverlay={onOverlay} />}
            {overlay.kind === "keys" && <KeysDialog onClose={close} />}
            {overlay.kind === "new_topic" && (
                <NewTopicDialog channel={overlay.channel} onClose={close} />
            )}
            {overlay.kind === "new_channel" && <NewChannelDialog onClose={close} />}
            {overlay.kind === "new_direct" && <NewDirectDialog onClose={close} />}
        </Suspense>
    );
}
