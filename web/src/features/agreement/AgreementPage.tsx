// How a team works together, as a document: what it agreed, what is proposed, how it came about.
import { PenLine } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link, Redirect, useLocation } from "wouter";
import type { Agreement, Group, ProposalId } from "../../data/model";
import { groupName, myZone, nameOf } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { shortTime } from "../../text/time";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import { say } from "../../ui/Toasts";
import styles from "./AgreementPage.module.css";
import { isMember, proposalViews, reviewMs, termsOf } from "./model";
import { Document } from "./parts/Document";
import { History } from "./parts/History";
import { ProposalCard } from "./parts/ProposalCard";

export function AgreementPage({ id }: { id: string }) {
    const group = useView((data) => [...data.groups.values()].find((row) => row.id === id));
    const known = useView((data) => 0 < data.seq);
    if (!group) return known ? <Redirect to="/groups" replace /> : null;
    return <OneAgreement group={group} />;
}

/** Tells the server that the reader has seen what is proposed, once each. */
function useSeen(unseen: readonly ProposalId[]): void {
    const told = useRef(new Set<ProposalId>());
    useEffect(() => {
        for (const id of unseen) {
            if (told.current.has(id)) continue;
            told.current.add(id);
            api.proposalSeen(id).then(
                (data) =>
                    store.dispatch({
                        type: "local.answer",
                        data: { type: "proposal.updated", data },
                    }),
                () => told.current.delete(id), // it is tried again with the next change
            );
        }
    }, [unseen]);
}

function OneAgreement({ group }: { group: Group }) {
    const agreement = useView((data) => data.agreements.get(group.id) ?? null);
    const proposals = useView((data) => proposalViews(data, group));
    const member = useView((data) => isMember(data, group));
    const unseen = useView((data) =>
        proposalViews(data, group)
            .filter((view) => view.toSee)
            .map((view) => view.proposal.id),
    );
    const [, go] = useLocation();
    useSeen(unseen);
    const handlePropose = () => go(`/groups/${group.id}/agreement/propose`);
    const terms = termsOf(agreement);
    return (
        <Page
            title={text("agreement.page_title", { group: group.name })}
            intro={
                <>
                    {text("agreement.intro", { group: group.name })}{" "}
                    <Link href={`/groups/${group.id}`} className={styles["link"] ?? ""}>
                        {text("agreement.to_group")}
                    </Link>
                </>
            }
            actions={
                member && (
                    <Button
                        look="line"
                        icon={<PenLine size={16} aria-hidden="true" />}
                        onClick={handlePropose}
                    >
                        {text(agreement ? "agreement.propose" : "agreement.propose_first")}
                    </Button>
                )
            }
        >
            {agreement && <Review agreement={agreement} member={member} />}
            {proposals.map((view) => (
                <ProposalCard key={view.proposal.id} view={view} current={terms} />
            ))}
            {agreement ? (
                <Document terms={terms} />
            ) : (
                proposals.length === 0 && (
                    <Empty
                        title={text("agreement.none")}
                        action={
                            member && (
                                <Button look="line" onClick={handlePropose}>
                                    {text("agreement.propose_first")}
                                </Button>
                            )
                        }
                    >
                        {text("agreement.none_hint")}
                    </Empty>
                )
            )}
            {!member && (
                <p className={list["hint"]}>
                    {text("agreement.not_member", { group: group.name })}
                </p>
            )}
            <History group={group} agreement={agreement} />
        </Page>
    );
}

/** Who changed it when, and when the team looks at it again. */
function Review({ agreement, member }: { agreement: Agreement; member: boolean }) {
    const view = useView((data, nowMs) => {
        const zone = myZone(data);
        const time = (at: string) => shortTime(Date.parse(at), nowMs, zone);
        const dueMs = reviewMs(agreement);
        return {
            group: groupName(data, agreement.group),
            changed: text("agreement.changed", {
                name: nameOf(data, agreement.changed_by),
                time: time(agreement.changed_at),
            }),
            looked:
                agreement.reviewed_at === agreement.changed_at
                    ? ""
                    : text("agreement.looked", { time: time(agreement.reviewed_at) }),
            next: text("agreement.review_next", { time: shortTime(dueMs, nowMs, zone) }),
            due: dueMs <= nowMs,
        };
    });
    const handleLooked = () => {
        api.agreementReviewed(agreement.group).then(
            (data) => {
                store.dispatch({ type: "local.answer", data: { type: "agreement.updated", data } });
                say(text("agreement.looked_said"));
            },
            (error) => say(problemWords(error), true),
        );
    };
    if (view.due) {
        return (
            <section className={styles["due"]} aria-label={text("agreement.review_due")}>
                <div>
                    <h2>{text("agreement.review_due")}</h2>
                    <p>{text("agreement.review_due_hint")}</p>
                </div>
                {member && (
                    <Button look="send" onClick={handleLooked}>
                        {text("agreement.looked_at")}
                    </Button>
                )}
            </section>
        );
    }
    return (
        <p className={styles["meta"]}>
            {[view.changed, view.looked, view.next].filter(Boolean).join(" ")}
            {member && (
                <Button look="bare" small onClick={handleLooked}>
                    {text("agreement.looked_at")}
                </Button>
            )}
        </p>
    );
}
