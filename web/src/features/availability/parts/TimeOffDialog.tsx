// A time off: whole days or hours, what others may read, and who stands in.

import { type FormEvent, useState } from "react";
import type { PersonId } from "../../../data/model";
import { nameOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { addDays, instantAt } from "../../../text/dates";
import { text } from "../../../text/text";
import { clockTime, dayKey, fromLocalInput, toLocalInput } from "../../../text/time";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Choice";
import { Dialog } from "../../../ui/Dialog";
import { SelectField, TextField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { colleagues } from "../days";
import type { TimeOffEntry } from "../draft";
import styles from "./DayPane.module.css";

/** Longest note, in characters. */
const NOTE_CHARS_MAX = 200;

/** Whether a time off covers whole days on the clock of a zone. */
function isWhole(entry: TimeOffEntry, zone: string): boolean {
    return [entry.from, entry.until].every((at) => clockTime(Date.parse(at), zone) === "00:00");
}

export function TimeOffDialog({
    entry,
    date,
    zone,
    onSave,
    onRemove,
    onClose,
}: {
    /** What is changed; `null` for a new one. */
    entry: TimeOffEntry | null;
    /** The date a new one begins with. */
    date: string;
    zone: string;
    onSave: (entry: TimeOffEntry) => void;
    onRemove: () => void;
    onClose: () => void;
}) {
    const fromMs = entry ? Date.parse(entry.from) : instantAt(date, 0, zone);
    const untilMs = entry ? Date.parse(entry.until) : instantAt(addDays(date, 1), 0, zone);
    const [kind, setKind] = useState<"days" | "hours">(
        !entry || isWhole(entry, zone) ? "days" : "hours",
    );
    const [firstDay, setFirstDay] = useState(dayKey(fromMs, zone));
    // The last whole day is the one before the instant at which it ends.
    const [lastDay, setLastDay] = useState(dayKey(untilMs - 1, zone));
    const [from, setFrom] = useState(toLocalInput(fromMs, zone));
    const [until, setUntil] = useState(toLocalInput(untilMs, zone));
    const [note, setNote] = useState(entry?.note ?? "");
    const [deputy, setDeputy] = useState<PersonId | null>(entry?.deputy ?? null);
    const people = useView((data) =>
        colleagues(data).map((id) => ({ id, name: nameOf(data, id) })),
    );

    const span = (() => {
        if (kind === "hours") return [fromLocalInput(from, zone), fromLocalInput(until, zone)];
        if (firstDay === "" || lastDay === "") return [null, null];
        return [instantAt(firstDay, 0, zone), instantAt(addDays(lastDay, 1), 0, zone)];
    })();
    const [begins, ends] = span;
    const wrong = begins != null && ends != null && ends <= begins;

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (begins == null || ends == null || wrong) return;
        onSave({
            ...(entry?.id ? { id: entry.id } : {}),
            from: new Date(begins).toISOString(),
            until: new Date(ends).toISOString(),
            note: note.trim(),
            deputy,
        });
        onClose();
    };
    return (
        <Dialog title={text(entry ? "off.edit" : "off.add")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <Choice
                    label={text("off.length")}
                    value={kind}
                    options={[
                        { value: "days", label: text("off.days") },
                        { value: "hours", label: text("off.hours") },
                    ]}
                    onChange={setKind}
                />
                <div className={styles["place"]}>
                    {kind === "days" ? (
                        <>
                            <TextField
                                label={text("off.first_day")}
                                type="date"
                                required
                                value={firstDay}
                                onChange={(event) => setFirstDay(event.target.value)}
                            />
                            <TextField
                                label={text("off.last_day")}
                                type="date"
                                required
                                value={lastDay}
                                problem={wrong ? text("week.ends_before") : undefined}
                                onChange={(event) => setLastDay(event.target.value)}
                            />
                        </>
                    ) : (
                        <>
                            <TextField
                                label={text("off.from")}
                                type="datetime-local"
                                required
                                value={from}
                                onChange={(event) => setFrom(event.target.value)}
                            />
                            <TextField
                                label={text("off.until")}
                                type="datetime-local"
                                required
                                value={until}
                                problem={wrong ? text("week.ends_before") : undefined}
                                onChange={(event) => setUntil(event.target.value)}
                            />
                        </>
                    )}
                </div>
                <TextField
                    label={text("off.note")}
                    hint={text("off.note_hint")}
                    value={note}
                    maxLength={NOTE_CHARS_MAX}
                    onChange={(event) => setNote(event.target.value)}
                />
                <SelectField
                    label={text("off.deputy")}
                    hint={text("off.deputy_hint")}
                    value={deputy ?? ""}
                    onChange={(event) =>
                        setDeputy(people.find(({ id }) => id === event.target.value)?.id ?? null)
                    }
                >
                    <option value="">{text("off.nobody")}</option>
                    {people.map((person) => (
                        <option key={person.id} value={person.id}>
                            {person.name}
                        </option>
                    ))}
                </SelectField>
                <div className={list["actions"]}>
                    <Button look="send" type="submit">
                        {text(entry ? "off.done" : "off.add")}
                    </Button>
                    {entry && (
                        <Button
                            look="bare"
                            onClick={() => {
                                onRemove();
                                onClose();
                            }}
                        >
                            {text("off.remove")}
                        </Button>
                    )}
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
