// A new focus block: every week on some days, or once.

import { type FormEvent, useState } from "react";
import { instantAt } from "../../../text/dates";
import { text } from "../../../text/text";
import type { Day } from "../../../text/week";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Choice";
import { Dialog } from "../../../ui/Dialog";
import { TextField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { TimeField } from "../../../ui/TimeInput";
import type { WeekDate } from "../week";
import { DayChecks } from "./DayChecks";
import styles from "./DayPane.module.css";

/** What the dialog answers. */
export type NewFocus =
    | { kind: "weekly"; days: Day[]; from: number; until: number }
    | { kind: "once"; fromMs: number; untilMs: number };

export function FocusBlockDialog({
    date,
    zone,
    onAdd,
    onClose,
}: {
    /** The date it begins with. */
    date: WeekDate;
    zone: string;
    onAdd: (focus: NewFocus) => void;
    onClose: () => void;
}) {
    const [kind, setKind] = useState<NewFocus["kind"]>("weekly");
    const [days, setDays] = useState<Day[]>([date.day]);
    const [key, setKey] = useState(date.key);
    const [from, setFrom] = useState(9 * 60);
    const [until, setUntil] = useState(11 * 60);
    const weekly = kind === "weekly";
    const ready = weekly ? 0 < days.length && from !== until : key !== "" && from < until;

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (!ready) return;
        if (weekly) onAdd({ kind, days, from, until });
        else {
            const fromMs = instantAt(key, from, zone);
            onAdd({ kind, fromMs, untilMs: instantAt(key, until, zone) });
        }
        onClose();
    };
    return (
        <Dialog title={text("week.new_focus")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <p className={list["hint"]}>{text("week.focus_hint")}</p>
                <Choice
                    label={text("week.how_often")}
                    value={kind}
                    options={[
                        { value: "weekly", label: text("week.weekly") },
                        { value: "once", label: text("week.just_once") },
                    ]}
                    onChange={setKind}
                />
                {weekly ? (
                    <DayChecks label={text("week.days")} chosen={days} onChange={setDays} />
                ) : (
                    <TextField
                        label={text("week.date")}
                        type="date"
                        required
                        value={key}
                        onChange={(event) => setKey(event.target.value)}
                    />
                )}
                <div className={styles["place"]}>
                    <TimeField label={text("off.from")} value={from} onChange={setFrom} />
                    <TimeField
                        label={text("off.until")}
                        value={until}
                        problem={!weekly && until <= from ? text("week.ends_before") : undefined}
                        onChange={setUntil}
                    />
                </div>
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={!ready}>
                        {text("week.add_block")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
