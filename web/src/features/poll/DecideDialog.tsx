// Recording a decision: what was decided and why; from a poll, or by itself.
import { type FormEvent, useState } from "react";
import type { DecisionRecord, PollId, TopicId } from "../../data/model";
import { myZone } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { type DecisionBody, pollApi } from "../../transport/apiPoll";
import { fieldProblems, problemWords } from "../../transport/http";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { FormEnd } from "../../ui/FormEnd";
import list from "../../ui/List.module.css";
import { TextArea } from "../../ui/TextArea";
import { say } from "../../ui/Toasts";
import { leadingText } from "./model";
import { ReplacesPick } from "./parts/ReplacesPick";

const TEXT_CHARS_MAX = 300;
const REASON_CHARS_MAX = 5_000;

export function DecideDialog({
    topic,
    poll = null,
    words = "",
    onClose,
}: {
    topic: TopicId;
    poll?: PollId | null | undefined;
    words?: string | undefined;
    onClose: () => void;
}) {
    const begin = useView((data, nowMs) => {
        const found = poll ? data.work.polls.get(poll) : undefined;
        return {
            question: found?.question ?? "",
            leading: found ? leadingText(found, nowMs, myZone(data)) : "",
            channel: data.topics.get(topic)?.channel ?? null,
        };
    });
    const [line, setLine] = useState(words === "" ? begin.leading : words);
    const [reason, setReason] = useState("");
    const [replaces, setReplaces] = useState<DecisionRecord | null>(null);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const problems = fieldProblems(error);

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (line.trim() === "") return;
        setBusy(true);
        const body: DecisionBody = {
            text: line.trim(),
            ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
            ...(replaces ? { replaces: replaces.id } : {}),
        };
        const answer = poll ? pollApi.decide(poll, body) : pollApi.record(topic, body);
        answer.then(
            () => {
                say(text("decision.recorded"));
                onClose();
            },
            (caught) => {
                setError(caught);
                setBusy(false);
            },
        );
    };
    return (
        <Dialog title={text("decision.record")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                {begin.question !== "" && (
                    <p className={list["hint"]}>
                        {text("decision.of_poll", { question: begin.question })}
                    </p>
                )}
                <TextField
                    label={text("decision.text")}
                    hint={text("decision.text_hint")}
                    required
                    autoFocus
                    maxLength={TEXT_CHARS_MAX}
                    value={line}
                    problem={problems.get("text")}
                    onChange={(event) => setLine(event.target.value)}
                />
                <TextArea
                    label={text("decision.reason")}
                    hint={text("decision.reason_hint")}
                    maxLength={REASON_CHARS_MAX}
                    value={reason}
                    problem={problems.get("reason")}
                    onChange={(event) => setReason(event.target.value)}
                />
                {begin.channel && (
                    <ReplacesPick
                        channel={begin.channel}
                        chosen={replaces}
                        problem={problems.get("replaces")}
                        onChange={setReplaces}
                    />
                )}
                <FormEnd
                    problem={error !== null && problems.size === 0 ? problemWords(error) : null}
                    send={text("decision.save")}
                    cancel={text("dialog.cancel")}
                    disabled={busy || line.trim() === ""}
                    onCancel={onClose}
                />
            </form>
        </Dialog>
    );
}
