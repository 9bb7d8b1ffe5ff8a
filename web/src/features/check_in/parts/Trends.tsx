// How the answers to questions with a number or a mood went over the last days.
import type { CheckIn, CheckInReport } from "../../../data/model";
import { shortDate } from "../../../text/dates";
import { text } from "../../../text/text";
import { checkInApi } from "../../../transport/apiCheckIn";
import { LineChart } from "../../../ui/LineChart";
import list from "../../../ui/List.module.css";
import { useLoaded } from "../../../ui/useLoaded";
import { moodWord } from "../answer";
import { dateWords } from "../model";
import { meanOf, meanWords, measuredQuestions } from "../report";
import styles from "./Trends.module.css";

/** Days that the line goes through. */
const DAYS_MAX = 10;

export function Trends({
    checkIn,
    dates,
    heard,
}: {
    checkIn: CheckIn;
    /** Dates with a report, newest first. */
    dates: readonly string[];
    heard: number;
}) {
    const asked = measuredQuestions(checkIn);
    const shown = asked.length === 0 ? [] : dates.slice(0, DAYS_MAX);
    const { value } = useLoaded(`${checkIn.id} ${shown.join()} ${heard}`, () =>
        Promise.all(shown.map((date) => checkInApi.report(checkIn.id, date))),
    );
    if (!value || value.length < 2) return null;
    const reports = [...value].sort((a, b) => a.date.localeCompare(b.date));
    return (
        <div className={styles["trends"]}>
            {asked.map(({ at }) => (
                <Trend key={at} reports={reports} at={at} />
            ))}
        </div>
    );
}

/** Moods are drawn on their own scale, in thousandths. */
const MOOD_SCALE = [1000, 5000] as const;

function Trend({ reports, at }: { reports: readonly CheckInReport[]; at: number }) {
    const question = reports.at(-1)?.questions[at];
    const points = reports.flatMap((report) => {
        const value = meanOf(report, at);
        return value === null || !question
            ? []
            : [
                  {
                      atMs: Date.parse(report.date),
                      value,
                      words: `${dateWords(report.date)}: ${meanWords(question, value)}`,
                      date: report.date,
                  },
              ];
    });
    const [first] = points;
    const last = points.at(-1);
    if (!question || !first || !last || points.length < 2) return null;
    const isMood = question.kind === "mood";
    const [from, to] = isMood
        ? MOOD_SCALE
        : [
              Math.min(0, ...points.map((point) => point.value)),
              Math.max(1, ...points.map((point) => point.value)),
          ];
    return (
        <section className={styles["trend"]} aria-label={question.text}>
            <h2>{question.text}</h2>
            <p className={list["hint"]}>{text("check_in.mean_each_day")}</p>
            <LineChart
                label={question.text}
                points={points}
                from={from}
                to={to}
                fromWords={isMood ? moodWord(1) : meanWords(question, from)}
                toWords={isMood ? moodWord(5) : meanWords(question, to)}
                first={shortDate(first.date)}
                last={shortDate(last.date)}
            />
        </section>
    );
}
