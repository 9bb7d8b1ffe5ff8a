// Today: one column one can finish, beside the day.
import { AudioLines, BellRing, Check, CircleCheck, Hand, Send, Zap } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { openOverlay } from "../../data/overlay";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { acts } from "../../transport/acts";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Dial } from "../../ui/Dial";
import { Page } from "../../ui/Page";
import { say } from "../../ui/Toasts";
import { type ByItselfRow, type DueRow, todayView } from "./model";
import { DayRuler } from "./parts/DayRuler";
import { Tasks } from "./parts/Tasks";
import styles from "./Today.module.css";

/** Does something and says what came of it. */
function run(work: Promise<unknown>, done: string): void {
    work.then(
        () => say(done),
        (error) => say(problemWords(error), true),
    );
}

export function Today({
    checkIns,
}: {
    /** The check-ins that wait for an answer. */
    checkIns: ReactNode;
}) {
    const view = useView(todayView);
    return (
        <Page title={view.title} intro={view.intro}>
            <div className={styles["grid"]}>
                {view.day && <DayRuler day={view.day} />}
                <div className={styles["column"]}>
                    {0 < view.due.length && (
                        <Section
                            title={text("today.due")}
                            note={text("today.due_count", { count: view.open })}
                        >
                            {view.due.map((row) => (
                                <Due key={row.id} row={row} />
                            ))}
                        </Section>
                    )}
                    {0 < view.turns && (
                        <section className={styles["section"]} aria-label={text("today.check_in")}>
                            <header>
                                <h2>{text("today.check_in")}</h2>
                                <small>{text("today.check_in_note")}</small>
                            </header>
                            <div className={styles["slot"]}>{checkIns}</div>
                        </section>
                    )}
                    {0 < view.stuck.length && (
                        <Section
                            title={text("today.stuck")}
                            note={String(view.stuck.length)}
                            all={
                                <Link href="/blockers" className={styles["all"] ?? ""}>
                                    {text("today.all_blockers")}
                                </Link>
                            }
                        >
                            {view.stuck.map((row) => (
                                <Line
                                    key={row.id}
                                    icon={<Hand size={16} aria-hidden="true" />}
                                    href={row.href}
                                    title={row.title}
                                    meta={row.meta}
                                />
                            ))}
                        </Section>
                    )}
                    {0 < view.sessions.length && (
                        <Section title={text("today.live")} note={String(view.sessions.length)}>
                            {view.sessions.map((row) => (
                                <Line
                                    key={row.id}
                                    icon={<AudioLines size={16} aria-hidden="true" />}
                                    href={`/live/${row.id}`}
                                    title={row.title}
                                    meta={row.meta}
                                    end={
                                        <Chip step="now" icon={<Dial fill={1} />}>
                                            {text("reach.now")}
                                        </Chip>
                                    }
                                />
                            ))}
                        </Section>
                    )}
                    <Tasks tasks={view.tasks} />
                    {0 < view.byItself.length && (
                        <Section
                            title={text("today.by_itself")}
                            note={String(view.byItself.length)}
                        >
                            {view.byItself.map((row) => (
                                <ByItself key={row.id} row={row} />
                            ))}
                        </Section>
                    )}
                    {view.finished && (
                        <p className={styles["finish"]} role="status">
                            <CircleCheck size={20} aria-hidden="true" />
                            <span>
                                <b>{view.finish}</b>
                                <Link href="/">{text("today.to_inbox")}</Link>
                            </span>
                        </p>
                    )}
                </div>
            </div>
        </Page>
    );
}

function Section({
    title,
    note,
    all,
    children,
}: {
    title: string;
    note: string;
    /** A link to all of its kind. */
    all?: ReactNode;
    children: ReactNode;
}) {
    return (
        <section className={styles["section"]} aria-label={title}>
            <header>
                <h2>{title}</h2>
                <small className="num">{note}</small>
                {all}
            </header>
            <ul>{children}</ul>
        </section>
    );
}

function Line({
    icon,
    href,
    title,
    meta,
    end,
}: {
    icon: ReactNode;
    href: string;
    title: string;
    meta: string;
    end?: ReactNode;
}) {
    return (
        <li className={styles["row"]}>
            <span className={styles["icon"]}>{icon}</span>
            <Link href={href} className={styles["words"] ?? ""}>
                <span className={styles["title"]}>{title}</span>
                <span className={`${styles["meta"]} clip num`}>{meta}</span>
            </Link>
            {end}
        </li>
    );
}

function Due({ row }: { row: DueRow }) {
    const done = row.done !== "";
    return (
        <li className={`${styles["row"]} ${done ? styles["done"] : ""}`}>
            <button
                type="button"
                className={styles["check"]}
                disabled={done}
                aria-label={text(done ? "today.is_done" : "today.finish", { words: row.excerpt })}
                title={text("request.acknowledge")}
                onClick={() => run(acts.acknowledge(row.id), text("today.acknowledged"))}
            >
                <Check size={14} aria-hidden="true" />
            </button>
            <Link href={row.href} className={styles["words"] ?? ""}>
                <span className={styles["title"]}>{row.excerpt}</span>
                <span className={`${styles["meta"]} clip num`}>{done ? row.done : row.meta}</span>
            </Link>
            {!done && (
                <span className={styles["end"]}>
                    <Chip
                        step={dueStep(row)}
                        icon={
                            row.urgent ? (
                                <Zap size={14} aria-label={text("inbox.urgent")} />
                            ) : (
                                <Dial fill={row.mark.fill} />
                            )
                        }
                    >
                        <span title={row.left}>{row.mark.label}</span>
                    </Chip>
                    <Button
                        look="bare"
                        small
                        onClick={() => openOverlay({ kind: "request_time", request: row.id })}
                    >
                        {text("inbox.later")}
                    </Button>
                </span>
            )}
        </li>
    );
}

function dueStep({ mark }: DueRow) {
    return mark.step === "reachable" ? "none" : mark.step;
}

function ByItself({ row }: { row: ByItselfRow }) {
    if (row.kind === "scheduled") {
        return (
            <Line
                icon={<Send size={16} aria-hidden="true" />}
                href={row.href}
                title={row.words}
                meta={
                    row.over ? text("today.not_sent") : text("today.scheduled", { time: row.time })
                }
            />
        );
    }
    const handleDone = () => run(acts.reminderDone(row.id), text("later.done"));
    return (
        <Line
            icon={<BellRing size={16} aria-hidden="true" />}
            href={row.href}
            title={row.words}
            meta={text("today.reminder", { time: row.time })}
            end={
                row.over && (
                    <Button look="line" small onClick={handleDone}>
                        {text("inbox.done_with")}
                    </Button>
                )
            }
        />
    );
}
