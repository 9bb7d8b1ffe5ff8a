// A new poll for a topic.
import { type FormEvent, useState } from "react";
import type { TopicId } from "../../data/model";
import { myZone } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { spanWords, toLocalInput } from "../../text/time";
import { pollApi } from "../../transport/apiPoll";
import { problemWords } from "../../transport/http";
import { Choice } from "../../ui/Choice";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormEnd } from "../../ui/FormEnd";
import list from "../../ui/List.module.css";
import { RowFields } from "../../ui/RowFields";
import { Switch } from "../../ui/Switch";
import {
    emptyPoll,
    KINDS,
    newOption,
    OPTIONS_MAX,
    OPTIONS_MIN,
    type OptionDraft,
    type PollDraft,
    pollBody,
    pollLacks,
} from "./model";
import styles from "./NewPollDialog.module.css";

const QUESTION_CHARS_MAX = 300;
const TEXT_CHARS_MAX = 200;

/** How soon a poll may close, in hours. */
const CLOSES_HOURS = [4, 24, 72, 168];

/** How long an offered span may last, in minutes. */
const SPANS_MINUTES = [15, 30, 45, 60, 90, 120];

const HOUR_MS = 3_600_000;

export function NewPollDialog({
    topic,
    question = "",
    onClose,
}: {
    topic: TopicId;
    question?: string | undefined;
    onClose: () => void;
}) {
    const clock = useView((data, nowMs) => ({
        zone: myZone(data),
        hourMs: Math.floor(nowMs / HOUR_MS) * HOUR_MS,
    }));
    const [draft, setDraft] = useState(() => emptyPoll(question));
    const [tried, setTried] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const set = (part: Partial<PollDraft>) => setDraft({ ...draft, ...part });
    const missing = useView((_, nowMs) => pollLacks(draft, nowMs, clock.zone));

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        setTried(true);
        if (0 < missing.length) return;
        setBusy(true);
        const nowMs = Date.now() + store.get().skewMs;
        pollApi.ask(topic, pollBody(draft, nowMs, clock.zone)).then(
            (data) => {
                store.dispatch({ type: "local.answer", data: { type: "poll.updated", data } });
                onClose();
            },
            (caught) => {
                setError(caught);
                setBusy(false);
            },
        );
    };
    return (
        <Dialog title={text("poll.new")} size="wide" firm={draft.question !== ""} onClose={onClose}>
            <form className={list["dialogForm"]} noValidate onSubmit={handleSubmit}>
                <TextField
                    label={text("poll.question")}
                    required
                    autoFocus
                    maxLength={QUESTION_CHARS_MAX}
                    value={draft.question}
                    onChange={(event) => set({ question: event.target.value })}
                />
                <div className={styles["kind"]}>
                    <Choice
                        label={text("poll.kind")}
                        value={draft.kind}
                        options={KINDS.map((kind) => ({
                            value: kind,
                            label: text(`poll.kind_${kind}`),
                        }))}
                        onChange={(kind) => set({ kind })}
                    />
                    <p className={list["hint"]}>{text(`poll.hint_${draft.kind}`)}</p>
                </div>
                <OptionFields
                    draft={draft}
                    fromMs={clock.hourMs + HOUR_MS}
                    zone={clock.zone}
                    onChange={(options) => set({ options })}
                />
                <Switch
                    label={text("poll.anonymous")}
                    hint={text("poll.anonymous_hint")}
                    checked={draft.anonymous}
                    onChange={(anonymous) => set({ anonymous })}
                />
                <Closing draft={draft} fromMs={clock.hourMs} zone={clock.zone} onChange={set} />
                <FormEnd
                    missing={tried ? missing : []}
                    problem={error === null ? null : problemWords(error)}
                    send={text("poll.ask")}
                    cancel={text("dialog.cancel")}
                    disabled={busy}
                    onCancel={onClose}
                />
            </form>
        </Dialog>
    );
}

