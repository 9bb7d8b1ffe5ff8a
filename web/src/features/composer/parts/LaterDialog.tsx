// Any date and time for a message, on the clock of whoever it is for.
import { type FormEvent, useState } from "react";
import type { LaterChoice, PersonId, TopicId } from "../../../data/model";
import { firstNameOf, myZone, participants, placeOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { toLocalInput } from "../../../text/time";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { SelectField, TextField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { laterWords, pickedChoice } from "../later";

/** How far ahead the box stands at first, in milliseconds. */
const AHEAD_MS = 3_600_000;

export function LaterDialog({
    topic,
    people,
    onChoose,
    onClose,
}: {
    topic: TopicId;
    people: readonly PersonId[];
    onChoose: (later: LaterChoice) => void;
    onClose: () => void;
}) {
    const clocks = useView((data) => {
        const row = data.topics.get(topic);
        const known = new Set([...people, ...(row ? participants(data, row) : [])]);
        const mine = data.me ? data.people.get(data.me) : undefined;
        const others = [...known].flatMap((person) => {
            const found = data.people.get(person);
            if (!found || person === data.me) return [];
            const name = firstNameOf(data, person);
            const label = text("send_later.clock_theirs", { name, place: placeOf(found) });
            return [{ person, zone: found.time_zone, label }];
        });
        if (!mine) return others;
        const label = text("send_later.clock_mine", { place: placeOf(mine) });
        return [{ person: mine.id, zone: mine.time_zone, label }, ...others];
    });
    const zone = useView(myZone);
    const nowMs = useView((_, at) => Math.floor(at / 60_000) * 60_000);
    const [clock, setClock] = useState(clocks[0]?.person);
    const [value, setValue] = useState(() => toLocalInput(nowMs + AHEAD_MS, zone));
    const theirZone = clocks.find((one) => one.person === clock)?.zone ?? zone;
    const picked = useView((data, at) => {
        const found = clock ? pickedChoice(data, clock, value) : null;
        if (!found) return null;
        return { ...found, past: found.ms <= at, words: laterWords(data, found.choice, at) };
    });

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (picked && !picked.past) onChoose(picked.choice);
    };
    return (
        <Dialog title={text("send_later.title")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("send_later.at")}
                    type="datetime-local"
                    autoFocus
                    required
                    min={toLocalInput(nowMs, theirZone)}
                    value={value}
                    onChange={(event) => setValue(event.target.value)}
                    hint={picked && !picked.past ? picked.words : undefined}
                    problem={picked?.past ? text("send_later.past") : undefined}
                />
                <SelectField
                    label={text("send_later.clock_of")}
                    value={clock}
                    onChange={(event) =>
                        setClock(clocks.find((one) => one.person === event.target.value)?.person)
                    }
                >
                    {clocks.map((one) => (
                        <option key={one.person} value={one.person}>
                            {one.label}
                        </option>
                    ))}
                </SelectField>
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={!picked || picked.past}>
                        {text("send_later.set")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
