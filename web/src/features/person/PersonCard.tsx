// One person: who, where, when they can be reached, and how to reach them.
import { AudioLines, MessageSquare } from "lucide-react";
import { Fragment } from "react";
import { Link, useLocation } from "wouter";
import type { PersonId } from "../../data/model";
import { openOverlay } from "../../data/overlay";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { Initials } from "../../ui/Initials";
import list from "../../ui/List.module.css";
import { Mark } from "../../ui/Mark";
import { directWith } from "./directWith";
import { nextWords, personFacts, personRow, whyWords } from "./model";
import styles from "./PersonCard.module.css";
import { Administration } from "./parts/Administration";

export function PersonCard({ person }: { person: PersonId }) {
    const row = useView((data, nowMs) => personRow(data, person, nowMs));
    const words = useView((data, nowMs) => ({
        why: whyWords(data, person),
        next: nextWords(data, person, nowMs),
    }));
    const facts = useView((data, nowMs) => personFacts(data, person, nowMs));
    const [, go] = useLocation();
    if (!row) return null;
    return (
        <section className={list["section"]}>
            <div className={styles["card"]}>
                <Initials name={row.name} size={64} />
                <div className={styles["words"]}>
                    <p className={styles["clock"]}>{row.clock}</p>
                    <p className={styles["state"]}>
                        <Mark {...row.mark} chip />
                        <span>{row.state}</span>
                    </p>
                    <p className={list["hint"]}>
                        {words.why} {words.next}
                    </p>
                </div>
                {!row.me && !row.disabled && (
                    <div className={styles["acts"]}>
                        <Button
                            look="send"
                            icon={<MessageSquare size={16} aria-hidden="true" />}
                            onClick={() => void directWith([person], go)}
                        >
                            {text("person.write")}
                        </Button>
                        <Button
                            look="talk"
                            icon={<AudioLines size={16} aria-hidden="true" />}
                            onClick={() => openOverlay({ kind: "ring", person, topic: null })}
                        >
                            {text("call.talk")}
                        </Button>
                    </div>
                )}
                {row.me && (
                    <div className={styles["acts"]}>
                        <Link href="/availability" className={styles["own"] ?? ""}>
                            {text("person.own_week")}
                        </Link>
                    </div>
                )}
            </div>
            {(facts.place !== "" || facts.standIns !== "" || 0 < facts.groups.length) && (
                <dl className={styles["facts"]}>
                    {facts.place !== "" && (
                        <>
                            <dt>{text("person.today")}</dt>
                            <dd>{facts.place}</dd>
                        </>
                    )}
                    {facts.standIns !== "" && (
                        <>
                            <dt>{text("person.stands_in")}</dt>
                            <dd>{facts.standIns}</dd>
                        </>
                    )}
                    {0 < facts.groups.length && (
                        <>
                            <dt>{text("group.all")}</dt>
                            <dd>
                                {facts.groups.map((group, index) => (
                                    <Fragment key={group.id}>
                                        {0 < index && ", "}
                                        <Link href={`/groups/${group.id}`}>{group.name}</Link>
                                    </Fragment>
                                ))}
                            </dd>
                        </>
                    )}
                </dl>
            )}
            <Administration person={person} />
        </section>
    );
}
