// What rings for an urgent request that nobody has answered.
import { messageWords } from "../../data/clipWords";
import type { Delivery, MessageId, TopicId } from "../../data/model";
import { firstNameOf, loadedMessage, nameOf, toldMs, topicTitle } from "../../data/select";
import type { Data } from "../../data/state";
import { editText } from "../../text/mentions";
import { text } from "../../text/text";

/** A notice that rings. */
type UrgentRing = Extract<Delivery, { about: "urgent_ring" }>;

function isRinging(delivery: Delivery): delivery is UrgentRing {
    return (
        delivery.about === "urgent_ring" && delivery.told_at !== null && delivery.done_at === null
    );
}

/** What rings now, the longest first. */
export function urgentRings(data: Data): UrgentRing[] {
    return [...data.deliveries.values()].filter(isRinging).sort((a, b) => toldMs(a) - toldMs(b));
}

export interface RingView {
    id: UrgentRing["id"];
    request: UrgentRing["request"];
    from: UrgentRing["from"];
    name: string;
    /** "Mira needs an answer now". */
    title: string;
    /** As what the reader is rung, if it is in somebody's stead. */
    stead: string;
    topic: TopicId | null;
    place: string;
    message: MessageId;
    /** What was said, and why it is urgent; empty until they are loaded. */
    words: string;
    reason: string;
}

function steadWords(data: Data, ring: UrgentRing): string {
    const name = firstNameOf(data, ring.asked);
    switch (ring.rung_as) {
        case "asked":
            return "";
        case "deputy":
            return text("urgent_ring.as_deputy", { name });
        case "rota":
            return text("urgent_ring.as_rota", { name });
    }
}

/** What the card of a ring says. */
export function ringView(data: Data, ring: UrgentRing): RingView {
    const name = ring.from ? nameOf(data, ring.from) : text("person.unknown");
    const topic = ring.topic ? data.topics.get(ring.topic) : undefined;
    const message = ring.topic ? loadedMessage(data, ring.topic, ring.message) : undefined;
    return {
        id: ring.id,
        request: ring.request,
        from: ring.from,
        name,
        title: text("urgent_ring.title", { name }),
        stead: steadWords(data, ring),
        topic: ring.topic,
        place: topic ? topicTitle(data, topic) : "",
        message: ring.message,
        words: message ? editText(messageWords(message)) : "",
        reason: message?.urgent?.reason ?? "",
    };
}
