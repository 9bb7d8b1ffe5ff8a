// A blocker in words: its clock, whom it tells, who helps.
import type { Blocker, TopicId } from "../../data/model";
import { blockersIn, firstNameOf, myZone, topicTitle } from "../../data/select";
import type { Data } from "../../data/state";
import { namesOf } from "../../data/words";
import { text } from "../../text/text";
import { daysBetween, shortTime, spanWords } from "../../text/time";

const MINUTE_MS = 60_000;

/** The rules' number where no organisation says otherwise, in minutes. */
const BLOCKER_MINUTES = 120;

export interface BlockerView {
    id: Blocker["id"];
    raisedBy: Blocker["raised_by"];
    /** Of whoever is stuck. */
    name: string;
    /** "Ruth is blocked: no remote access." */
    title: string;
    /** "The team is told at 15:05." */
    told: string;
    /** "25 min left of 2 h"; empty once the team is told or the clock stands still. */
    clock: string;
    /** How much of the time is gone, 0 to 1. */
    gone: number;
    /** Who said "I can help": "Ben helps." */
    helpers: string;
    /** Whether the reader raised it. */
    own: boolean;
    /** Whether the reader helps already. */
    helping: boolean;
    /** Whether it came back. */
    returned: boolean;
}

/** How much of the clock is left of how much; the clock counts working time, and stands still off work. */
function clockOf(blocker: Blocker, minutes: number, nowMs: number) {
    if (!blocker.tell_at || blocker.told_at) return { clock: "", gone: 0 };
    const leftMs = Date.parse(blocker.tell_at) - nowMs;
    const wholeMs = minutes * MINUTE_MS;
    if (leftMs <= 0) return { clock: text("blocker.due"), gone: 1 };
    // More than the whole is left where a night or a weekend lies between: the time says enough.
    if (wholeMs < leftMs) return { clock: "", gone: 0 };
    return {
        clock: text("blocker.left", { left: spanWords(leftMs), whole: spanWords(wholeMs) }),
        gone: 1 - leftMs / wholeMs,
    };
}

/** "at 15:05" today, "Mon 09:00" on another day. */
function whenWords(at: string, nowMs: number, zone: string): string {
    const ms = Date.parse(at);
    const time = shortTime(ms, nowMs, zone);
    return daysBetween(nowMs, ms, zone) === 0 ? text("blocker.at", { time }) : time;
}

/** Whom its clock tells, and when. */
export function toldWords(data: Data, blocker: Blocker, nowMs: number): string {
    const zone = myZone(data);
    const channel = data.channels.get(blocker.channel);
    const team =
        channel && channel.kind !== "direct"
            ? text("blocker.team", { name: channel.name })
            : text("blocker.others");
    if (blocker.told_at) {
        return text("blocker.told", { team, when: whenWords(blocker.told_at, nowMs, zone) });
    }
    if (!blocker.tell_at) return text("blocker.never_told");
    return text("blocker.tells", { team, when: whenWords(blocker.tell_at, nowMs, zone) });
}

/** The unresolved blockers of a topic, the oldest first. */
export function blockerViews(data: Data, topic: TopicId, nowMs: number): BlockerView[] {
    const minutes = data.organisation?.settings.blocker_minutes ?? BLOCKER_MINUTES;
    return blockersIn(data, topic).map((blocker) => {
        const own = blocker.raised_by === data.me;
        const name = firstNameOf(data, blocker.raised_by);
        const others = blocker.helpers.filter((person) => person !== data.me);
        const helping = others.length < blocker.helpers.length;
        return {
            id: blocker.id,
            raisedBy: blocker.raised_by,
            name,
            title: own
                ? text("blocker.title_own", { words: blocker.text })
                : text("blocker.title", { name, words: blocker.text }),
            told: toldWords(data, blocker, nowMs),
            ...clockOf(blocker, minutes, nowMs),
            helpers: helpersWords(data, others, helping),
            own,
            helping,
            returned: blocker.return_of !== null,
        };
    });
}

function helpersWords(data: Data, others: readonly Blocker["raised_by"][], own: boolean): string {
    if (others.length === 0) return own ? text("blocker.you_help") : "";
    const names = namesOf(data, others);
    if (own) return text("blocker.they_and_you_help", { names });
    return text("blocker.they_help", { count: others.length, names });
}

/** An earlier blocker of the topic: what it was, and how it was resolved. */
export interface EarlierView {
    id: Blocker["id"];
    /** Its message in the topic. */
    href: string;
    words: string;
    outcome: string;
}

/** The earlier blockers, the newest first. */
export function earlierViews(
    data: Data,
    blockers: readonly Blocker[],
    nowMs: number,
): EarlierView[] {
    const zone = myZone(data);
    return blockers
        .filter((blocker) => blocker.resolved_at !== null)
        .sort((a, b) => (b.resolved_at ?? "").localeCompare(a.resolved_at ?? ""))
        .map((blocker) => ({
            id: blocker.id,
            href: `/topic/${blocker.topic}#${blocker.id}`,
            words: text("blocker.earlier_line", {
                name: firstNameOf(data, blocker.raised_by),
                time: shortTime(Date.parse(blocker.raised_at), nowMs, zone),
                words: blocker.text,
            }),
            outcome: text("blocker.earlier_outcome", {
                name: blocker.resolved_by
                    ? firstNameOf(data, blocker.resolved_by)
                    : text("person.unknown"),
                time: shortTime(Date.parse(blocker.resolved_at ?? ""), nowMs, zone),
                words: blocker.outcome,
            }),
        }));
}

/** Where a blocker is raised. */
export function blockerPlace(data: Data, topic: TopicId): string {
    const row = data.topics.get(topic);
    return row ? topicTitle(data, row) : "";
}