function Closing({
    draft,
    fromMs,
    zone,
    onChange,
}: {
    draft: PollDraft;
    fromMs: number;
    zone: string;
    onChange: (part: Partial<PollDraft>) => void;
}) {
    return (
        <div className={styles["closing"]}>
            <SelectField
                label={text("poll.closes_when")}
                hint={draft.closes === null ? text("poll.stays_open_hint") : text("poll.reminds")}
                value={draft.closes ?? ""}
                onChange={(event) => {
                    const { value } = event.target;
                    if (value === "") onChange({ closes: null });
                    else if (value === "at") {
                        onChange({
                            closes: "at",
                            closesAt: toLocalInput(fromMs + 24 * HOUR_MS, zone),
                        });
                    } else onChange({ closes: Number(value) });
                }}
            >
                <option value="">{text("poll.stays_open")}</option>
                {CLOSES_HOURS.map((hours) => (
                    <option key={hours} value={hours}>
                        {text("poll.in_span", { span: spanWords(hours * HOUR_MS) })}
                    </option>
                ))}
                <option value="at">{text("poll.at_time")}</option>
            </SelectField>
            {draft.closes === "at" && (
                <TextField
                    label={text("poll.closes_at")}
                    type="datetime-local"
                    min={toLocalInput(fromMs, zone)}
                    value={draft.closesAt}
                    onChange={(event) => onChange({ closesAt: event.target.value })}
                />
            )}
        </div>
    );
}

function OptionFields({
    draft,
    fromMs,
    zone,
    onChange,
}: {
    draft: PollDraft;
    fromMs: number;
    zone: string;
    onChange: (options: OptionDraft[]) => void;
}) {
    const { options, kind } = draft;
    const isTime = kind === "time";
    return (
        <RowFields
            legend={text(isTime ? "poll.times" : "poll.options")}
            hint={isTime ? text("poll.times_hint") : undefined}
            rows={options}
            min={OPTIONS_MIN}
            max={OPTIONS_MAX}
            rowClass={isTime ? styles["time"] : styles["line"]}
            addWords={text("poll.option_add")}
            removeWords={(at) => text("poll.option_remove", { number: at + 1 })}
            fresh={newOption}
            onChange={onChange}
        >
            {(option, at, change) => (
                <>
                    {isTime && (
                        <>
                            <TextField
                                label={text("poll.from_nth", { number: at + 1 })}
                                type="datetime-local"
                                min={toLocalInput(fromMs, zone)}
                                value={option.from}
                                onChange={(event) => change({ from: event.target.value })}
                            />
                            <SelectField
                                label={text("poll.length")}
                                value={option.minutes}
                                onChange={(event) =>
                                    change({ minutes: Number(event.target.value) })
                                }
                            >
                                {SPANS_MINUTES.map((minutes) => (
                                    <option key={minutes} value={minutes}>
                                        {spanWords(minutes * 60_000)}
                                    </option>
                                ))}
                            </SelectField>
                        </>
                    )}
                    <TextField
                        label={
                            isTime ? text("poll.note") : text("poll.option_nth", { number: at + 1 })
                        }
                        maxLength={TEXT_CHARS_MAX}
                        value={option.text}
                        onChange={(event) => change({ text: event.target.value })}
                        onKeyDown={(event) => {
                            // Enter in the last box goes on with the next option.
                            const last = at === options.length - 1;
                            if (event.key !== "Enter" || !last || option.text.trim() === "") return;
                            if (OPTIONS_MAX <= options.length) return;
                            event.preventDefault();
                            const frame = event.currentTarget.closest("fieldset");
                            onChange([...options, newOption()]);
                            setTimeout(() =>
                                [...(frame?.querySelectorAll("input") ?? [])].at(-1)?.focus(),
                            );
                        }}
                    />
                </>
            )}
        </RowFields>
    );
}
