// Saying how it goes: on track, at risk or off, what changed, what is next, and where the numbers are.
import { type FormEvent, useId, useState } from "react";
import type { GoalUpdate, KeyResult, Track } from "../../data/model";
import { measured, readThousandths, toNumberInput } from "../../text/numbers";
import { text } from "../../text/text";
import type { UpdateBody } from "../../transport/apiGoal";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { Switch } from "../../ui/Switch";
import { TextArea } from "../../ui/TextArea";
import { say } from "../../ui/Toasts";
import { TrackPick } from "./parts/TrackMark";
import styles from "./UpdateForm.module.css";

/** How sure one is before one says so. */
const SURE_PERCENT = 70;

export function UpdateForm({
    track: trackBefore,
    results = [],
    onSend,
    onDone,
    onCancel,
}: {
    /** Where it stood. */
    track: Track | null;
    /** Results whose numbers are said with it. */
    results?: readonly KeyResult[];
    onSend: (body: UpdateBody) => Promise<GoalUpdate>;
    onDone: () => void;
    onCancel: () => void;
}) {
    const id = useId();
    const [track, setTrack] = useState<Track | null>(trackBefore);
    const [changed, setChanged] = useState("");
    const [next, setNext] = useState("");
    const [says, setSays] = useState(false);
    const [sure, setSure] = useState(SURE_PERCENT);
    const [values, setValues] = useState(() => results.map((one) => toNumberInput(one.now)));
    const [error, setError] = useState<unknown>(null);
    const [tried, setTried] = useState(false);
    const [busy, setBusy] = useState(false);
    const problems = fieldProblems(error);
    const numbers = values.map(readThousandths);
    const wrong = numbers.includes(null);
    const lacks = [
        track === null ? text("goal.lacks_track") : "",
        changed.trim() === "" ? text("goal.lacks_changed") : "",
        wrong ? text("goal.lacks_number") : "",
    ].filter((line) => line !== "");

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        setTried(true);
        if (track === null || 0 < lacks.length) return;
        setBusy(true);
        onSend({
            track,
            ...(says ? { confidence_percent: sure } : {}),
            changed: changed.trim(),
            next: next.trim(),
            ...(results.length === 0 ? {} : { values: numbers.map((number) => number ?? 0) }),
        }).then(
            () => {
                say(text("goal.update_sent"));
                onDone();
            },
            (caught) => {
                setError(caught);
                setBusy(false);
            },
        );
    };
    return (
        <form
            className={styles["form"]}
            aria-label={text("goal.update")}
            noValidate
            onSubmit={handleSubmit}
        >
            <TrackPick value={track} onChange={setTrack} />
            {0 < results.length && (
                <div className={styles["values"]}>
                    {results.map((result, at) => (
                        <TextField
                            key={result.text}
                            label={result.text}
                            inputMode="decimal"
                            value={values[at] ?? ""}
                            hint={text("goal.value_hint", {
                                from: measured(result.from, ""),
                                to: measured(result.to, result.unit),
                            })}
                            problem={numbers[at] === null ? text("check_in.no_number") : undefined}
                            onChange={(event) =>
                                setValues(
                                    values.map((one, i) => (i === at ? event.target.value : one)),
                                )
                            }
                        />
                    ))}
                </div>
            )}
            <TextArea
                label={text("goal.changed")}
                value={changed}
                problem={problems.get("changed")}
                onChange={(event) => setChanged(event.target.value)}
            />
            <TextArea
                label={text("goal.next")}
                value={next}
                problem={problems.get("next")}
                onChange={(event) => setNext(event.target.value)}
            />
            <div className={styles["sure"]}>
                <Switch
                    label={text("goal.say_sure")}
                    hint={text("goal.say_sure_hint")}
                    checked={says}
                    onChange={setSays}
                />
                {says && (
                    <label htmlFor={id}>
                        <input
                            id={id}
                            type="range"
                            min={0}
                            max={100}
                            step={5}
                            value={sure}
                            aria-valuetext={text("goal.sure", { percent: sure })}
                            aria-label={text("goal.say_sure")}
                            onChange={(event) => setSure(Number(event.target.value))}
                        />
                        <span className="num">{text("goal.sure", { percent: sure })}</span>
                    </label>
                )}
            </div>
            {tried && 0 < lacks.length && (
                <ul className={list["problem"]} role="alert">
                    {lacks.map((line) => (
                        <li key={line}>{line}</li>
                    ))}
                </ul>
            )}
            {error !== null && (
                <p className={list["problem"]} role="alert">
                    {problemWords(error)}
                </p>
            )}
            <div className={list["actions"]}>
                <Button look="send" type="submit" disabled={busy}>
                    {text("goal.update_send")}
                </Button>
                <Button look="bare" onClick={onCancel}>
                    {text("dialog.cancel")}
                </Button>
            </div>
        </form>
    );
}
