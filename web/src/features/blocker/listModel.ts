// Blockers as their page lists them: now, what blocked most, and those that were resolved.
import type { BlockerCause, BlockerDetail, BlockerId, PersonId } from "../../data/model";
import { firstNameOf, myZone } from "../../data/select";
import type { Data } from "../../data/state";
import { namesOf } from "../../data/words";
import { text } from "../../text/text";
import { shortTime, spanWords } from "../../text/time";
import { toldWords } from "./model";

export interface BlockerRow {
    id: BlockerId;
    raisedBy: PersonId;
    /** Of whoever was stuck. */
    name: string;
    words: string;
    place: string;
    href: string;
    meta: string;
    /** When the team is or was told; of resolved ones how it ended. */
    told: string;
    /** Whether the team is told already: then it is late. */
    warm: boolean;
    helpers: string;
    /** Which dates it puts at risk. */
    risks: string[];
    own: boolean;
    helping: boolean;
    resolved: boolean;
}

export function blockerRow(data: Data, detail: BlockerDetail, nowMs: number): BlockerRow {
    const { blocker, task } = detail;
    const zone = myZone(data);
    const name = firstNameOf(data, blocker.raised_by);
    const raisedMs = Date.parse(blocker.raised_at);
    const resolvedMs = blocker.resolved_at ? Date.parse(blocker.resolved_at) : null;
    return {
        id: blocker.id,
        raisedBy: blocker.raised_by,
        name,
        words: blocker.text,
        place: detail.title,
        href: task ? `/tasks/${task.id}` : `/topic/${blocker.topic}`,
        meta:
            resolvedMs === null
                ? text("blockers.since", { name, time: shortTime(raisedMs, nowMs, zone) })
                : text("blockers.took", {
                      name,
                      time: shortTime(resolvedMs, nowMs, zone),
                      span: spanWords(resolvedMs - raisedMs),
                  }),
        told: resolvedMs === null ? toldWords(data, blocker, nowMs) : blocker.outcome,
        warm: resolvedMs === null && blocker.told_at !== null,
        helpers:
            blocker.helpers.length === 0
                ? ""
                : text("blockers.they_help", {
                      count: blocker.helpers.length,
                      names: namesOf(data, blocker.helpers),
                  }),
        risks: resolvedMs === null ? risksOf(data, detail, nowMs) : [],
        own: blocker.raised_by === data.me,
        helping: data.me !== null && blocker.helpers.includes(data.me),
        resolved: resolvedMs !== null,
    };
}

/** The tasks whose dates it puts at risk. */
function risksOf(data: Data, { risks }: BlockerDetail, nowMs: number): string[] {
    const zone = myZone(data);
    return risks.map((risk) => {
        const title = `“${risk.title}”`;
        if (!risk.due_at || !risk.expected_at) return text("blockers.at_risk", { title });
        const due = shortTime(Date.parse(risk.due_at), nowMs, zone);
        const expected = shortTime(Date.parse(risk.expected_at), nowMs, zone);
        return text("blockers.at_risk_due", { title, due, expected });
    });
}

export interface CauseRow {
    key: string;
    title: string;
    href: string;
    /** The boards it stands on. */
    place: string;
    sum: string;
    /** Its share of the longest, 0 to 1. */
    share: number;
    open: boolean;
    /** What the newest was, and how it ended. */
    newest: string;
}

export function causeRows(data: Data, causes: readonly BlockerCause[]): CauseRow[] {
    const most = Math.max(1, ...causes.map((cause) => cause.minutes));
    return causes.map((cause) => ({
        key: cause.topic,
        title: cause.title,
        href: cause.task ? `/tasks/${cause.task}` : `/topic/${cause.topic}`,
        place: [
            ...cause.boards.map((board) => data.work.boards.get(board)?.name ?? ""),
            data.channels.get(cause.channel)?.name ?? "",
        ]
            .filter((name) => name !== "")
            .slice(0, 2)
            .join(" · "),
        sum: text("blockers.sum", {
            count: text("blockers.count", { count: cause.count }),
            span: spanWords(cause.minutes * 60_000),
        }),
        share: cause.minutes / most,
        open: cause.open,
        newest: [cause.text, cause.outcome].filter((line) => line !== "").join(" → "),
    }));
}
