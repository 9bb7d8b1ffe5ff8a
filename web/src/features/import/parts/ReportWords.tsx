// A report in words: what would come or came, and what is to be looked at.
import type { ImportReport } from "../../../data/model";
import { text } from "../../../text/text";
import list from "../../../ui/List.module.css";
import { countLines, faultGroups } from "../model";
import styles from "./ReportWords.module.css";

/** So many problems of one kind are in sight at once. */
const SHOWN_MAX = 5;

export function Counts({ report }: { report: ImportReport }) {
    const name = report.board_name;
    return (
        <>
            <p>{text(report.board ? "import.on_there" : "import.on_new", { name })}</p>
            <ul className={styles["counts"]}>
                {countLines(report).map((line) => (
                    <li key={line}>{line}</li>
                ))}
            </ul>
        </>
    );
}

export function Problems({ report }: { report: ImportReport }) {
    const { problems, more_problems: more } = report;
    if (problems.length === 0) return null;
    return (
        <section className={list["section"]} aria-label={text("import.problems")}>
            <h2>{text("import.problems")}</h2>
            <p className={list["hint"]}>{text("import.problems_hint")}</p>
            {faultGroups(problems).map(({ fault, problems: all }) => (
                <details key={fault} className={styles["fault"]} open={all.length <= SHOWN_MAX}>
                    <summary>
                        {text(`import.fault_${fault}`)} · {all.length}
                    </summary>
                    <ul>
                        {all.map(({ place, detail }) => (
                            <li key={`${place} ${detail}`}>
                                {text("import.problem", { place, detail })}
                            </li>
                        ))}
                    </ul>
                </details>
            ))}
            {0 < more && (
                <p className={list["hint"]}>{text("import.more_problems", { count: more })}</p>
            )}
        </section>
    );
}
