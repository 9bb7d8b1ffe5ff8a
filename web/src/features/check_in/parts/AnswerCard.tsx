// What one person said on one day, and the small conversation that hangs on it.
import { MessageSquare, OctagonMinus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import type {
    CheckIn,
    CheckInAnswer,
    CheckInReport,
    Question,
    Said,
    TopicId,
} from "../../../data/model";
import { isUnread } from "../../../data/select";
import { store } from "../../../data/store";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { checkInApi } from "../../../transport/apiCheckIn";
import { newKey, problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { Initials } from "../../../ui/Initials";
import { SafeHtml } from "../../../ui/SafeHtml";
import { TextArea } from "../../../ui/TextArea";
import { say } from "../../../ui/Toasts";
import { AnswerForm } from "../AnswerForm";
import { isSaid, saidWords } from "../answer";
import type { AnswerView } from "../report";
import styles from "./AnswerCard.module.css";
import { MoodFace } from "./MoodPick";

export function AnswerCard({
    checkIn,
    report,
    view,
    onChanged,
}: {
    checkIn: CheckIn;
    report: CheckInReport;
    view: AnswerView;
    onChanged: () => void;
}) {
    const [doing, setDoing] = useState<"change" | "reply" | null>(null);
    const { answer } = view;
    return (
        <article
            id={`answer-${view.person}`}
            className={styles["card"]}
            aria-label={text("check_in.answer_by", { name: view.name })}
        >
            <header>
                <Initials name={view.name} size={32} />
                <div className={styles["who"]}>
                    <h3>{view.name}</h3>
                    <small className="num">{view.meta}</small>
                </div>
                {view.blocked && (
                    <span className={styles["blocked"]}>
                        <OctagonMinus size={14} aria-hidden="true" />
                        {text("check_in.blocked")}
                    </span>
                )}
            </header>
            {doing === "change" ? (
                <AnswerForm
                    checkIn={checkIn}
                    questions={report.questions}
                    date={report.date}
                    before={answer}
                    onDone={() => {
                        setDoing(null);
                        onChanged();
                    }}
                    onCancel={() => setDoing(null)}
                />
            ) : (
                <WhatWasSaid questions={report.questions} answer={answer} />
            )}
            {doing === "reply" && (
                <Reply
                    checkIn={checkIn}
                    view={view}
                    onSent={() => {
                        setDoing(null);
                        onChanged();
                    }}
                    onCancel={() => setDoing(null)}
                />
            )}
            {doing === null && (
                <footer>
                    <Button look="bare" small onClick={() => setDoing("reply")}>
                        {text("check_in.reply")}
                        <span className="sr">{view.name}</span>
                    </Button>
                    {answer.topic && <TopicLink topic={answer.topic} name={view.name} />}
                    {view.mine && (
                        <Button look="bare" small onClick={() => setDoing("change")}>
                            {text("check_in.change_answer")}
                        </Button>
                    )}
                </footer>
            )}
        </article>
    );
}

function WhatWasSaid({
    questions,
    answer,
}: {
    questions: readonly Question[];
    answer: CheckInAnswer;
}) {
    const rows = questions.flatMap((question, at) => {
        const said = answer.said[at] ?? "nothing";
        return isSaid(said) ? [{ at, question, said, html: answer.html[at] ?? "" }] : [];
    });
    const long = rows.filter(({ question }) => question.kind === "text");
    const short = rows.filter(({ question }) => question.kind !== "text");
    return (
        <>
            {[long, short].map(
                (part, index) =>
                    0 < part.length && (
                        <dl key={part[0]?.at} className={styles[index === 0 ? "said" : "facts"]}>
                            {part.map(({ at, question, said, html }) => (
                                <div key={at}>
                                    <dt>{question.text}</dt>
                                    <dd>
                                        <SaidTo question={question} said={said} html={html} />
                                    </dd>
                                </div>
                            ))}
                        </dl>
                    ),
            )}
        </>
    );
}

function SaidTo({ question, said, html }: { question: Question; said: Said; html: string }) {
    if (said === "nothing") return null;
    if ("text" in said && html !== "") return <SafeHtml html={html} />;
    if ("mood" in said) {
        return (
            <span className={styles["mood"]}>
                <MoodFace mood={said.mood} size={18} />
                {saidWords(question, said)}
            </span>
        );
    }
    return <>{saidWords(question, said)}</>;
}

/** Where the answer is talked about. */
function TopicLink({ topic, name }: { topic: TopicId; name: string }) {
    const view = useView((data) => {
        const row = data.topics.get(topic);
        return { count: row?.last_ordinal ?? 0, unread: row ? isUnread(data, row) : false };
    });
    return (
        <Link
            href={`/topic/${topic}`}
            className={`${styles["topic"]} ${view.unread ? styles["unread"] : ""}`}
        >
            <MessageSquare size={14} aria-hidden="true" />
            {0 < view.count
                ? text("check_in.replies", { count: view.count })
                : text("check_in.conversation")}
            <span className="sr">{name}</span>
        </Link>
    );
}

function Reply({
    checkIn,
    view,
    onSent,
    onCancel,
}: {
    checkIn: CheckIn;
    view: AnswerView;
    onSent: () => void;
    onCancel: () => void;
}) {
    const [words, setWords] = useState("");
    const [busy, setBusy] = useState(false);
    const [key] = useState(newKey);
    const { answer } = view;
    const send = async () => {
        if (words.trim() === "" || busy) return;
        setBusy(true);
        try {
            const topic = await checkInApi.topic(checkIn.id, answer.date, answer.person);
            store.dispatch({ type: "local.topic", data: topic });
            await api.post(topic.id, { text: words.trim(), attachments: [] }, key);
            say(text("check_in.replied"));
            onSent();
        } catch (error) {
            say(problemWords(error), true);
            setBusy(false);
        }
    };
    return (
        <form
            className={styles["reply"]}
            onSubmit={(event: FormEvent) => {
                event.preventDefault();
                void send();
            }}
            onKeyDown={(event) => {
                if (event.key === "Escape") onCancel();
                if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
                event.preventDefault();
                void send();
            }}
        >
            <TextArea
                label={text("check_in.reply_to", { name: view.name })}
                autoFocus
                value={words}
                onChange={(event) => setWords(event.target.value)}
            />
            <div>
                <Button look="send" small type="submit" disabled={busy || words.trim() === ""}>
                    {text("composer.send")}
                </Button>
                <Button look="bare" small onClick={onCancel}>
                    {text("dialog.cancel")}
                </Button>
            </div>
        </form>
    );
}
