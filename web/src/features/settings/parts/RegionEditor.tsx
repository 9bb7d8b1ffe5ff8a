// One region: its name, its holidays, one more by hand or many as lines.
import { Trash2, X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import type { Holiday, Region } from "../../../data/model";
import { myZone } from "../../../data/select";
import { useView } from "../../../data/useView";
import { fullDate } from "../../../text/dates";
import { text } from "../../../text/text";
import { dayKey } from "../../../text/time";
import { DAY_MINUTES } from "../../../text/week";
import { Button } from "../../../ui/Button";
import { TextField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { TimeField } from "../../../ui/TimeInput";
import { HOLIDAYS_MAX, NAME_CHARS_MAX, partWords, readHolidays, withHolidays } from "../holidays";
import styles from "./RegionEditor.module.css";

export function RegionEditor({
    region,
    problem,
    onChange,
    onRemove,
}: {
    region: Region;
    problem: string | undefined;
    onChange: (region: Region) => void;
    onRemove: () => void;
}) {
    const today = useView((data, nowMs) => dayKey(nowMs, myZone(data)));
    const [past, setPast] = useState(false);
    const over = region.holidays.filter((holiday) => holiday.date < today).length;
    const shown = region.holidays.filter((holiday) => past || today <= holiday.date);
    const add = (holidays: readonly Holiday[]) =>
        onChange({
            ...region,
            holidays: withHolidays(region.holidays, holidays).slice(0, HOLIDAYS_MAX),
        });
    return (
        <section className={`${list["section"]} ${styles["region"]}`} aria-label={region.name}>
            <div className={styles["head"]}>
                <TextField
                    label={text("region.name")}
                    value={region.name}
                    maxLength={NAME_CHARS_MAX}
                    required
                    problem={problem}
                    onChange={(event) => onChange({ ...region, name: event.target.value })}
                />
                <Button
                    look="bare"
                    icon={<Trash2 size={16} />}
                    label={text("region.remove", { name: region.name })}
                    onClick={onRemove}
                />
            </div>
            {shown.length === 0 && <p className={list["hint"]}>{text("holiday.none_ahead")}</p>}
            <ul className={styles["holidays"]}>
                {shown.map((holiday) => (
                    <li key={`${holiday.date} ${holiday.from}`}>
                        <span className="num">{fullDate(holiday.date)}</span>
                        <b className="clip">{holiday.name}</b>
                        <small>{partWords(holiday)}</small>
                        <Button
                            look="bare"
                            small
                            icon={<X size={14} />}
                            label={text("holiday.remove", { name: holiday.name })}
                            onClick={() =>
                                onChange({
                                    ...region,
                                    holidays: region.holidays.filter((one) => one !== holiday),
                                })
                            }
                        />
                    </li>
                ))}
            </ul>
            {0 < over && (
                <div className={list["actions"]}>
                    <Button look="bare" small aria-expanded={past} onClick={() => setPast(!past)}>
                        {text("holiday.past", { count: over })}
                    </Button>
                </div>
            )}
            <AddOne first={today} onAdd={(holiday) => add([holiday])} />
            <AddLines onAdd={add} />
        </section>
    );
}

function AddOne({ first, onAdd }: { first: string; onAdd: (holiday: Holiday) => void }) {
    const [date, setDate] = useState(first);
    const [name, setName] = useState("");
    const [from, setFrom] = useState<number | null>(null);
    const ready = date !== "" && name.trim() !== "";
    const add = () => {
        if (!ready) return;
        onAdd({ date, from: from ?? 0, until: DAY_MINUTES, name: name.trim() });
        setName("");
        setFrom(null);
    };
    // Enter adds the day; it does not yet save the page.
    const handleKeyDown = (event: KeyboardEvent) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        add();
    };
    return (
        <fieldset className={styles["add"]} onKeyDown={handleKeyDown}>
            <legend className="sr">{text("holiday.add_one")}</legend>
            <TextField
                label={text("holiday.date")}
                type="date"
                value={date}
                onChange={(event) => setDate(event.target.value)}
            />
            <TextField
                label={text("holiday.name")}
                value={name}
                maxLength={NAME_CHARS_MAX}
                onChange={(event) => setName(event.target.value)}
            />
            <TimeField label={text("holiday.half")} value={from} onChange={setFrom} />
            <Button look="line" disabled={!ready} onClick={add}>
                {text("holiday.add")}
            </Button>
        </fieldset>
    );
}

function AddLines({ onAdd }: { onAdd: (holidays: readonly Holiday[]) => void }) {
    const [open, setOpen] = useState(false);
    const [lines, setLines] = useState("");
    const [said, setSaid] = useState("");
    const id = useId();
    if (!open) {
        return (
            <div className={list["actions"]}>
                <Button look="bare" small onClick={() => setOpen(true)}>
                    {text("holiday.paste")}
                </Button>
                {said !== "" && (
                    <span role="status" className={list["hint"]}>
                        {said}
                    </span>
                )}
            </div>
        );
    }
    const read = readHolidays(lines);
    const handleAdd = () => {
        onAdd(read.holidays);
        setSaid(text("holiday.added", { count: read.holidays.length }));
        setLines("");
        setOpen(false);
    };
    return (
        <div className={styles["lines"]}>
            <label htmlFor={id}>{text("holiday.lines")}</label>
            <textarea
                id={id}
                rows={6}
                placeholder={"2026-12-25 Christmas\n2026-12-24 12:00 Christmas Eve"}
                aria-describedby={`${id}-read`}
                value={lines}
                onChange={(event) => setLines(event.target.value)}
            />
            <p id={`${id}-read`} className={0 < read.wrong.length ? styles["wrong"] : ""}>
                {0 < read.wrong.length
                    ? text("holiday.wrong_lines", { lines: read.wrong.join(", ") })
                    : text("holiday.lines_hint")}
            </p>
            <div className={list["actions"]}>
                <Button look="line" disabled={read.holidays.length === 0} onClick={handleAdd}>
                    {text("holiday.add_lines", { count: read.holidays.length })}
                </Button>
                <Button look="bare" onClick={() => setOpen(false)}>
                    {text("dialog.cancel")}
                </Button>
            </div>
        </div>
    );
}
