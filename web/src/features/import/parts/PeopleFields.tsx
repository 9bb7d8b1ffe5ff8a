// Whom the file names: who each is here, known or not, and who is meant instead.
import type { ImportPerson, PersonId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { SelectField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import type { Named } from "../model";
import styles from "./Fields.module.css";

/** So many known people are in sight at once. */
const SHOWN_MAX = 6;

interface Somebody {
    id: PersonId;
    name: string;
}

export function PeopleFields({
    named: { unknown, known },
    disabled,
    onChange,
}: {
    named: Named;
    disabled: boolean;
    onChange: (name: string, person: PersonId | null) => void;
}) {
    const people = useView((data): Somebody[] =>
        [...data.people.values()]
            .filter((person) => person.disabled_at === null)
            .map(({ id, name }) => ({ id, name }))
            .sort((a, b) => a.name.localeCompare(b.name)),
    );
    const field = (one: ImportPerson) => (
        <PersonField key={one.name} one={one} people={people} onChange={onChange} />
    );
    return (
        <section className={list["section"]} aria-label={text("import.people")}>
            <h2>{text("import.people")}</h2>
            {0 < unknown.length && (
                <>
                    <p className={list["hint"]}>{text("import.people_hint")}</p>
                    <fieldset className={styles["grid"]} disabled={disabled}>
                        <legend className="sr">{text("import.people_unknown")}</legend>
                        {unknown.map(field)}
                    </fieldset>
                </>
            )}
            {0 < known.length && (
                <details className={styles["known"]} open={known.length <= SHOWN_MAX}>
                    <summary>{text("import.people_known", { count: known.length })}</summary>
                    <fieldset className={styles["grid"]} disabled={disabled}>
                        <legend className="sr">
                            {text("import.people_known", { count: known.length })}
                        </legend>
                        {known.map(field)}
                    </fieldset>
                </details>
            )}
        </section>
    );
}

function PersonField({
    one: { name, person, by },
    people,
    onChange,
}: {
    one: ImportPerson;
    people: readonly Somebody[];
    onChange: (name: string, person: PersonId | null) => void;
}) {
    const here = person ?? "";
    const listed = here === "" || people.some(({ id }) => id === here);
    const gone = useView((data) => (person ? data.people.get(person)?.name : undefined) ?? "");
    return (
        <SelectField
            label={text("import.person_is", { name })}
            hint={text(`import.by_${by}`)}
            value={here}
            onChange={(event) => {
                const { value } = event.target;
                onChange(name, people.find(({ id }) => id === value)?.id ?? null);
            }}
        >
            <option value="">{text("import.leave_out")}</option>
            {!listed && <option value={here}>{gone}</option>}
            {people.map(({ id, name: word }) => (
                <option key={id} value={id}>
                    {word}
                </option>
            ))}
        </SelectField>
    );
}
