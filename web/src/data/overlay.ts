// What lies over the page: any feature asks for it, the frame shows it.
import { useSyncExternalStore } from "react";
import type {
    ChannelId,
    ClipKind,
    MessageId,
    PersonId,
    ReminderId,
    ReminderOf,
    RequestId,
    ScheduledId,
    SessionId,
    TalkOfferId,
    TopicId,
} from "./model";

/** When to be reminded of something, or anew if the reminder is there already. */
export interface Remind {
    kind: "remind";
    of: ReminderOf;
    /** What it says: the beginning of the message, the title of the topic. */
    words: string;
    reminder?: ReminderId;
}

/** Records a clip for a topic. */
export interface RecordClip {
    kind: "record_clip";
    topic: TopicId;
    /** Whom it asks, where the place does not do so by itself. */
    person?: PersonId;
    /** What it replies to. */
    replyTo?: MessageId;
    /** What to begin with. */
    clip?: ClipKind;
    /** The offer to talk that it takes the place of. */
    offer?: TalkOfferId;
}

export type Overlay =
    | { kind: "jump" }
    | { kind: "keys" }
    | { kind: "new_topic"; channel: ChannelId | null }
    | { kind: "new_channel" }
    | { kind: "new_direct" }
    /** A later time for a request: the asked person defers it, the one who waits extends it. */
    | { kind: "request_time"; request: RequestId }
    /** Somebody else for a request: delegated by the asked person, or by the one who waits. */
    | { kind: "request_person"; request: RequestId }
    | Remind
    | { kind: "edit_scheduled"; scheduled: ScheduledId }
    /** How long to be undisturbed: in focus, or with nothing told at all. */
    | { kind: "focus"; silent: boolean }
    | { kind: "new_group" }
    /** Where the clock of a sample organisation is moved to. */
    | { kind: "demo_clock" }
    /** Rings somebody, behind the guard of rule 10. */
    | { kind: "ring"; person: PersonId; topic: TopicId | null }
    /** Goes into a call that runs; asks for the devices the first time. */
    | { kind: "enter_call"; session: SessionId; topic: TopicId }
    /** Begins a call: whom to ring, for how long, what for. */
    | { kind: "start_call"; topic: TopicId }
    | RecordClip
    | { kind: "raise_blocker"; topic: TopicId }
    /** Asks for written views before anybody talks. */
    | { kind: "written_views"; topic: TopicId }
    | null;

let shown: Overlay = null;
const listeners = new Set<() => void>();

/** Shows something over the page; `null` closes it. */
export function openOverlay(overlay: Overlay): void {
    shown = overlay;
    for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

/** What lies over the page now. */
export function useOverlay(): Overlay {
    return useSyncExternalStore(subscribe, () => shown);
}
