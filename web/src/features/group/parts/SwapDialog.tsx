// A turn of duty that somebody else takes over, as a whole or in part.
import { type FormEvent, useState } from "react";
import type { Group, PersonId, Rota } from "../../../data/model";
import { myZone, nameOf } from "../../../data/select";
import { store } from "../../../data/store";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { fromLocalInput, toLocalInput } from "../../../text/time";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { SelectField, TextField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { type Turn, withSwap } from "../rota";

export function SwapDialog({
    group,
    rota,
    turn,
    onChange,
    onClose,
}: {
    group: Group;
    rota: Rota;
    turn: Turn;
    onChange: (rota: Rota) => Promise<void>;
    onClose: () => void;
}) {
    const zone = useView(myZone);
    const people = useView((data) =>
        group.members
            .filter((id) => !data.people.get(id)?.disabled_at)
            .map((id) => ({ id, name: nameOf(data, id) }))
            .sort((a, b) => a.name.localeCompare(b.name)),
    );
    const owner = useView((data) => nameOf(data, turn.person));
    const [person, setPerson] = useState<PersonId | null>(
        people.find(({ id }) => id !== turn.person)?.id ?? null,
    );
    const startMs = Math.max(turn.fromMs, Math.floor(store.nowMs() / 60_000) * 60_000);
    const [from, setFrom] = useState(toLocalInput(startMs, zone));
    const [until, setUntil] = useState(toLocalInput(turn.untilMs, zone));
    const fromMs = fromLocalInput(from, zone);
    const untilMs = fromLocalInput(until, zone);
    const wrong = fromMs !== null && untilMs !== null && untilMs <= fromMs;

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (!person || fromMs === null || untilMs === null || wrong) return;
        void onChange(withSwap(rota, { fromMs, untilMs, person }, store.nowMs()));
        onClose();
    };
    return (
        <Dialog title={text("rota.swap_title", { name: owner })} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <SelectField
                    label={text("rota.who")}
                    value={person ?? ""}
                    onChange={(event) =>
                        setPerson(people.find(({ id }) => id === event.target.value)?.id ?? null)
                    }
                >
                    {people.map((one) => (
                        <option key={one.id} value={one.id}>
                            {one.name}
                        </option>
                    ))}
                </SelectField>
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
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={!person || wrong}>
                        {text("rota.swap_submit")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
