// What was adopted and dropped, with dates, newest first.
import { useState } from "react";
import type { Agreement, Group, Proposal } from "../../../data/model";
import { myZone, nameOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { fullTime } from "../../../text/time";
import { api } from "../../../transport/api";
import { Button } from "../../../ui/Button";
import list from "../../../ui/List.module.css";
import { useLoaded } from "../../../ui/useLoaded";
import { NO_TERMS, type Terms, termsOf } from "../model";
import { Differences } from "./Differences";
import styles from "./History.module.css";

/** A closed proposal, and what counted before it. */
interface Entry {
    proposal: Proposal;
    before: Terms;
}

/** When a closed proposal was adopted or dropped, in milliseconds. */
function closedMs(proposal: Proposal): number {
    switch (proposal.state) {
        case "adopted":
            return Date.parse(proposal.adopted_at);
        case "dropped":
            return Date.parse(proposal.dropped_at);
        case "open":
            return Number.POSITIVE_INFINITY;
    }
}

/** Closed proposals, newest first, each with the terms that counted when it was closed. */
function entriesOf(proposals: readonly Proposal[]): Entry[] {
    let current = NO_TERMS;
    return proposals
        .filter((proposal) => proposal.state !== "open")
        .sort((a, b) => closedMs(a) - closedMs(b))
        .map((proposal) => {
            const before = current;
            if (proposal.state === "adopted") current = termsOf(proposal.terms);
            return { proposal, before };
        })
        .reverse();
}

export function History({ group, agreement }: { group: Group; agreement: Agreement | null }) {
    const open = useView(
        (data) => [...data.proposals.values()].filter((row) => row.group === group.id).length,
    );
    const key = `${group.id} ${agreement?.version ?? 0} ${open}`;
    const loaded = useLoaded(key, () => api.agreement(group.id));
    const entries = entriesOf(loaded.value?.proposals ?? []);
    if (entries.length === 0) return null;
    return (
        <section className={styles["history"]} aria-label={text("agreement.history")}>
            <h2>{text("agreement.history")}</h2>
            <ol>
                {entries.map((entry) => (
                    <HistoryRow key={entry.proposal.id} entry={entry} />
                ))}
            </ol>
        </section>
    );
}

function HistoryRow({ entry }: { entry: Entry }) {
    const { proposal } = entry;
    const [shown, setShown] = useState(false);
    const words = useView((data) => {
        const time = fullTime(closedMs(proposal), myZone(data));
        return {
            state:
                proposal.state === "adopted"
                    ? text("agreement.adopted_by", {
                          name: nameOf(data, proposal.adopted_by),
                          time,
                      })
                    : text("agreement.dropped", { time }),
            by: text("agreement.proposed_in_history", { name: nameOf(data, proposal.by) }),
        };
    });
    return (
        <li className={styles["row"]}>
            <div className={styles["line"]}>
                <div className={list["words"]}>
                    <p className={list["name"]}>{words.state}</p>
                    <p className={list["sub"]}>
                        {[words.by, proposal.note].filter(Boolean).join(": ")}
                    </p>
                </div>
                <Button look="bare" small aria-expanded={shown} onClick={() => setShown(!shown)}>
                    {text("agreement.show_changes")}
                </Button>
            </div>
            {shown && <Differences before={entry.before} after={termsOf(proposal.terms)} />}
        </li>
    );
}
