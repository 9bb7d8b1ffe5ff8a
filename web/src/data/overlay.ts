// What lies over the page: any feature asks for it, the frame shows it.
import { useSyncExternalStore } from "react";
import type {
    BoardId,
    ChannelId,
    ClipKind,
    ColumnId,
    MessageId,
    MyItem,
    PersonId,
    PollId,
    ReminderId,
    ReminderOf,
    RequestId,
    ScheduledId,
    SessionId,
    TalkOfferId,
    TaskId,
    TopicId,
} from "./model";
import type { MadeFrom } from "./work";

/** When to be reminded of something, or anew if the reminder is there already. */
export interface Remind {
    kind: "remind";
    of: ReminderOf;
    /** What it says: the beginning of the message, the title of the topic. */
    words: string;
    reminder?: ReminderId;
}

/** Something about what stands on my board: its next step, a pause, a helper, or to let it go. */
export interface AboutMyItem {
    kind: "my_item";
    what: "step" | "snooze" | "help" | "let_go";
    item: MyItem;
}

/** A new task, with what is known of it. */
export interface NewTask {
    kind: "new_task";
    title?: string;
    /** Its description, Markdown. */
    text?: string;
    board?: BoardId;
    column?: ColumnId;
    channel?: ChannelId;
    origin?: MadeFrom;
    /** Whether its page is opened then. */
    open?: boolean;
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
    | AboutMyItem
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
    | NewTask
    | { kind: "new_board"; channel?: ChannelId }
    /** Somebody is stuck on a task. */
    | { kind: "block_task"; task: TaskId }
    | { kind: "raise_blocker"; topic: TopicId; words?: string }
    /** Asks a topic a question with options. */
    | { kind: "new_poll"; topic: TopicId; words?: string }
    /** Records a decision: what came of a poll, or by itself. */
    | { kind: "decide"; topic: TopicId; poll?: PollId; words?: string }
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
