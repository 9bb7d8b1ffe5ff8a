// What happened to groups, agreements, blockers, offers and what is to happen later.
import type { Delivery, LogEvent } from "./model";
import type { Data } from "./state";
import { list, put, without } from "./table";

/** Whether a delivery stands in the reader's lists: held, or a told notice not dealt with. */
export function isListed(delivery: Delivery): boolean {
    if (delivery.told_at === null) return delivery.delivery === "hold";
    return delivery.about !== "message" && delivery.done_at === null;
}

/** Applies one of these events; any other, for example of a newer server, changes nothing. */
export function applyAttention(data: Data, event: LogEvent): Data {
    switch (event.type) {
        case "group.updated":
            return { ...data, groups: put(data.groups, event.data.id, event.data) };
        case "agreement.updated":
            return { ...data, agreements: put(data.agreements, event.data.group, event.data) };
        case "proposal.updated": {
            const { id, state } = event.data;
            return { ...data, proposals: list(data.proposals, id, event.data, state === "open") };
        }
        case "blocker.updated": {
            const { id, resolved_at } = event.data;
            const blockers = list(data.blockers, id, event.data, resolved_at === null);
            return { ...data, blockers };
        }
        case "talk_offer.updated": {
            const { id, state } = event.data;
            const talkOffers = list(data.talkOffers, id, event.data, state === "open");
            return { ...data, talkOffers };
        }
        case "scheduled.updated":
            return { ...data, scheduled: put(data.scheduled, event.data.id, event.data) };
        case "scheduled.removed":
            return { ...data, scheduled: without(data.scheduled, event.data.scheduled) };
        case "reminder.updated": {
            const { id, done_at } = event.data;
            return { ...data, reminders: list(data.reminders, id, event.data, done_at === null) };
        }
        case "ways.updated":
            return { ...data, ways: event.data };
        default:
            return data;
    }
}
