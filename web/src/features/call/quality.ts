// How well a call goes, in words with their cause.
import type { PersonId } from "../../data/model";
import type { Data } from "../../data/state";
import { namesOf } from "../../data/words";
import "../../text/englishQuality";
import { text } from "../../text/text";
import type { QualityLevel } from "../../transport/frames";
import type { Flow } from "../../transport/liveFlow";
import type { CallState } from "../../transport/liveState";

/** How one's own connection works. */
export interface OwnQuality {
    level: QualityLevel;
    /** "Your network is slow: …". */
    words: string;
    /** What helps; empty while nothing is needed. */
    help: string;
}

/** How the reader's own connection works, and whose part it is. */
export function ownQuality(_: Data, call: CallState): OwnQuality {
    const { quality, paused } = call;
    const help = text("quality.help_network");
    // A picture is paused at once; the word on the whole connection comes when that lasts.
    const level = quality?.level ?? "good";
    if (quality?.cause === "server") {
        return { level, words: text("quality.server"), help: text("quality.help_server") };
    }
    if (0 < paused.size) {
        const words = text("quality.me_down_paused");
        return { level: level === "good" ? "fair" : level, words, help };
    }
    if (quality?.cause === "me_down") return { level, words: text("quality.me_down"), help };
    if (quality?.cause === "me_up") return { level, words: text("quality.me_up"), help };
    return { level: "good", words: text("quality.ok"), help: "" };
}

/** What everybody in the call should know now: one's own connection first, then that of others. */
export function qualityNote(data: Data, call: CallState): string {
    const own = ownQuality(data, call);
    if (own.level !== "good") return own.words;
    const poor: PersonId[] = [];
    for (const [person, level] of call.weak) if (level === "poor") poor.push(person);
    if (poor.length === 0) return "";
    return text("quality.theirs", { count: poor.length, names: namesOf(data, poor) });
}

/** A line of the details. */
export interface FlowLine {
    name: string;
    value: string;
}

/** What goes over the connection, in lines. */
export function flowLines(flow: Flow | null, call: { shown: number; paused: number }): FlowLine[] {
    const lost = (way: Flow["sent"] | undefined) => {
        if (!way) return text("quality.unknown");
        const rate = rateWords(way.kbps);
        const percent = way.lostPercent;
        return percent === null ? rate : text("quality.lost", { rate, percent });
    };
    const roundTrip = flow?.roundTripMs ?? null;
    const { shown, paused } = call;
    return [
        { name: text("quality.received"), value: lost(flow?.received) },
        { name: text("quality.sent"), value: lost(flow?.sent) },
        {
            name: text("quality.round_trip"),
            value:
                roundTrip === null
                    ? text("quality.unknown")
                    : text("quality.milliseconds", { count: roundTrip }),
        },
        {
            name: text("quality.pictures"),
            value:
                paused === 0
                    ? text("quality.pictures_shown", { shown })
                    : text("quality.pictures_paused", { shown, paused }),
        },
    ];
}

function rateWords(kbps: number): string {
    if (kbps < 1000) return text("quality.rate", { rate: kbps });
    return text("quality.rate_large", { rate: (kbps / 1000).toFixed(1) });
}
