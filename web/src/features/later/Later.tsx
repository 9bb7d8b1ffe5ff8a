// What is to happen later: scheduled messages, reminders, and what is kept without a time.
import { BellPlus, Check, Ellipsis, Send, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { openOverlay } from "../../data/overlay";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { acts } from "../../transport/acts";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Mark } from "../../ui/Mark";
import { MenuButton } from "../../ui/Menu";
import { Page } from "../../ui/Page";
import { say } from "../../ui/Toasts";
import styles from "./Later.module.css";
import { laterView, type ReminderRow, type ScheduledRow } from "./model";

/** Does something and says what came of it. */
function run(work: Promise<unknown>, done: string): void {
    work.then(
        () => say(done),
        (error) => say(problemWords(error), true),
    );
}

export function Later() {
    const view = useView(laterView);
    const handleNew = () => openOverlay({ kind: "remind", of: { of: "note" }, words: "" });
    const nothing = view.scheduled.length + view.reminders.length + view.saved.length === 0;
    return (
        <Page
            title={text("later.title")}
            intro={text("later.intro")}
            actions={
                <Button
                    look="line"
                    icon={<BellPlus size={16} aria-hidden="true" />}
                    onClick={handleNew}
                >
                    {text("later.new")}
                </Button>
            }
        >
            {nothing && <Empty title={text("later.empty")}>{text("later.empty_hint")}</Empty>}
            {0 < view.scheduled.length && (
                <Section title={text("later.scheduled")} count={view.scheduled.length}>
                    {view.scheduled.map((row) => (
                        <Scheduled key={row.id} row={row} />
                    ))}
                </Section>
            )}
            {0 < view.reminders.length && (
                <Section title={text("later.reminders")} count={view.reminders.length}>
                    {view.reminders.map((row) => (
                        <Kept key={row.id} row={row} />
                    ))}
                </Section>
            )}
            {0 < view.saved.length && (
                <Section title={text("later.saved")} count={view.saved.length}>
                    {view.saved.map((row) => (
                        <Kept key={row.id} row={row} />
                    ))}
                </Section>
            )}
        </Page>
    );
}

function Section({
    title,
    count,
    children,
}: {
    title: string;
    count: number;
    children: ReactNode;
}) {
    return (
        <section className={styles["section"]} aria-label={title}>
            <h2>
                {title} <small>{count}</small>
            </h2>
            <ul>{children}</ul>
        </section>
    );
}

function Scheduled({ row }: { row: ScheduledRow }) {
    const facts = [row.choice, row.files === 0 ? "" : text("later.files", { count: row.files })];
    const about = facts.filter((fact) => fact !== "").join(" · ");
    return (
        <li className={styles["row"]}>
            <span className={styles["when"]}>
                <Mark {...row.mark} />
            </span>
            <div className={styles["words"]}>
                <p className={styles["text"]}>{row.words}</p>
                <p className={styles["meta"]}>
                    <Link href={row.href}>{row.place}</Link>
                    {about !== "" && <span className="num">{about}</span>}
                </p>
                {row.problem !== "" && (
                    <p className={styles["problem"]}>
                        {text("later.not_sent", { problem: row.problem })}
                    </p>
                )}
            </div>
            <span className={styles["actions"]}>
                <Button
                    look="line"
                    small
                    onClick={() => openOverlay({ kind: "edit_scheduled", scheduled: row.id })}
                >
                    {text("later.edit")}
                </Button>
                <MenuButton
                    label={text("message.more")}
                    small
                    icon={<Ellipsis size={16} />}
                    items={[
                        {
                            id: "send",
                            label: text("later.send_now"),
                            icon: <Send size={16} />,
                            onAction: () => run(acts.sendScheduled(row.id), text("later.sent")),
                        },
                        {
                            id: "drop",
                            label: text("later.drop"),
                            icon: <Trash2 size={16} />,
                            danger: true,
                            onAction: () => run(acts.dropScheduled(row.id), text("later.dropped")),
                        },
                    ]}
                />
            </span>
        </li>
    );
}

function Kept({ row }: { row: ReminderRow }) {
    const handleLater = () => {
        const reminder = store.get().reminders.get(row.id);
        if (!reminder) return;
        openOverlay({ kind: "remind", of: reminder, words: row.words, reminder: row.id });
    };
    const words =
        row.href === "" ? (
            <p className={styles["text"]}>{row.words}</p>
        ) : (
            <Link href={row.href} className={styles["text"] ?? ""}>
                {row.words}
            </Link>
        );
    return (
        <li className={styles["row"]}>
            <span className={styles["when"]}>
                {row.mark ? (
                    <Mark {...row.mark} />
                ) : (
                    <span className={styles["since"]}>{row.since}</span>
                )}
            </span>
            <div className={styles["words"]}>
                {words}
                {row.place !== "" && <p className={styles["meta"]}>{row.place}</p>}
            </div>
            <span className={styles["actions"]}>
                <Button look="bare" small onClick={handleLater}>
                    {text(row.mark ? "later.other_time" : "later.remind")}
                </Button>
                <Button
                    look="line"
                    small
                    icon={<Check size={16} />}
                    label={text("later.done_with", { words: row.words })}
                    onClick={() => run(acts.reminderDone(row.id), text("later.done"))}
                />
            </span>
        </li>
    );
}
