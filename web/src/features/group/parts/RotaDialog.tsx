// The rota of a group: who takes turns in which order, how long, and when they hand over.
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Group, Rota } from "../../../data/model";
import { myZone, nameOf, placeOf } from "../../../data/select";
import { store } from "../../../data/store";
import { useView } from "../../../data/useView";
import { addDays, dayOf } from "../../../text/dates";
import { text } from "../../../text/text";
import { dayKey, shortTime } from "../../../text/time";
import { DAYS } from "../../../text/week";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Choice";
import { Dialog } from "../../../ui/Dialog";
import { TextField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { OrderedPick } from "../../../ui/OrderedPick";
import { TimeField } from "../../../ui/TimeInput";
import { ZoneField } from "../../../ui/ZoneField";
import { turnsOf, turnWords } from "../rota";
import styles from "./RotaDialog.module.css";

/** Longest turn, in days, as the server has it. */
const DAYS_MAX = 92;

/** Turns that are shown of what is being planned. */
const PREVIEW_TURNS = 4;

/** A rota by weeks from the Monday of this week, with nobody on it. */
function emptyRota(nowMs: number, zone: string): Rota {
    const today = dayKey(nowMs, zone);
    return {
        time_zone: zone,
        first: addDays(today, -DAYS.indexOf(dayOf(today))),
        hand_over: 9 * 60,
        days: 7,
        order: [],
        swaps: [],
    };
}

export function RotaDialog({ group, onClose }: { group: Group; onClose: () => void }) {
    const clock = useView((data, nowMs) => ({
        zone: myZone(data),
        minuteMs: Math.floor(nowMs / 60_000) * 60_000,
    }));
    const [rota, setRota] = useState(() => group.rota ?? emptyRota(clock.minuteMs, clock.zone));
    const [problem, setProblem] = useState("");
    const [busy, setBusy] = useState(false);
    const people = useView((data) =>
        group.members.flatMap((id) => {
            const person = data.people.get(id);
            if (!person || person.disabled_at !== null) return [];
            return [{ id, name: person.name, hint: placeOf(person) }];
        }),
    );
    const turns = useView((data) =>
        turnsOf(rota, clock.minuteMs, PREVIEW_TURNS).map((turn) => ({
            key: turn.fromMs,
            name: nameOf(data, turn.person),
            words: turnWords(turn, clock.zone),
        })),
    );
    const swaps = useView((data, nowMs) =>
        rota.swaps.map((swap) => ({
            key: swap.from + swap.person,
            name: nameOf(data, swap.person),
            from: shortTime(Date.parse(swap.from), nowMs, clock.zone),
            until: shortTime(Date.parse(swap.until), nowMs, clock.zone),
        })),
    );
    const length = rota.days === 1 ? "day" : rota.days === 7 ? "week" : "other";
    const set = (part: Partial<Rota>) => setRota({ ...rota, ...part });

    const send = (next: Rota | null) => {
        setBusy(true);
        api.changeGroup(group.id, { rota: next }, group.version).then(
            (data) => {
                store.dispatch({ type: "local.answer", data: { type: "group.updated", data } });
                onClose();
            },
            (error) => {
                setProblem(problemWords(error));
                setBusy(false);
            },
        );
    };
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (0 < rota.order.length) send(rota);
    };
    return (
        <Dialog title={text("rota.title_of", { group: group.name })} size="wide" onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <p className={list["hint"]}>{text("rota.hint")}</p>
                <OrderedPick
                    label={text("rota.order")}
                    add={text("rota.add")}
                    options={people}
                    chosen={rota.order}
                    ordered
                    onChange={(order) => set({ order })}
                />
                <div className={styles["fields"]}>
                    <Choice
                        label={text("rota.length")}
                        value={length}
                        options={[
                            { value: "day", label: text("rota.day") },
                            { value: "week", label: text("rota.week") },
                            { value: "other", label: text("rota.other") },
                        ]}
                        onChange={(next) =>
                            set({ days: next === "day" ? 1 : next === "week" ? 7 : 14 })
                        }
                    />
                    {length === "other" && (
                        <TextField
                            label={text("rota.days")}
                            type="number"
                            min={1}
                            max={DAYS_MAX}
                            value={rota.days}
                            onChange={(event) =>
                                set({ days: Math.max(1, Number(event.target.value)) })
                            }
                        />
                    )}
                    <TextField
                        label={text("rota.first")}
                        type="date"
                        required
                        value={rota.first}
                        onChange={(event) => {
                            if (event.target.value !== "") set({ first: event.target.value });
                        }}
                    />
                    <TimeField
                        label={text("rota.hand_over")}
                        value={rota.hand_over}
                        onChange={(hand_over) => set({ hand_over })}
                    />
                    <ZoneField
                        label={text("rota.zone")}
                        value={rota.time_zone}
                        onChange={(time_zone) => set({ time_zone })}
                    />
                </div>
                {0 < swaps.length && (
                    <section className={styles["part"]} aria-label={text("rota.swaps")}>
                        <h3>{text("rota.swaps")}</h3>
                        <ul>
                            {swaps.map((swap, index) => (
                                <li key={swap.key}>
                                    {text("rota.swap_line", swap)}
                                    <Button
                                        look="bare"
                                        small
                                        icon={<X size={14} />}
                                        label={text("rota.swap_remove", { name: swap.name })}
                                        onClick={() =>
                                            set({
                                                swaps: rota.swaps.filter((_, at) => at !== index),
                                            })
                                        }
                                    />
                                </li>
                            ))}
                        </ul>
                    </section>
                )}
                {0 < turns.length && (
                    <section className={styles["part"]} aria-label={text("rota.preview")}>
                        <h3>{text("rota.preview")}</h3>
                        <ol>
                            {turns.map((turn) => (
                                <li key={turn.key}>
                                    <b>{turn.name}</b> <span className="num">{turn.words}</span>
                                </li>
                            ))}
                        </ol>
                    </section>
                )}
                {problem !== "" && (
                    <p role="alert" className={list["problem"]}>
                        {problem}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={busy || rota.order.length === 0}>
                        {text("form.save")}
                    </Button>
                    {group.rota && (
                        <Button look="bare" disabled={busy} onClick={() => send(null)}>
                            {text("rota.end")}
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
