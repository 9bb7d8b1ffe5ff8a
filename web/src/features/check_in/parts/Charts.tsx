// What was said to questions with a choice, a mood or a number, as small charts.
import type { CheckInReport } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { Bars } from "../../../ui/Bars";
import { numbers, spread } from "../report";
import styles from "./Charts.module.css";

export function Charts({ report }: { report: CheckInReport }) {
    const charts = useView((data) =>
        report.questions.flatMap((question, at) => {
            const found = spread(data, report, at) ?? numbers(data, report, at);
            return found ? [{ key: at, title: question.text, ...found }] : [];
        }),
    );
    if (charts.length === 0) return null;
    return (
        <div className={styles["charts"]}>
            {charts.map((chart) => (
                <section key={chart.key} aria-label={chart.title}>
                    <header>
                        <h2>{chart.title}</h2>
                        {chart.mean !== "" && (
                            <small className="num">
                                {text("check_in.mean", { mean: chart.mean })}
                            </small>
                        )}
                    </header>
                    <Bars label={chart.title} bars={chart.bars} />
                </section>
            ))}
        </div>
    );
}
