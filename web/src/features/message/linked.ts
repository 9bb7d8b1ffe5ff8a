// The message that an address leads to: by its own id, or by the blocker that it raised.
import type { Message, MessageId, TopicId } from "../../data/model";
import type { Data } from "../../data/state";

export interface Linked {
    /** The message, once it is loaded. */
    message: MessageId | null;
    /** Whether it may stand among older ones, and from which one on; `null` if there is no use in looking. */
    before: MessageId | null;
}

/** Ids sort by time behind what they are of. */
function timeOf(id: string): string {
    return id.slice(id.indexOf("_") + 1);
}

function leadsTo(message: Message, id: string): boolean {
    if (message.id === id) return true;
    return message.body.kind === "blocker_raised" && message.body.blocker === id;
}

/** Looks for what stands behind `#` in the address. */
export function linkedIn(data: Data, topic: TopicId, id: string): Linked {
    const window = data.windows.get(topic);
    const oldest = window?.messages[0];
    if (id === "" || !oldest) return { message: null, before: null };
    const found = window.messages.find((message) => leadsTo(message, id));
    if (found) return { message: found.id, before: null };
    const older = window.hasOlder && timeOf(id) < timeOf(oldest.id);
    return { message: null, before: older ? oldest.id : null };
}
