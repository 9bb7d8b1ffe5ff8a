// The dialogs that any page may open.
import { lazy, Suspense } from "react";
import type { Overlay } from "./overlay";

const JumpDialog = lazy(async () => ({ default: (await import("./JumpDialog")).JumpDialog }));
const later = () => import("./laterOverlays");
const KeysDialog = lazy(async () => ({ default: (await later()).KeysDialog }));
const NewTopicDialog = lazy(async () => ({ default: (await later()).NewTopicDialog }));
const NewChannelDialog = lazy(async () => ({ default: (await later()).NewChannelDialog }));
const RequestTimeDialog = lazy(async () => ({ default: (await later()).RequestTimeDialog }));
const RequestPersonDialog = lazy(async () => ({ default: (await later()).RequestPersonDialog }));
const RemindDialog = lazy(async () => ({ default: (await later()).RemindDialog }));
const EditScheduledDialog = lazy(async () => ({ default: (await later()).EditScheduledDialog }));
const FocusDialog = lazy(async () => ({ default: (await later()).FocusDialog }));
const DemoClockDialog = lazy(async () => ({ default: (await later()).DemoClockDialog }));
const NewGroupDialog = lazy(async () => ({ default: (await later()).NewGroupDialog }));
const NewDirectDialog = lazy(async () => ({ default: (await later()).NewDirectDialog }));

const attention = () => import("./attentionOverlays");
const EnterCall = lazy(async () => ({ default: (await attention()).EnterCall }));
const RaiseBlockerDialog = lazy(async () => ({ default: (await attention()).RaiseBlockerDialog }));
const RingOverlay = lazy(async () => ({ default: (await attention()).RingOverlay }));
const StartCall = lazy(async () => ({ default: (await attention()).StartCall }));
const ViewsDialog = lazy(async () => ({ default: (await attention()).ViewsDialog }));

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
            {overlay.kind === "request_time" && (
                <RequestTimeDialog request={overlay.request} onClose={close} />
            )}
            {overlay.kind === "request_person" && (
                <RequestPersonDialog request={overlay.request} onClose={close} />
            )}
            {overlay.kind === "remind" && <RemindDialog about={overlay} onClose={close} />}
            {overlay.kind === "edit_scheduled" && (
                <EditScheduledDialog scheduled={overlay.scheduled} onClose={close} />
            )}
            {overlay.kind === "ring" && (
                <RingOverlay
                    key={overlay.person}
                    person={overlay.person}
                    topic={overlay.topic}
                    onClose={close}
                />
            )}
            {overlay.kind === "enter_call" && (
                <EnterCall
                    key={overlay.session}
                    session={overlay.session}
                    topic={overlay.topic}
                    onClose={close}
                />
            )}
            {overlay.kind === "start_call" && <StartCall topic={overlay.topic} onClose={close} />}
            {overlay.kind === "raise_blocker" && (
                <RaiseBlockerDialog topic={overlay.topic} onClose={close} />
            )}
            {overlay.kind === "written_views" && (
                <ViewsDialog topic={overlay.topic} onClose={close} />
            )}
            {overlay.kind === "focus" && <FocusDialog silent={overlay.silent} onClose={close} />}
            {overlay.kind === "demo_clock" && <DemoClockDialog onClose={close} />}
            {overlay.kind === "new_group" && <NewGroupDialog onClose={close} />}
            {overlay.kind === "new_direct" && <NewDirectDialog onClose={close} />}
        </Suspense>
    );
}
