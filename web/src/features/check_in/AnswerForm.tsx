// Answering a check-in: one's own words, begun with what one did; kept as one types.
import { useRef } from "react";
import type { CheckIn, CheckInAnswer, Question } from "../../data/model";
import { myZone } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { exactTime } from "../../text/time";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Kbd } from "../../ui/Kbd";
import list from "../../ui/List.module.css";
import { Skeleton } from "../../ui/Skeleton";
import { Switch } from "../../ui/Switch";
import { say } from "../../ui/Toasts";
import styles from "./AnswerForm.module.css";
import { didLines, firstMissing, nextLines, withLines } from "./answer";
import { QuestionField } from "./parts/QuestionField";
import { type AnswerState, useAnswer } from "./parts/useAnswer";

export function AnswerForm({
    checkIn,
    questions = checkIn.questions,
    date,
    before = null,
    onDone,
    onCancel,
}: {
    checkIn: CheckIn;
    /** What was asked on that day. */
    questions?: readonly Question[];
    date: string;
    before?: CheckInAnswer | null;
    onDone: () => void;
    onCancel?: (() => void) | undefined;
}) {
    const form = useRef<HTMLFormElement>(null);
    const { state, handleSaid, handleBlocked, send } = useAnswer({
        checkIn,
        questions,
        date,
        before,
        onDone: () => {
            say(text("check_in.sent"));
            onDone();
        },
    });
    const handleSend = () => {
        const missing = firstMissing(questions, state.said);
        if (missing < 0) {
            send();
            return;
        }
        // Goes to what is missing instead of a button that does nothing.
        form.current
            ?.querySelector(`[data-question="${missing}"]`)
            ?.querySelector<HTMLElement>("textarea, input")
            ?.focus();
        say(text("check_in.needs", { question: questions[missing]?.text ?? "" }), true);
    };
    if (!state.ready) return <Skeleton rows={2} />;
    return (
        <form
            ref={form}
            className={styles["form"]}
            aria-label={text("check_in.answer_of", { title: checkIn.title })}
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                handleSend();
            }}
            onKeyDown={(event) => {
                if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
                event.preventDefault();
                handleSend();
            }}
        >
            {state.begun && <Begun since={state.prefill?.since ?? ""} />}
            {questions.map((question, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a question is known by
                <div key={at} className={styles["question"]} data-question={at}>
                    <QuestionField
                        question={question}
                        said={state.said[at] ?? "nothing"}
                        onChange={(said) => handleSaid(at, said)}
                    />
                    {question.kind === "text" && !state.begun && state.prefill && (
                        <Offers
                            did={didLines(state.prefill)}
                            next={nextLines(state.prefill)}
                            onAdd={(lines) => handleSaid(at, withLines(state.said[at], lines))}
                        />
                    )}
                </div>
            ))}
            <Switch
                label={text("check_in.blocked_switch")}
                hint={text("check_in.blocked_hint")}
                checked={state.blocked}
                onChange={handleBlocked}
            />
            {state.error !== null && (
                <p className={list["problem"]} role="alert">
                    {problemWords(state.error)}
                </p>
            )}
            <div className={styles["foot"]}>
                <Button look="send" type="submit" disabled={state.busy}>
                    {text(before ? "form.save" : "check_in.send")}
                </Button>
                {onCancel && (
                    <Button look="bare" onClick={onCancel}>
                        {text(before ? "dialog.cancel" : "check_in.not_now")}
                    </Button>
                )}
                <span className="desk">
                    <Kbd>Ctrl Enter</Kbd>
                </span>
                <small role="status">{keptWords(state.kept)}</small>
            </div>
        </form>
    );
}

function keptWords(kept: AnswerState["kept"]): string {
    if (kept === "kept") return text("check_in.draft_kept");
    return kept === "failed" ? text("check_in.draft_failed") : "";
}

/** That the answer did not begin empty, and why. */
function Begun({ since }: { since: string }) {
    const time = useView((data, nowMs) =>
        since === "" ? "" : exactTime(Date.parse(since), nowMs, myZone(data)),
    );
    return <p className={styles["begun"]}>{text("check_in.begun", { time })}</p>;
}

/** What may be put into an answer by a press. */
function Offers({
    did,
    next,
    onAdd,
}: {
    did: string;
    next: string;
    onAdd: (lines: string) => void;
}) {
    if (did === "" && next === "") return null;
    return (
        <p className={styles["offers"]}>
            {did !== "" && (
                <Button look="bare" small onClick={() => onAdd(did)}>
                    {text("check_in.add_did")}
                </Button>
            )}
            {next !== "" && (
                <Button look="bare" small onClick={() => onAdd(next)}>
                    {text("check_in.add_next")}
                </Button>
            )}
        </p>
    );
}
