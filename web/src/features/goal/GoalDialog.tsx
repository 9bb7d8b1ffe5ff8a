// A goal that is made or changed.
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import type { Goal } from "../../data/model";
import { groupsInUse, myZone } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { dayKey } from "../../text/time";
import { goalApi } from "../../transport/apiGoal";
import { fieldProblems, problemWords } from "../../transport/http";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormEnd } from "../../ui/FormEnd";
import list from "../../ui/List.module.css";
import { RowFields } from "../../ui/RowFields";
import { TextArea } from "../../ui/TextArea";
import styles from "./GoalDialog.module.css";
import {
    emptyGoal,
    type GoalDraft,
    goalBody,
    goalDraft,
    goalHref,
    goalLacks,
    newResult,
    RESULTS_MAX,
    type ResultDraft,
    servesGoal,
} from "./model";

const TEXT_CHARS_MAX = 200;
const PURPOSE_CHARS_MAX = 5_000;
const UNIT_CHARS_MAX = 20;

export function GoalDialog({
    goal,
    parent,
    onClose,
}: {
    goal: Goal | null;
    /** The goal that a new one serves. */
    parent: Goal | null;
    onClose: () => void;
}) {
    const begin = useView((data, nowMs) => ({ me: data.me, today: dayKey(nowMs, myZone(data)) }));
    const [draft, setDraft] = useState<GoalDraft>(() =>
        goal ? goalDraft(goal) : emptyGoal(begin.me, begin.today, parent),
    );
    const [error, setError] = useState<unknown>(null);
    const [tried, setTried] = useState(false);
    const [busy, setBusy] = useState(false);
    const [, go] = useLocation();
    const set = (part: Partial<GoalDraft>) => setDraft({ ...draft, ...part });
    const missing = goalLacks(draft);
    const problems = fieldProblems(error);
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        setTried(true);
        if (0 < missing.length) return;
        setBusy(true);
        const body = goalBody(draft);
        const answer = goal ? goalApi.change(goal.id, body, goal.version) : goalApi.create(body);
        answer.then(
            (data) => {
                store.dispatch({ type: "local.answer", data: { type: "goal.updated", data } });
                onClose();
                if (!goal) go(goalHref(data.id));
            },
            (caught) => {
                setError(caught);
                setBusy(false);
            },
        );
    };
    return (
        <Dialog title={text(goal ? "goal.edit" : "goal.new")} size="wide" firm onClose={onClose}>
            <form className={list["dialogForm"]} noValidate onSubmit={handleSubmit}>
                <TextField
                    label={text("goal.objective")}
                    hint={text("goal.objective_hint")}
                    autoFocus
                    required
                    maxLength={TEXT_CHARS_MAX}
                    value={draft.objective}
                    problem={problems.get("objective")}
                    onChange={(event) => set({ objective: event.target.value })}
                />
                <TextArea
                    label={text("goal.purpose")}
                    maxLength={PURPOSE_CHARS_MAX}
                    value={draft.purpose}
                    problem={problems.get("purpose")}
                    onChange={(event) => set({ purpose: event.target.value })}
                />
                <Results results={draft.results} onChange={(results) => set({ results })} />
                <div className={styles["fields"]}>
                    <Places goal={goal} draft={draft} onChange={set} />
                    <TextField
                        label={text("goal.first")}
                        type="date"
                        value={draft.first}
                        onChange={(event) => {
                            if (event.target.value !== "") set({ first: event.target.value });
                        }}
                    />
                    <TextField
                        label={text("goal.last")}
                        type="date"
                        value={draft.last}
                        onChange={(event) => {
                            if (event.target.value !== "") set({ last: event.target.value });
                        }}
                    />
                </div>
                <FormEnd
                    missing={tried ? missing : []}
                    problem={error === null ? null : problemWords(error)}
                    send={text(goal ? "form.save" : "goal.create")}
                    cancel={text("dialog.cancel")}
                    disabled={busy}
                    onCancel={onClose}
                />
            </form>
        </Dialog>
    );
}

