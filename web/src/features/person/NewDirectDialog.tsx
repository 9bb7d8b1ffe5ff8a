// Whom to write to directly: one person or a few.
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import type { PersonId } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { Initials } from "../../ui/Initials";
import list from "../../ui/List.module.css";
import { Mark } from "../../ui/Mark";
import { directWith } from "./directWith";
import { peopleRows } from "./model";
import styles from "./NewDirectDialog.module.css";

export function NewDirectDialog({ onClose }: { onClose: () => void }) {
    const rows = useView((data, nowMs) => peopleRows(data, nowMs).filter((row) => !row.me));
    const [query, setQuery] = useState("");
    const [chosen, setChosen] = useState<ReadonlySet<PersonId>>(new Set());
    const [, go] = useLocation();
    const wanted = query.trim().toLocaleLowerCase();
    const shown = rows.filter(
        (row) => chosen.has(row.id) || row.name.toLocaleLowerCase().includes(wanted),
    );

    const toggle = (id: PersonId) => {
        const next = new Set(chosen);
        if (!next.delete(id)) next.add(id);
        setChosen(next);
    };
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        const [first] = shown;
        const people = 0 < chosen.size ? [...chosen] : wanted !== "" && first ? [first.id] : [];
        if (people.length === 0) return;
        onClose();
        void directWith(people, go);
    };
    return (
        <Dialog title={text("direct.new")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("direct.who")}
                    autoFocus
                    value={query}
                    onChange={(event) => setQuery(event.target.value)}
                />
                <fieldset className={styles["people"]}>
                    <legend className="sr">{text("people.title")}</legend>
                    {shown.map((row) => (
                        <label key={row.id} className={`${list["row"]} ${list["hover"]}`}>
                            <input
                                type="checkbox"
                                checked={chosen.has(row.id)}
                                onChange={() => toggle(row.id)}
                            />
                            <Initials name={row.name} size={32} />
                            <span className={list["words"]}>
                                <span className={`${list["name"]} clip`}>{row.name}</span>
                                <span className={`${list["sub"]} ${styles["clock"]}`}>
                                    {row.clock}
                                </span>
                            </span>
                            <span className={list["end"]}>
                                <Mark {...row.mark} />
                            </span>
                        </label>
                    ))}
                </fieldset>
                <div className={list["actions"]}>
                    <Button look="send" type="submit">
                        {text("direct.open")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
