// A check-in that is made or changed: what it asks whom, on which days, at which hour of each.
import { type FormEvent, type ReactNode, useState } from "react";
import { Redirect, useLocation, useSearch } from "wouter";
import type { CheckIn } from "../../data/model";
import { myChannels, myZone } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { dayOf } from "../../text/dates";
import { text } from "../../text/text";
import { dayKey } from "../../text/time";
import { api } from "../../transport/api";
import { checkInApi } from "../../transport/apiCheckIn";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { SelectField, TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { OrderedPick } from "../../ui/OrderedPick";
import { Page } from "../../ui/Page";
import { RepeatField } from "../../ui/RepeatField";
import { Skeleton } from "../../ui/Skeleton";
import { say } from "../../ui/Toasts";
import { useLoaded } from "../../ui/useLoaded";
import styles from "./CheckInEditor.module.css";
import {
    askedPeople,
    bodyOf,
    type CheckInDraft,
    checkInHref,
    draftOf,
    emptyDraft,
    lacks,
} from "./model";
import { AskedPicker } from "./parts/AskedPicker";
import { HourFields } from "./parts/HourFields";
import { LocalHours } from "./parts/LocalHours";
import { Questions } from "./parts/Questions";
import { Templates } from "./parts/Templates";
import { useCheckIn } from "./parts/useCheckIn";

const TITLE_CHARS_MAX = 120;

export function NewCheckIn() {
    const wanted = new URLSearchParams(useSearch()).get("channel");
    const begin = useView((data, nowMs) => ({
        channel: myChannels(data).find((channel) => channel.id === wanted)?.id ?? null,
        today: dayKey(nowMs, myZone(data)),
    }));
    return <Editor checkIn={null} begin={emptyDraft(begin.channel, begin.today)} />;
}

export function EditCheckIn({ id }: { id: string }) {
    const checkIn = useCheckIn(id);
    if (checkIn === null) return <Redirect to="/check-ins" replace />;
    if (checkIn === undefined) return <Skeleton rows={4} />;
    return <Editor key={checkIn.id} checkIn={checkIn} begin={draftOf(checkIn)} />;
}

function Editor({ checkIn, begin }: { checkIn: CheckIn | null; begin: CheckInDraft }) {
    const [draft, setDraft] = useState(begin);
    const [tried, setTried] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const [, go] = useLocation();
    const channels = useView((data) => myChannels(data).map(({ id, name }) => ({ id, name })));
    const members = useLoaded(draft.channel ?? "", async () =>
        draft.channel ? (await api.members(draft.channel)).map((row) => row.person) : [],
    );
    const asked = useView((data) => askedPeople(data, draft.asked, members.value ?? []));
    const set = (part: Partial<CheckInDraft>) => setDraft({ ...draft, ...part });
    const missing = lacks(draft);
    const problems = fieldProblems(error);

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        setTried(true);
        if (0 < missing.length || draft.channel === null) return;
        setBusy(true);
        const body = bodyOf(draft);
        const answer = checkIn
            ? checkInApi.change(checkIn.id, body, checkIn.version)
            : checkInApi.create(draft.channel, body);
        answer.then(
            (data) => {
                store.dispatch({ type: "local.answer", data: { type: "check_in.updated", data } });
                say(text(checkIn ? "form.saved" : "check_in.made_new"));
                go(checkInHref(data.id));
            },
            (caught) => {
                setError(caught);
                setBusy(false);
            },
        );
    };
    const back = checkIn ? checkInHref(checkIn.id) : "/check-ins";
    return (
        <Page
            title={
                checkIn
                    ? text("check_in.edit_title", { title: checkIn.title })
                    : text("check_in.new")
            }
        >
            <form className={styles["form"]} noValidate onSubmit={handleSubmit}>
                {!checkIn && <Templates draft={draft} onDraft={setDraft} />}
                <div className={styles["pair"]}>
                    <TextField
                        label={text("check_in.title")}
                        required
                        maxLength={TITLE_CHARS_MAX}
                        value={draft.title}
                        problem={problems.get("title")}
                        onChange={(event) => set({ title: event.target.value })}
                    />
                    <SelectField
                        label={text("check_in.channel")}
                        hint={text("check_in.channel_hint")}
                        value={draft.channel ?? ""}
                        disabled={checkIn !== null}
                        problem={problems.get("channel")}
                        onChange={(event) => {
                            const found = channels.find(({ id }) => id === event.target.value);
                            set({ channel: found?.id ?? null });
                        }}
                    >
                        <option value="">{text("pick.choose")}</option>
                        {channels.map(({ id, name }) => (
                            <option key={id} value={id}>
                                {name}
                            </option>
                        ))}
                    </SelectField>
                </div>
                <Section title={text("check_in.questions")}>
                    <Questions
                        questions={draft.questions}
                        onChange={(questions) => set({ questions })}
                    />
                </Section>
                <Section title={text("check_in.who")}>
                    <AskedPicker
                        asked={draft.asked}
                        members={members.value ?? []}
                        onChange={(next) => set({ asked: next })}
                    />
                </Section>
                <Section title={text("check_in.when_title")}>
                    <RepeatField
                        label={text("check_in.days_label")}
                        required
                        rule={draft.rule}
                        day={dayOf(draft.first)}
                        date={Number(draft.first.slice(8, 10))}
                        onChange={(rule) => {
                            if (rule !== null) set({ rule });
                        }}
                    />
                    {problems.get("rule") && (
                        <p className={list["problem"]} role="alert">
                            {problems.get("rule")}
                        </p>
                    )}
                    <HourFields draft={draft} onChange={set} />
                    <LocalHours draft={draft} people={asked} />
                </Section>
                <Section title={text("check_in.followers")} hint={text("check_in.followers_hint")}>
                    <Followers draft={draft} members={members.value ?? []} onChange={set} />
                </Section>
                {tried && 0 < missing.length && (
                    <ul className={list["problem"]} role="alert">
                        {missing.map((line) => (
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
                        {text(checkIn ? "form.save" : "check_in.create")}
                    </Button>
                    <Button look="bare" onClick={() => go(back)}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Page>
    );
}

function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
    return (
        <section className={styles["section"]} aria-label={title}>
            <header>
                <h2>{title}</h2>
                {hint && <p className={list["hint"]}>{hint}</p>}
            </header>
            {children}
        </section>
    );
}

function Followers({
    draft,
    members,
    onChange,
}: {
    draft: CheckInDraft;
    members: readonly string[];
    onChange: (part: Partial<CheckInDraft>) => void;
}) {
    const people = useView((data) =>
        [...data.people.values()]
            .filter((person) => members.includes(person.id) && person.disabled_at === null)
            .map(({ id, name }) => ({ id, name }))
            .sort((a, b) => a.name.localeCompare(b.name)),
    );
    return (
        <OrderedPick
            label={text("check_in.followers")}
            add={text("check_in.add_follower")}
            options={people}
            chosen={draft.followers}
            onChange={(followers) => onChange({ followers })}
        />
    );
}