/** Whose it is, of which team, what it serves, and which check-in reports on it. */
function Places({
    goal,
    draft,
    onChange,
}: {
    goal: Goal | null;
    draft: GoalDraft;
    onChange: (part: Partial<GoalDraft>) => void;
}) {
    const view = useView((data) => ({
        people: [...data.people.values()]
            .filter((person) => person.disabled_at === null && person.role !== "guest")
            .map(({ id, name }) => ({ id, name }))
            .sort((a, b) => a.name.localeCompare(b.name)),
        groups: groupsInUse(data).map(({ id, name }) => ({ id, name })),
        goals: [...data.work.goals.values()]
            .filter((one) => goal === null || !servesGoal(data, one.id, goal.id))
            .map(({ id, objective }) => ({ id, name: objective }))
            .sort((a, b) => a.name.localeCompare(b.name)),
        checkIns: [...data.work.checkIns.values()]
            .map(({ id, title }) => ({ id, name: title }))
            .sort((a, b) => a.name.localeCompare(b.name)),
    }));
    return (
        <>
            <Pick
                label={text("goal.owner")}
                none={null}
                options={view.people}
                value={draft.owner}
                onChange={(owner) => onChange({ owner })}
            />
            <Pick
                label={text("goal.team")}
                none={text("goal.team_none")}
                options={view.groups}
                value={draft.team}
                onChange={(team) => onChange({ team })}
            />
            <Pick
                label={text("goal.parent")}
                none={text("goal.parent_none")}
                options={view.goals}
                value={draft.parent}
                onChange={(parent) => onChange({ parent })}
            />
            <Pick
                label={text("goal.check_in")}
                hint={text("goal.check_in_hint")}
                none={text("goal.check_in_none")}
                options={view.checkIns}
                value={draft.checkIn}
                onChange={(checkIn) => onChange({ checkIn })}
            />
        </>
    );
}

function Pick<Id extends string>({
    label,
    hint,
    none,
    options,
    value,
    onChange,
}: {
    label: string;
    hint?: string;
    /** What nothing is called; `null` if something must be chosen. */
    none: string | null;
    options: readonly { id: Id; name: string }[];
    value: Id | null;
    onChange: (value: Id | null) => void;
}) {
    return (
        <SelectField
            label={label}
            hint={hint}
            value={value ?? ""}
            onChange={(event) =>
                onChange(options.find(({ id }) => id === event.target.value)?.id ?? null)
            }
        >
            {(none !== null || value === null) && (
                <option value="">{none ?? text("pick.choose")}</option>
            )}
            {options.map(({ id, name }) => (
                <option key={id} value={id}>
                    {name}
                </option>
            ))}
        </SelectField>
    );
}

function Results({
    results,
    onChange,
}: {
    results: readonly ResultDraft[];
    onChange: (results: ResultDraft[]) => void;
}) {
    return (
        <RowFields
            legend={text("goal.results")}
            hint={text("goal.results_hint")}
            rows={results}
            max={RESULTS_MAX}
            rowClass={styles["result"]}
            addWords={text("goal.result_add")}
            removeWords={(at) => text("goal.result_remove", { number: at + 1 })}
            fresh={newResult}
            onChange={onChange}
        >
            {(result, at, change) => (
                <>
                    <TextField
                        label={text("goal.result_nth", { number: at + 1 })}
                        placeholder={text("goal.result_example")}
                        maxLength={TEXT_CHARS_MAX}
                        value={result.text}
                        onChange={(event) => change({ text: event.target.value })}
                    />
                    <TextField
                        label={text("goal.from")}
                        inputMode="decimal"
                        value={result.from}
                        onChange={(event) => change({ from: event.target.value })}
                    />
                    <TextField
                        label={text("goal.to")}
                        inputMode="decimal"
                        value={result.to}
                        onChange={(event) => change({ to: event.target.value })}
                    />
                    <TextField
                        label={text("check_in.unit")}
                        maxLength={UNIT_CHARS_MAX}
                        placeholder="%"
                        value={result.unit}
                        onChange={(event) => change({ unit: event.target.value })}
                    />
                </>
            )}
        </RowFields>
    );
}
