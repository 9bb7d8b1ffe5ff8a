// Uses of the urgent mark as the admins' log shows them.
import type { Urgent } from "../../data/model";
import { firstNameOf, myZone, nameOf } from "../../data/select";
import type { Data } from "../../data/state";
import { listed, text } from "../../text/text";
import { fullTime, shortTime } from "../../text/time";

export interface UrgentRow {
    id: string;
    name: string;
    time: string;
    /** Whom it was for: "to Ana, Ben and 3 more". */
    to: string;
    reason: string;
    /** What it cost the sender, in words. */
    cost: string;
    /** What recipients said; empty while nobody did. */
    verdicts: string;
}

/** What recipients said in time. */
export function tally(urgent: Urgent): { yes: number; no: number } {
    const untilMs = Date.parse(urgent.verdicts_until);
    const inTime = urgent.verdicts.filter((verdict) => Date.parse(verdict.at) < untilMs);
    const yes = inTime.filter((verdict) => verdict.urgent).length;
    return { yes, no: inTime.length - yes };
}

/** How many of the sender's week it cost. */
export function costOf(urgent: Urgent, nowMs: number): number {
    if (urgent.free) return 0;
    const { yes, no } = tally(urgent);
    const decided = Date.parse(urgent.verdicts_until) <= nowMs;
    return decided && yes < no ? 2 : 1;
}

function costWords(data: Data, urgent: Urgent, nowMs: number): string {
    if (urgent.confirmed_by) {
        return text("urgent_log.confirmed", { name: firstNameOf(data, urgent.confirmed_by) });
    }
    if (urgent.free) return text("urgent_log.free");
    const cost = text("urgent_log.cost", { count: costOf(urgent, nowMs) });
    const untilMs = Date.parse(urgent.verdicts_until);
    if (untilMs <= nowMs) return cost;
    return text("urgent_log.cost_open", {
        cost,
        time: shortTime(untilMs, nowMs, myZone(data)),
    });
}

/** Most names of one row. */
const NAMES_MAX = 3;

function toWords(data: Data, urgent: Urgent): string {
    const names = urgent.asked.slice(0, NAMES_MAX).map((id) => firstNameOf(data, id));
    const rest = urgent.asked.length - names.length;
    if (0 < rest) names.push(text("urgent_log.more", { count: rest }));
    return names.length === 0 ? "" : text("urgent_log.to", { names: listed(names) });
}

/** One row of the log. */
export function urgentRow(data: Data, urgent: Urgent, nowMs: number): UrgentRow {
    const { yes, no } = tally(urgent);
    return {
        id: urgent.message,
        name: nameOf(data, urgent.sender),
        time: fullTime(Date.parse(urgent.at), myZone(data)),
        to: toWords(data, urgent),
        reason: urgent.reason,
        cost: costWords(data, urgent, nowMs),
        verdicts: yes + no === 0 ? "" : text("urgent_log.verdicts", { yes, no }),
    };
}
