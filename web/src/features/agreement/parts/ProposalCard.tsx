// One open proposal: who, why, what would change, who has seen it; adopt it or take it back.
import { useState } from "react";
import { myZone } from "../../../data/select";
import { store } from "../../../data/store";
import { useView } from "../../../data/useView";
import { listed, text } from "../../../text/text";
import { shortTime } from "../../../text/time";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { say } from "../../../ui/Toasts";
import { type ProposalView, type Terms, termsOf } from "../model";
import { Differences } from "./Differences";
import styles from "./ProposalCard.module.css";

export function ProposalCard({ view, current }: { view: ProposalView; current: Terms }) {
    const { proposal } = view;
    const [busy, setBusy] = useState(false);
    const when = useView((data, nowMs) => shortTime(Date.parse(proposal.at), nowMs, myZone(data)));
    const title = text("agreement.proposed_by", { name: view.by, time: when });

    const run = async (work: () => Promise<void>, said: string) => {
        setBusy(true);
        try {
            await work();
            say(said);
        } catch (error) {
            say(problemWords(error), true);
            setBusy(false);
        }
    };
    const handleAdopt = () =>
        run(async () => {
            const data = await api.adoptProposal(proposal.id);
            store.dispatch({ type: "local.answer", data: { type: "agreement.updated", data } });
        }, text("agreement.adopted"));
    const handleDrop = () =>
        run(async () => {
            const data = await api.dropProposal(proposal.id);
            store.dispatch({ type: "local.answer", data: { type: "proposal.updated", data } });
        }, text("agreement.dropped_now"));
    return (
        <section className={styles["card"]} aria-label={title}>
            <header>
                <h2>{title}</h2>
                {proposal.note !== "" && <p>{proposal.note}</p>}
            </header>
            <Differences before={current} after={termsOf(proposal.terms)} />
            <p className={styles["seen"]}>
                {text("agreement.seen", { names: listed(view.seen) })}{" "}
                {0 < view.unseen.length && text("agreement.unseen", { names: listed(view.unseen) })}
            </p>
            {(view.mayAdopt || view.mayDrop) && (
                <div className={styles["acts"]}>
                    {view.mayAdopt && (
                        <Button look="send" disabled={busy} onClick={() => void handleAdopt()}>
                            {text("agreement.adopt")}
                        </Button>
                    )}
                    {view.mayDrop && (
                        <Button look="line" disabled={busy} onClick={() => void handleDrop()}>
                            {text("agreement.drop")}
                        </Button>
                    )}
                    {!view.mayAdopt && <small>{text("agreement.own_adopt")}</small>}
                </div>
            )}
        </section>
    );
}
