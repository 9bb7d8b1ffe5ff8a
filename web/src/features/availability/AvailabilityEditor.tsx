// When I can be reached: my week, time off, focus; and what the others will see.
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Availability, PersonId, WorkSpan } from "../../data/model";
import { myZone } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { fromLocalInput, toLocalInput } from "../../text/time";
import { type AvailabilityDraft, api } from "../../transport/api";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { say } from "../../ui/Toasts";
import styles from "./AvailabilityEditor.module.css";
import { DayStrips } from "./DayStrips";
import { draftOf, usualWeek } from "./model";
import { WeekEditor } from "./parts/WeekEditor";

export function AvailabilityEditor() {
    const own = useView((data) => (data.me ? data.availability.get(data.me) : undefined));
    const me = useView((data) => data.me);
    if (!own || !me) return null;
    return <Editor key={own.version} own={own} me={me} />;
}

const DAY_MS = 24 * 3_600_000;

function Editor({ own, me }: { own: Availability; me: PersonId }) {
    const zone = useView(myZone);
    const [draft, setDraft] = useState<AvailabilityDraft>(() => draftOf(own));
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(own));
    const problems = fieldProblems(error);

    const handleSave = () => {
        setBusy(true);
        api.setAvailability(me, draft, own.version).then(
            (availability) => {
                store.dispatch({ type: "local.availability", data: availability });
                say(text("form.saved"));
            },
            (caught) => {
                setError(caught);
                setBusy(false);
            },
        );
    };
    const handleWeek = (weekly: WorkSpan[] | null) => setDraft({ ...draft, weekly });
    const handleAddOff = () => {
        const from = new Date(Date.now() + DAY_MS).toISOString();
        const until = new Date(Date.now() + 2 * DAY_MS).toISOString();
        const entry = { from, until, note: "", deputy: null };
        setDraft({ ...draft, time_off: [...draft.time_off, entry] });
    };
    const changeOff = (index: number, part: Partial<AvailabilityDraft["time_off"][number]>) => {
        setDraft({
            ...draft,
            time_off: draft.time_off.map((entry, i) =>
                i === index ? { ...entry, ...part } : entry,
            ),
        });
    };
    const silentMs = draft.do_not_disturb_until ? Date.parse(draft.do_not_disturb_until) : null;

    return (
        <>
            <section className={list["section"]} aria-label={text("hours.title")}>
                <h2>{text("hours.title")}</h2>
                <p className={list["hint"]}>
                    {text("hours.hint", { zone: zone.replaceAll("_", " ") })}
                </p>
                {draft.weekly === null ? (
                    <div className={list["actions"]}>
                        <p className={list["hint"]}>{text("hours.assumed")}</p>
                        <Button look="line" onClick={() => handleWeek(usualWeek())}>
                            {text("hours.set")}
                        </Button>
                    </div>
                ) : (
                    <WeekEditor weekly={draft.weekly} onChange={handleWeek} />
                )}
            </section>
            <section className={list["section"]} aria-label={text("off.title")}>
                <h2>{text("off.title")}</h2>
                {draft.time_off.map((entry, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: new entries have no id yet
                    <div key={index} className={styles["off"]}>
                        <TextField
                            label={text("off.from")}
                            type="datetime-local"
                            value={toLocalInput(Date.parse(entry.from), zone)}
                            problem={problems.get(`time_off.${index}.from`)}
                            onChange={(event) => {
                                const at = fromLocalInput(event.target.value, zone);
                                if (at !== null)
                                    changeOff(index, { from: new Date(at).toISOString() });
                            }}
                        />
                        <TextField
                            label={text("off.until")}
                            type="datetime-local"
                            value={toLocalInput(Date.parse(entry.until), zone)}
                            problem={problems.get(`time_off.${index}.until`)}
                            onChange={(event) => {
                                const at = fromLocalInput(event.target.value, zone);
                                if (at !== null)
                                    changeOff(index, { until: new Date(at).toISOString() });
                            }}
                        />
                        <TextField
                            label={text("off.note")}
                            value={entry.note}
                            maxLength={80}
                            onChange={(event) => changeOff(index, { note: event.target.value })}
                        />
                        <Button
                            look="bare"
                            icon={<Trash2 size={16} />}
                            label={text("off.remove")}
                            onClick={() =>
                                setDraft({
                                    ...draft,
                                    time_off: draft.time_off.filter((_, i) => i !== index),
                                })
                            }
                        />
                    </div>
                ))}
                <div className={list["actions"]}>
                    <Button
                        look="line"
                        small
                        icon={<Plus size={14} aria-hidden="true" />}
                        onClick={handleAddOff}
                    >
                        {text("off.add")}
                    </Button>
                </div>
            </section>
            <section className={list["section"]} aria-label={text("silent.title")}>
                <h2>{text("silent.title")}</h2>
                <p className={list["hint"]}>{text("silent.hint")}</p>
                <div className={list["inline"]}>
                    <TextField
                        label={text("silent.until")}
                        type="datetime-local"
                        value={silentMs === null ? "" : toLocalInput(silentMs, zone)}
                        onChange={(event) => {
                            const at = fromLocalInput(event.target.value, zone);
                            const until = at === null ? null : new Date(at).toISOString();
                            setDraft({ ...draft, do_not_disturb_until: until });
                        }}
                    />
                    {silentMs !== null && (
                        <Button
                            look="bare"
                            onClick={() => setDraft({ ...draft, do_not_disturb_until: null })}
                        >
                            {text("silent.end")}
                        </Button>
                    )}
                </div>
            </section>
            {error !== null && (
                <p role="alert" className={list["problem"]}>
                    {problemWords(error)}
                </p>
            )}
            <div className={styles["save"]}>
                <Button look="send" disabled={!changed || busy} onClick={handleSave}>
                    {text("form.save")}
                </Button>
                {changed && (
                    <Button look="bare" onClick={() => setDraft(draftOf(own))}>
                        {text("form.undo")}
                    </Button>
                )}
            </div>
            <section className={list["section"]} aria-label={text("hours.seen")}>
                <h2>{text("hours.seen")}</h2>
                <div className={styles["strip"]}>
                    <DayStrips people={[me]} title={false} />
                </div>
            </section>
        </>
    );
}
