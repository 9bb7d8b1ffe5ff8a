// What a team agreed, to read: its words, its ways, its hours, its numbers.
import { Fragment } from "react";
import { modeWord, purposeWord } from "../../../data/adviceWords";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { daysWords, sameDays, spanClock, type WeekSpan } from "../../../text/week";
import list from "../../../ui/List.module.css";
import { Markdown } from "../../../ui/Markdown";
import { type NumberLine, numberLines, type Terms } from "../model";
import styles from "./Document.module.css";

export function Document({ terms }: { terms: Terms }) {
    const settings = useView((data) => data.organisation?.settings ?? null);
    const lines = settings ? numberLines(terms, settings) : [];
    const own = lines.filter((line) => line.own);
    const other = lines.filter((line) => !line.own);
    return (
        <article className={styles["document"]}>
            {terms.text !== "" && (
                <section aria-label={text("agreement.words")}>
                    <Markdown text={terms.text} />
                </section>
            )}
            {0 < terms.modes.length && (
                <section>
                    <h2>{text("agreement.modes")}</h2>
                    <dl className={styles["pairs"]}>
                        {terms.modes.map((agreed) => (
                            <Fragment key={agreed.purpose}>
                                <dt>{purposeWord(agreed.purpose)}</dt>
                                <dd>{modeWord(agreed.mode)}</dd>
                            </Fragment>
                        ))}
                    </dl>
                </section>
            )}
            <Hours
                title={text("agreement.quiet_hours")}
                hint={text("agreement.quiet_hours_hint")}
                spans={terms.quiet_hours}
            />
            <Hours
                title={text("agreement.meeting_free")}
                hint={text("agreement.meeting_free_hint")}
                spans={terms.meeting_free}
            />
            {0 < own.length && (
                <section>
                    <h2>{text("agreement.numbers")}</h2>
                    <Numbers lines={own} />
                </section>
            )}
            <details className={styles["other"]}>
                <summary>{text("agreement.numbers_other")}</summary>
                <Numbers lines={other} />
            </details>
        </article>
    );
}

function Hours({
    title,
    hint,
    spans,
}: {
    title: string;
    hint: string;
    spans: readonly WeekSpan[];
}) {
    if (spans.length === 0) return null;
    return (
        <section>
            <h2>{title}</h2>
            <dl className={styles["pairs"]}>
                {sameDays(spans).map((group) => {
                    const days = daysWords(group.days);
                    return (
                        <Fragment key={days}>
                            <dt>{days}</dt>
                            <dd className="num">{group.spans.map(spanClock).join(", ")}</dd>
                        </Fragment>
                    );
                })}
            </dl>
            <p className={list["hint"]}>{hint}</p>
        </section>
    );
}

function Numbers({ lines }: { lines: readonly NumberLine[] }) {
    return (
        <ul className={styles["numbers"]}>
            {lines.map((line) => (
                <li key={line.name}>
                    {line.sentence}
                    {line.usual !== "" && (
                        <small>{text("agreement.usual", { value: line.usual })}</small>
                    )}
                </li>
            ))}
        </ul>
    );
}
