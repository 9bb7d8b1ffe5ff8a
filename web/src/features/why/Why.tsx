// Why something reached the reader when it did, or why an answer is due when it is.
import { ArrowLeft } from "lucide-react";
import { Link } from "wouter";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { problemWords, Refusal } from "../../transport/http";
import { Empty } from "../../ui/Empty";
import { Skeleton } from "../../ui/Skeleton";
import { useLoaded } from "../../ui/useLoaded";
import { aboutOf, type WhyOf, type WhyView, whyDeliveryView, whyDueView } from "./model";
import styles from "./Why.module.css";

export function Why({ of }: { of: WhyOf }) {
    return (
        <div className={styles["why"]}>
            <Subject of={of} />
            {of.of === "request" ? <WhyDue of={of} /> : <WhyReached of={of} />}
        </div>
    );
}

/** What it is about, and the way back to it. */
function Subject({ of }: { of: WhyOf }) {
    const about = useView((data) => aboutOf(data, of));
    if (!about.topic && about.words === "") return null;
    const hash = of.of === "message" ? `#${of.id}` : "";
    return (
        <p className={styles["about"]}>
            {about.words !== "" && <q className="clip">{about.words}</q>}
            {about.topic && (
                <Link href={`/topic/${about.topic}${hash}`}>
                    <ArrowLeft size={14} aria-hidden="true" /> {about.title}
                </Link>
            )}
        </p>
    );
}

function WhyReached({ of }: { of: Extract<WhyOf, { of: "delivery" | "message" }> }) {
    const { value, error } = useLoaded(of.id, () =>
        of.of === "delivery" ? api.whyDelivery(of.id) : api.whyMessage(of.id),
    );
    const view = useView((data) => (value ? whyDeliveryView(data, value) : null));
    if (view) return <Explained view={view} />;
    return <Unexplained error={error} hint={text("why_page.badge_hint")} />;
}

function WhyDue({ of }: { of: Extract<WhyOf, { of: "request" }> }) {
    const { value, error } = useLoaded(of.id, () => api.whyRequest(of.id));
    const view = useView((data) => (value ? whyDueView(data, value) : null));
    if (view) return <Explained view={view} />;
    return <Unexplained error={error} hint={text("why_page.due_hint")} />;
}

function Explained({ view }: { view: WhyView }) {
    return (
        <>
            <section className={styles["decided"]} aria-label={text("why_page.decided")}>
                <p className={styles["what"]}>{view.decided}</p>
                <p>{view.because}</p>
                <p className={styles["at"]}>{view.at}</p>
            </section>
            <section>
                <h2>{view.rule.title}</h2>
                <p>{view.rule.words}</p>
            </section>
            <section>
                <h2>{text("why_page.known")}</h2>
                <dl className={styles["facts"]}>
                    {view.facts.map((fact) => (
                        <div key={fact.label}>
                            <dt>{fact.label}</dt>
                            <dd className="num">{fact.words}</dd>
                        </div>
                    ))}
                </dl>
            </section>
            {0 < view.changes.length && (
                <section>
                    <h2>{text("why_page.changes")}</h2>
                    <ul className={styles["changes"]}>
                        {view.changes.map((change) => (
                            <li key={change}>{change}</li>
                        ))}
                    </ul>
                </section>
            )}
        </>
    );
}

function Unexplained({ error, hint }: { error: unknown; hint: string }) {
    if (error === null) return <Skeleton rows={3} />;
    const missing = error instanceof Refusal && error.problem.code === "not_found";
    return (
        <Empty title={missing ? text("why_page.none") : text("why_page.failed")}>
            {missing ? hint : problemWords(error)}
        </Empty>
    );
}
