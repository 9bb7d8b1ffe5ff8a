// What came of a talk, in one line that stands in the topic.
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { SessionId, TopicId } from "../../../data/model";
import { store } from "../../../data/store";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { TextField } from "../../../ui/Field";
import { say } from "../../../ui/Toasts";
import { outcomeOf } from "../model";
import styles from "./OutcomeForm.module.css";

/** Longest line, in characters, as the server wants it. */
const OUTCOME_MAX = 300;

export function OutcomeForm({
    session,
    topic,
    focus = false,
    onDone,
}: {
    session: SessionId;
    topic: TopicId;
    /** Takes the focus, if nobody is typing elsewhere. */
    focus?: boolean;
    onDone?: () => void;
}) {
    const [words, setWords] = useState("");
    const [problem, setProblem] = useState("");
    const [busy, setBusy] = useState(false);
    const form = useRef<HTMLFormElement>(null);
    const said = useView((data) => outcomeOf(data, topic, session));

    useEffect(() => {
        // A box that waits empty for words gives the focus away; one with words in it does not.
        const box = document.activeElement;
        const writes =
            (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement) &&
            box.value !== "";
        if (focus && !writes) form.current?.querySelector("input")?.focus();
    }, [focus]);

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (words.trim() === "") return;
        setBusy(true);
        try {
            const data = await api.outcome(session, words.trim());
            if (data.ended_at === null) {
                store.dispatch({ type: "local.answer", data: { type: "session.updated", data } });
            }
            say(text("huddle.outcome_said"));
            onDone?.();
        } catch (error) {
            setProblem(problemWords(error));
            setBusy(false);
        }
    };
    if (said !== null) {
        return (
            <p className={styles["said"]}>
                <b>{text("huddle.outcome")}</b> {said}
            </p>
        );
    }
    return (
        <form ref={form} className={styles["form"]} onSubmit={(event) => void handleSubmit(event)}>
            <TextField
                label={text("huddle.outcome_ask")}
                problem={problem === "" ? undefined : problem}
                maxLength={OUTCOME_MAX}
                value={words}
                onChange={(event) => setWords(event.target.value)}
            />
            <Button look="send" type="submit" disabled={busy || words.trim() === ""}>
                {text("huddle.outcome_submit")}
            </Button>
        </form>
    );
}
