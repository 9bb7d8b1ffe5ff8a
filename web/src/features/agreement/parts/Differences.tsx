// What changes between two sets of terms: each thing as it was and will be, and the lines of the words.
import { Fragment } from "react";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { differences, lineChanges, type Terms } from "../model";
import styles from "./Differences.module.css";

export function Differences({ before, after }: { before: Terms; after: Terms }) {
    const settings = useView((data) => data.organisation?.settings ?? null);
    if (!settings) return null;
    const changes = differences(before, after, settings);
    const lines = lineChanges(before.text, after.text);
    if (changes.length === 0 && lines.length === 0) {
        return <p className={styles["none"]}>{text("agreement.propose_nothing")}</p>;
    }
    return (
        <dl className={styles["changes"]}>
            {changes.map((change) => (
                <Fragment key={change.what}>
                    <dt>{change.what}</dt>
                    <dd>
                        <del>
                            <span className="sr">{text("agreement.was")} </span>
                            {change.was}
                        </del>{" "}
                        <span aria-hidden="true">→</span>{" "}
                        <ins>
                            <span className="sr">{text("agreement.will")} </span>
                            {change.will}
                        </ins>
                    </dd>
                </Fragment>
            ))}
            {0 < lines.length && (
                <>
                    <dt>{text("agreement.words_changed")}</dt>
                    <dd>
                        <ul className={styles["lines"]}>
                            {lines.map((change) => (
                                <li key={`${change.kind} ${change.line}`}>
                                    <span aria-hidden="true">
                                        {change.kind === "gone" ? "−" : "+"}
                                    </span>
                                    {change.kind === "gone" ? (
                                        <del>
                                            <span className="sr">
                                                {text("agreement.words_gone")}{" "}
                                            </span>
                                            {change.line}
                                        </del>
                                    ) : (
                                        <ins>
                                            <span className="sr">
                                                {text("agreement.words_new")}{" "}
                                            </span>
                                            {change.line}
                                        </ins>
                                    )}
                                </li>
                            ))}
                        </ul>
                    </dd>
                </>
            )}
        </dl>
    );
}
