// The dialogs that any page may open.

import { onDemand } from "../ui/onDemand";
import type { Overlay } from "./overlay";

const JumpDialog = onDemand(async () => (await import("./JumpDialog")).JumpDialog);
const later = () => import("./laterOverlays");
const KeysDialog = onDemand(async () => (await later()).KeysDialog);
const NewTopicDialog = onDemand(async () => (await later()).NewTopicDialog);
const NewChannelDialog = onDemand(async () => (await later()).NewChannelDialog);
const RequestTimeDialog = onDemand(async () => (await later()).RequestTimeDialog);
const RequestPersonDialog = onDemand(async () => (await later()).RequestPersonDialog);
const RemindDialog = onDemand(async () => (await later()).RemindDialog);
const MyItemDialog = onDemand(async () => (await later()).MyItemDialog);
const EditScheduledDialog = onDemand(async () => (await later()).EditScheduledDialog);
const FocusDialog = onDemand(async () => (await later()).FocusDialog);
const DemoClockDialog = onDemand(async () => (await later()).DemoClockDialog);
const NewGroupDialog = onDemand(async () => (await later()).NewGroupDialog);
const NewDirectDialog = onDemand(async () => (await later()).NewDirectDialog);

const attention = () => import("./attentionOverlays");
const EnterCall = onDemand(async () => (await attention()).EnterCall);
const RaiseBlockerDialog = onDemand(async () => (await attention()).RaiseBlockerDialog);
const RingOverlay = onDemand(async () => (await attention()).RingOverlay);
const StartCall = onDemand(async () => (await attention()).StartCall);
const ViewsDialog = onDemand(async () => (await attention()).ViewsDialog);
const NewPollDialog = onDemand(async () => (await import("./pollOverlays")).NewPollDialog);
const DecideDialog = onDemand(async () => (await import("./pollOverlays")).DecideDialog);
const work = () => import("./workOverlays");
const NewTaskOverlay = onDemand(async () => (await work()).NewTaskOverlay);
const NewBoardDialog = onDemand(async () => (await work()).NewBoardDialog);
const BlockTaskDialog = onDemand(async () => (await work()).BlockTaskDialog);
const RecordOverlay = onDemand(async () => (await import("./RecordOverlay")).RecordOverlay);

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
        <>
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
            {overlay.kind === "my_item" && <MyItemDialog about={overlay} onClose={close} />}
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
            {overlay.kind === "record_clip" && <RecordOverlay wanted={overlay} onClose={close} />}
            {overlay.kind === "raise_blocker" && (
                <RaiseBlockerDialog {...overlay} onClose={close} />
            )}
            {overlay.kind === "new_task" && <NewTaskOverlay wanted={overlay} onClose={close} />}
            {overlay.kind === "new_board" && (
                <NewBoardDialog channel={overlay.channel} onClose={close} />
            )}
            {overlay.kind === "block_task" && (
                <BlockTaskDialog task={overlay.task} onClose={close} />
            )}
            {overlay.kind === "new_poll" && (
                <NewPollDialog topic={overlay.topic} question={overlay.words} onClose={close} />
            )}
            {overlay.kind === "decide" && <DecideDialog {...overlay} onClose={close} />}
            {overlay.kind === "written_views" && (
                <ViewsDialog topic={overlay.topic} onClose={close} />
            )}
            {overlay.kind === "focus" && <FocusDialog silent={overlay.silent} onClose={close} />}
            {overlay.kind === "demo_clock" && <DemoClockDialog onClose={close} />}
            {overlay.kind === "new_group" && <NewGroupDialog onClose={close} />}
            {overlay.kind === "new_direct" && <NewDirectDialog onClose={close} />}
        </>
    );
}
