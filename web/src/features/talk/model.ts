// The offer to talk after many round trips, in words.
import type { PersonId, TalkOffer, TopicId } from "../../data/model";
import { firstNameOf, myZone, talkOfferIn, zoneOf } from "../../data/select";
import type { Data } from "../../data/state";
import { text } from "../../text/text";
import { clockTime, shortTime } from "../../text/time";

export interface TalkView {
    id: TalkOffer["id"];
    partner: PersonId;
    /** "You and Ben went back and forth 4 times." */
    line: string;
    /** How long they would talk now, in minutes; `null` if one of them cannot. */
    minutes: number | null;
    /** "Both of you have Mon 10:00 to 10:15." */
    slot: string;
    /** What a message that suggests the slot says. */
    suggestion: string;
}

function partnerOf(data: Data, offer: TalkOffer): PersonId | undefined {
    return offer.people.find((person) => person !== data.me);
}

/** The open offer of a topic; `null` if there is none. */
export function talkView(data: Data, topic: TopicId, nowMs: number): TalkView | null {
    const offer = talkOfferIn(data, topic);
    const partner = offer && partnerOf(data, offer);
    if (!offer || !partner) return null;
    const name = firstNameOf(data, partner);
    const line = text("talk_offer.line", { name, count: offer.round_trips });
    if (offer.way === "now") {
        return { id: offer.id, partner, line, minutes: offer.minutes, slot: "", suggestion: "" };
    }
    const from = offer.from ? Date.parse(offer.from) : null;
    const until = offer.until ? Date.parse(offer.until) : null;
    if (from === null || until === null) {
        return {
            id: offer.id,
            partner,
            line,
            minutes: null,
            slot: text("talk_offer.none"),
            suggestion: "",
        };
    }
    const mine = myZone(data);
    const theirs = zoneOf(data, partner);
    const time = shortTime(from, nowMs, mine);
    const end = clockTime(until, mine);
    const there = shortTime(from, nowMs, theirs);
    const same = clockTime(from, mine) === clockTime(from, theirs);
    return {
        id: offer.id,
        partner,
        line,
        minutes: null,
        slot: same
            ? text("talk_offer.slot", { time, end })
            : text("talk_offer.slot_there", { time, end, there, name }),
        suggestion: same
            ? text("talk_offer.suggestion", { time })
            : text("talk_offer.suggestion_there", { time, there, name }),
    };
}
