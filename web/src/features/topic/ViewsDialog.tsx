// Asks for views in writing before anybody talks: of whom, until when.
import { type FormEvent, useState } from "react";
import { laterTimes } from "../../data/laterTimes";
import type { PersonId, TopicId } from "../../data/model";
import { myZone } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { fromLocalInput, toLocalInput } from "../../text/time";
import { api } from "../../transport/api";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { Initials } from "../../ui/Initials";
import list from "../../ui/List.module.css";
import styles from "./ViewsDialog.module.css";
import { viewsPeople } from "./views";

/** Longest line, in characters, as the server wants it. */
const TITLE_MAX = 200;

/** How far ahead the instant stands at first where no working morning lies ahead. */
const AHEAD_MS = 24 * 3_600_000;

export function ViewsDialog({ topic, onClose }: { topic: TopicId; onClose: () => void }) {
    const people = useView((data) => viewsPeople(data, topic));
    const zone = useView(myZone);
    const nowMs = useView((_, at) => Math.floor(at / 60_000) * 60_000);
    const morning = useView(
        (data, at) => laterTimes(data, at).find((time) => time.id === "morning")?.atMs ?? null,
    );
    const [chosen, setChosen] = useState<ReadonlySet<PersonId>>(
        () => new Set(people.filter((person) => person.near).map((person) => person.id)),
    );
    const [by, setBy] = useState(() => toLocalInput(morning ?? nowMs + AHEAD_MS, zone));
    const title = useView((data) => data.topics.get(topic)?.title ?? "");
    const [on, setOn] = useState(title);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const at = fromLocalInput(by, zone);

    const ready = at !== null && 0 < chosen.size && on.trim() !== "";

    const toggle = (id: PersonId) => {
        const next = new Set(chosen);
        if (!next.delete(id)) next.add(id);
        setChosen(next);
    };
    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (!ready || at === null) return;
        setBusy(true);
        try {
            const body = { by: new Date(at).toISOString(), of: [...chosen], text: on.trim() };
            const data = await api.wantWrittenViews(topic, body);
            store.dispatch({ type: "local.topic", data });
            onClose();
        } catch (caught) {
            setError(caught);
            setBusy(false);
        }
    };
    const problems = fieldProblems(error);
    return (
        <Dialog title={text("views.title")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={(event) => void handleSubmit(event)}>
                <p className={list["hint"]}>{text("views.hint")}</p>
                <TextField
                    label={text("views.on")}
                    hint={text("views.on_hint")}
                    required
                    autoFocus
                    maxLength={TITLE_MAX}
                    problem={problems.get("text")}
                    value={on}
                    onChange={(event) => setOn(event.target.value)}
                />
                <TextField
                    label={text("views.by")}
                    type="datetime-local"
                    required
                    min={toLocalInput(nowMs, zone)}
                    problem={problems.get("by")}
                    value={by}
                    onChange={(event) => setBy(event.target.value)}
                />
                <fieldset className={styles["people"]}>
                    <legend>{text("views.of")}</legend>
                    {people.map((person) => (
                        <label key={person.id}>
                            <input
                                type="checkbox"
                                checked={chosen.has(person.id)}
                                onChange={() => toggle(person.id)}
                            />
                            <Initials name={person.name} size={24} />
                            <span className="clip">{person.name}</span>
                        </label>
                    ))}
                </fieldset>
                {error !== null && problems.size === 0 && (
                    <p className={list["problem"]} role="alert">
                        {problemWords(error)}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={busy || !ready}>
                        {text("views.submit")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
