// The offer to talk: now, or at one of the next times both have, on both clocks.
import { expect, test } from "vitest";
import type {
    ChannelId,
    Person,
    PersonId,
    TalkOffer,
    TalkOfferId,
    TopicId,
} from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { talkView } from "./model";

const NOW = Date.parse("2026-11-20T13:40:00Z");
const mira = "per_1" as PersonId;
const ana = "per_2" as PersonId;
const topic = "tpc_1" as TopicId;

const common = {
    id: "tlk_1" as TalkOfferId,
    topic,
    channel: "chn_1" as ChannelId,
    people: [mira, ana],
    round_trips: 4,
    offered_at: "2026-11-20T13:39:00Z",
    state: "open" as const,
};

function person(id: PersonId, name: string, time_zone: string): Person {
    return {
        id,
        name,
        role: "member",
        time_zone,
        place: "",
        joined_at: "2026-11-01T00:00:00Z",
        disabled_at: null,
        version: 1,
    };
}

function viewOf(offer: TalkOffer) {
    const people = [person(mira, "Mira", "Europe/Berlin"), person(ana, "Ana", "Asia/Tokyo")];
    const data: Data = {
        ...EMPTY,
        me: mira,
        people: new Map(people.map((one) => [one.id, one])),
        talkOffers: new Map([[offer.id, offer]]),
    };
    return talkView(data, topic, NOW);
}

test("when both can be reached it is a few minutes now", () => {
    const view = viewOf({ ...common, way: "now", minutes: 5 });
    expect(view?.line).toBe("You and Ana have gone back and forth 4 times.");
    expect(view?.minutes).toBe(5);
});

test("else it is one of the next times both have, ready to be suggested", () => {
    const view = viewOf({
        ...common,
        way: "later",
        slots: [
            { from: "2026-11-23T08:00:00Z", until: "2026-11-23T08:15:00Z" },
            { from: "2026-11-24T08:00:00Z", until: "2026-11-24T08:15:00Z" },
        ],
    });
    expect(view?.minutes).toBeNull();
    expect(view?.slots).toEqual([
        {
            label: "Mon 09:00 to 09:15",
            there: "Mon 17:00 for Ana",
            suggestion: "Shall we talk Mon 09:00, Mon 17:00 for Ana?",
        },
        {
            label: "Tue 09:00 to 09:15",
            there: "Tue 17:00 for Ana",
            suggestion: "Shall we talk Tue 09:00, Tue 17:00 for Ana?",
        },
    ]);
});

test("without any time in common there is none to suggest", () => {
    const view = viewOf({ ...common, way: "later", slots: [] });
    expect(view?.slots).toEqual([]);
});
