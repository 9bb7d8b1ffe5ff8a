// The offer to talk after many round trips, in words.
import type { PersonId, TalkOffer, TopicId } from "../../data/model";
import { firstNameOf, talkOfferIn, talkPartner } from "../../data/select";
import { type Slot, slotsOf } from "../../data/slotWords";
import type { Data } from "../../data/state";
import { text } from "../../text/text";

export interface TalkView {
    id: TalkOffer["id"];
    partner: PersonId;
    /** "You and Ben went back and forth 4 times." */
    line: string;
    /** How long they would talk now, in minutes; `null` if one of them cannot. */
    minutes: number | null;
    /** Times both have, ready to be suggested; empty if they can talk now, or have none in common soon. */
    slots: Slot[];
}

/** The open offer of a topic; `null` if there is none. */
export function talkView(data: Data, topic: TopicId, nowMs: number): TalkView | null {
    const offer = talkOfferIn(data, topic);
    const partner = offer && talkPartner(data, offer);
    if (!offer || !partner) return null;
    const name = firstNameOf(data, partner);
    const line = text("talk_offer.line", { name, count: offer.round_trips });
    const minutes = offer.way === "now" ? offer.minutes : null;
    const slots = offer.way === "later" ? slotsOf(data, partner, offer.slots, nowMs) : [];
    return { id: offer.id, partner, line, minutes, slots };
}
