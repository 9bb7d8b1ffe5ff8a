// A proposed change of what a team agreed: every number explained, hours, ways, words, and why.
import { type FormEvent, useState } from "react";
import { Redirect, useLocation } from "wouter";
import type { Group } from "../../data/model";
import {
    amountWords,
    numberName,
    numberSentence,
    TEAM_NUMBERS,
    unitWord,
} from "../../data/ruleNumbers";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { NumberField } from "../../ui/NumberField";
import { Page } from "../../ui/Page";
import { say } from "../../ui/Toasts";
import { WeekSpans } from "../../ui/WeekSpans";
import { isMember, isSame, ownNumber, type Terms, termsOf, withNumber } from "./model";
import styles from "./ProposePage.module.css";
import { Differences } from "./parts/Differences";
import { Modes } from "./parts/Modes";
import { Words } from "./parts/Words";

const NOTE_CHARS_MAX = 500;

export function ProposePage({ id }: { id: string }) {
    const group = useView((data) => [...data.groups.values()].find((row) => row.id === id));
    const known = useView((data) => 0 < data.seq);
    const member = useView((data) => (group ? isMember(data, group) : false));
    if (!group) return known ? <Redirect to="/groups" replace /> : null;
    if (!member) return <Redirect to={`/groups/${group.id}/agreement`} replace />;
    return <Form group={group} />;
}

function Form({ group }: { group: Group }) {
    const current = useView((data) => termsOf(data.agreements.get(group.id)));
    const settings = useView((data) => data.organisation?.settings ?? null);
    const [terms, setTerms] = useState<Terms>(current);
    const [note, setNote] = useState("");
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const [, go] = useLocation();
    const problems = fieldProblems(error);
    if (!settings) return null;
    const same = isSame(current, terms, settings);
    const set = (part: Partial<Terms>) => setTerms({ ...terms, ...part });

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (same) return;
        setBusy(true);
        api.propose(group.id, { terms, note: note.trim() }).then(
            (data) => {
                store.dispatch({ type: "local.answer", data: { type: "proposal.updated", data } });
                say(text("agreement.proposed"));
                go(`/groups/${group.id}/agreement`);
            },
            (caught) => {
                setError(caught);
                setBusy(false);
            },
        );
    };
    return (
        <Page
            title={text("agreement.propose_title", { group: group.name })}
            intro={text("agreement.propose_intro")}
        >
            <form className={styles["form"]} onSubmit={handleSubmit}>
                <section className={list["section"]} aria-label={text("agreement.words")}>
                    <h2>{text("agreement.words")}</h2>
                    <Words value={terms.text} onChange={(words) => set({ text: words })} />
                </section>
                <section className={list["section"]} aria-label={text("agreement.modes")}>
                    <h2>{text("agreement.modes")}</h2>
                    <p className={list["hint"]}>{text("agreement.modes_hint")}</p>
                    <Modes terms={terms} onChange={setTerms} />
                </section>
                <section className={list["section"]} aria-label={text("agreement.quiet_hours")}>
                    <h2>{text("agreement.quiet_hours")}</h2>
                    <p className={list["hint"]}>{text("agreement.quiet_hours_hint")}</p>
                    <WeekSpans
                        label={text("agreement.quiet_hours")}
                        spans={terms.quiet_hours}
                        usual={{ from: 20 * 60, until: 7 * 60 }}
                        none={text("agreement.no_hours")}
                        onChange={(quiet_hours) => set({ quiet_hours })}
                    />
                </section>
                <section className={list["section"]} aria-label={text("agreement.meeting_free")}>
                    <h2>{text("agreement.meeting_free")}</h2>
                    <p className={list["hint"]}>{text("agreement.meeting_free_hint")}</p>
                    <WeekSpans
                        label={text("agreement.meeting_free")}
                        spans={terms.meeting_free}
                        usual={{ from: 9 * 60, until: 12 * 60 }}
                        none={text("agreement.no_hours")}
                        onChange={(meeting_free) => set({ meeting_free })}
                    />
                </section>
                <section className={list["section"]} aria-label={text("agreement.numbers")}>
                    <h2>{text("agreement.numbers")}</h2>
                    <p className={list["hint"]}>{text("agreement.numbers_hint")}</p>
                    {TEAM_NUMBERS.map(({ subject, numbers }) => (
                        <div key={subject}>
                            <h3 className={styles["subject"]}>{text(`numbers.${subject}`)}</h3>
                            {numbers.map((number) => {
                                const own = ownNumber(terms, number.name);
                                const usual = settings[number.name];
                                return (
                                    <NumberField
                                        key={number.name}
                                        label={numberName(number.name)}
                                        value={own}
                                        usual={usual}
                                        least={number.least}
                                        most={number.most}
                                        unit={unitWord(number.unit)}
                                        meaning={numberSentence(number, own ?? usual)}
                                        usualWords={text("number.organisation_usual", {
                                            usual: amountWords(number.unit, usual),
                                            least: number.least,
                                            most: number.most,
                                        })}
                                        problem={problems.get(`settings.${number.name}`)}
                                        onChange={(value) =>
                                            setTerms(withNumber(terms, number.name, value))
                                        }
                                    />
                                );
                            })}
                        </div>
                    ))}
                </section>
                <section className={list["section"]} aria-label={text("agreement.changes")}>
                    <h2>{text("agreement.changes")}</h2>
                    <Differences before={current} after={terms} />
                    <TextField
                        label={text("agreement.note")}
                        hint={text("agreement.note_hint")}
                        maxLength={NOTE_CHARS_MAX}
                        value={note}
                        problem={problems.get("note")}
                        onChange={(event) => setNote(event.target.value)}
                    />
                    {error !== null && (
                        <p role="alert" className={list["problem"]}>
                            {[problemWords(error), ...problems.values()].join(" · ")}
                        </p>
                    )}
                    <div className={list["actions"]}>
                        <Button look="send" type="submit" disabled={busy || same}>
                            {text("agreement.propose_submit")}
                        </Button>
                        <Button look="bare" onClick={() => go(`/groups/${group.id}/agreement`)}>
                            {text("dialog.cancel")}
                        </Button>
                    </div>
                </section>
            </form>
        </Page>
    );
}
