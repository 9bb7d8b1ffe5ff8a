// The report of one day: who said what, what stops whom, what changed; and one's own answer.
import { ArrowLeft, ArrowRight, OctagonMinus } from "lucide-react";
import { useState } from "react";
import { Link, Redirect } from "wouter";
import type { CheckIn, CheckInReport } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { checkInApi } from "../../transport/apiCheckIn";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { useLoaded } from "../../ui/useLoaded";
import { AnswerForm } from "./AnswerForm";
import { checkInHref, dateTitle, dateWords, reportHref } from "./model";
import { AnswerCard } from "./parts/AnswerCard";
import { Charts } from "./parts/Charts";
import { useCheckIn } from "./parts/useCheckIn";
import styles from "./ReportPage.module.css";
import { reportView } from "./report";

export function ReportPage({ id, date }: { id: string; date: string }) {
    const checkIn = useCheckIn(id);
    if (checkIn === null) return <Redirect to="/check-ins" replace />;
    return checkIn === undefined ? <Skeleton rows={4} /> : <Shown checkIn={checkIn} date={date} />;
}

function Shown({ checkIn, date }: { checkIn: CheckIn; date: string }) {
    const heard = useView((data) => data.work.heard.get(`${checkIn.id} ${date}`) ?? 0);
    const { value, error, reload } = useLoaded(`${checkIn.id} ${date} ${heard}`, () =>
        checkInApi.report(checkIn.id, date),
    );
    const days = useLoaded(`${checkIn.id} ${date}`, () => checkInApi.reports(checkIn.id));
    const dates = days.value?.items.map((line) => line.date) ?? [];
    const later = dates.filter((day) => date < day).at(-1) ?? null;
    const earlier = dates.find((day) => day < date) ?? value?.changes.since ?? null;
    return (
        <Page
            title={text("check_in.report_title", { title: checkIn.title, date: dateWords(date) })}
            intro={
                <Link href={checkInHref(checkIn.id)} className={styles["link"] ?? ""}>
                    {text("check_in.to_check_in", { title: checkIn.title })}
                </Link>
            }
            actions={
                <nav className={styles["days"]} aria-label={text("check_in.days")}>
                    <DayLink checkIn={checkIn} date={earlier} to="earlier" />
                    <DayLink checkIn={checkIn} date={later} to="later" />
                </nav>
            }
        >
            {error !== null && value === null && (
                <p className={list["problem"]} role="alert">
                    {problemWords(error)}
                </p>
            )}
            {value === null && error === null && <Skeleton rows={3} />}
            {value && <Report checkIn={checkIn} report={value} onChanged={reload} />}
        </Page>
    );
}

function DayLink({
    checkIn,
    date,
    to,
}: {
    checkIn: CheckIn;
    date: string | null;
    to: "earlier" | "later";
}) {
    const Icon = to === "earlier" ? ArrowLeft : ArrowRight;
    if (date === null) return null;
    return (
        <Link
            href={reportHref(checkIn.id, date)}
            className={styles["day"] ?? ""}
            title={dateTitle(date)}
        >
            {to === "earlier" && <Icon size={14} aria-hidden="true" />}
            <span className="sr">
                {text(to === "earlier" ? "check_in.day_before" : "check_in.day_after")}
            </span>
            <span className="num">{dateWords(date)}</span>
            {to === "later" && <Icon size={14} aria-hidden="true" />}
        </Link>
    );
}

function Report({
    checkIn,
    report,
    onChanged,
}: {
    checkIn: CheckIn;
    report: CheckInReport;
    onChanged: () => void;
}) {
    const view = useView((data, nowMs) => reportView(data, report, nowMs));
    const mine = useView((data) => {
        const answered = report.answers.some((answer) => answer.person === data.me);
        const asked = data.me !== null && report.missing.includes(data.me);
        const turn = [...data.work.turns.values()].some(
            (one) => one.check_in === checkIn.id && one.date === report.date,
        );
        return { waits: !answered && (asked || turn), turn };
    });
    const [late, setLate] = useState(false);
    const open = mine.waits && (mine.turn || late || report.closed_at === null);
    return (
        <div className={styles["report"]}>
            {mine.waits && (
                <section className={styles["own"]} aria-label={text("check_in.your_answer")}>
                    <h2>{text("check_in.your_answer")}</h2>
                    {open ? (
                        <AnswerForm
                            key={report.date}
                            checkIn={checkIn}
                            questions={report.questions}
                            date={report.date}
                            onDone={onChanged}
                        />
                    ) : (
                        <p className={styles["late"]}>
                            {text("check_in.late_welcome")}
                            <Button look="line" small onClick={() => setLate(true)}>
                                {text("check_in.answer")}
                            </Button>
                        </p>
                    )}
                </section>
            )}
            <p className={`${styles["counted"]} num`}>
                <b>{view.counted}</b> {view.closed}
            </p>
            {(0 < view.blocked.length || 0 < view.changes.length) && (
                <section className={styles["part"]} aria-label={text("check_in.look_first")}>
                    <h2>{text("check_in.look_first")}</h2>
                    <ul className={styles["lines"]}>
                        {0 < view.blocked.length && (
                            <li>
                                <OctagonMinus size={16} aria-hidden="true" />
                                <span>
                                    {text("check_in.blocked_now")}{" "}
                                    {view.blocked.map((one, index) => (
                                        <span key={one.id}>
                                            {0 < index && ", "}
                                            <a href={`#answer-${one.id}`}>{one.name}</a>
                                        </span>
                                    ))}
                                </span>
                            </li>
                        )}
                        {view.changes.map((line) => (
                            <li key={line}>
                                <i aria-hidden="true">·</i>
                                {line}
                            </li>
                        ))}
                    </ul>
                    {report.changes.since !== null && (
                        <p className={list["hint"]}>
                            {text("check_in.since", { date: dateWords(report.changes.since) })}
                        </p>
                    )}
                </section>
            )}
            <Charts report={report} />
            <section className={styles["part"]} aria-label={text("check_in.answers")}>
                <h2>{text("check_in.answers")}</h2>
                {view.answers.length === 0 && (
                    <p className={list["hint"]}>{text("check_in.nobody_yet")}</p>
                )}
                {view.answers.map((answer) => (
                    <AnswerCard
                        key={answer.person}
                        checkIn={checkIn}
                        report={report}
                        view={answer}
                        onChanged={onChanged}
                    />
                ))}
                {(view.missing !== "" || 0 < view.skipped.length) && (
                    <ul className={styles["rest"]}>
                        {view.missing !== "" && <li>{view.missing}</li>}
                        {view.skipped.map((line) => (
                            <li key={line}>{line}</li>
                        ))}
                    </ul>
                )}
            </section>
        </div>
    );
}
