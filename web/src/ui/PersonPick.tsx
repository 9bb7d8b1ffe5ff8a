// One person of many: a box that narrows the list down, and the list, with the clock and reach of each.
import { useId, useState } from "react";
import { text } from "../text/text";
import { TextField } from "./Field";
import { Initials } from "./Initials";
import list from "./List.module.css";
import { Mark, type MarkProps } from "./Mark";
import styles from "./PersonPick.module.css";

export interface PersonRow<Id extends string = string> {
    id: Id;
    name: string;
    /** Their time and place. */
    clock: string;
    mark: MarkProps;
}

export interface PickedPerson<Row extends PersonRow> {
    query: string;
    /** Those whose name fits what is written. */
    shown: readonly Row[];
    /** Who is meant: who was chosen, or the first one who fits. */
    target: Row | undefined;
    find: (query: string) => void;
    choose: (id: Row["id"]) => void;
}

/** Whether a word of a name begins so. */
function startsWord(name: string, wanted: string): boolean {
    const low = name.toLocaleLowerCase();
    return low.startsWith(wanted) || low.includes(` ${wanted}`);
}

/** Who is picked of these rows. */
export function usePersonPick<Row extends PersonRow>(rows: readonly Row[]): PickedPerson<Row> {
    const [query, find] = useState("");
    const [chosen, choose] = useState<Row["id"] | null>(null);
    const wanted = query.trim().toLocaleLowerCase();
    const shown = rows.filter((row) => startsWord(row.name, wanted));
    const target = shown.find((row) => row.id === chosen) ?? (wanted === "" ? undefined : shown[0]);
    return { query, shown, target, find, choose };
}

export function PersonPick<Row extends PersonRow>({
    label,
    hint,
    pick,
    none,
}: {
    label: string;
    hint?: string;
    pick: PickedPerson<Row>;
    /** What is said when nobody fits; `null` while it is not known. */
    none: string | null;
}) {
    const name = useId();
    const { query, shown, target, find, choose } = pick;
    return (
        <>
            <TextField
                label={label}
                hint={hint}
                autoFocus
                value={query}
                onChange={(event) => find(event.target.value)}
            />
            <fieldset className={styles["people"]}>
                <legend className="sr">{text("people.title")}</legend>
                {shown.map((row) => (
                    <label
                        key={row.id}
                        className={`${list["row"]} ${list["hover"]} ${row === target ? styles["chosen"] : ""}`}
                    >
                        <input
                            type="radio"
                            name={name}
                            className="sr"
                            checked={row === target}
                            onChange={() => choose(row.id)}
                        />
                        <Initials name={row.name} size={32} />
                        <span className={list["words"]}>
                            <span className={`${list["name"]} clip`}>{row.name}</span>
                            <span className={`${list["sub"]} ${styles["clock"]} num`}>
                                {row.clock}
                            </span>
                        </span>
                        <span className={list["end"]}>
                            <Mark {...row.mark} />
                        </span>
                    </label>
                ))}
                {none !== null && shown.length === 0 && <p className={styles["note"]}>{none}</p>}
            </fieldset>
        </>
    );
}
