// Names of the file that are nobody's here: who is meant, or nobody.
import type { PersonId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { SelectField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import type { Meant } from "../model";
import styles from "./Fields.module.css";

export function PeopleFields({
    meant,
    disabled,
    onChange,
}: {
    meant: Meant;
    disabled: boolean;
    onChange: (name: string, person: PersonId | null) => void;
}) {
    const people = useView((data) =>
        [...data.people.values()]
            .filter((person) => person.disabled_at === null)
            .map(({ id, name }) => ({ id, name }))
            .sort((a, b) => a.name.localeCompare(b.name)),
    );
    return (
        <section className={list["section"]} aria-label={text("import.people")}>
            <h2>{text("import.people")}</h2>
            <p className={list["hint"]}>{text("import.people_hint")}</p>
            <fieldset className={styles["grid"]} disabled={disabled}>
                <legend className="sr">{text("import.people")}</legend>
                {[...meant].map(([name, person]) => (
                    <SelectField
                        key={name}
                        label={text("import.person_is", { name })}
                        value={person ?? ""}
                        onChange={(event) => {
                            const { value } = event.target;
                            onChange(name, people.find(({ id }) => id === value)?.id ?? null);
                        }}
                    >
                        <option value="">{text("import.leave_out")}</option>
                        {people.map(({ id, name: word }) => (
                            <option key={id} value={id}>
                                {word}
                            </option>
                        ))}
                    </SelectField>
                ))}
            </fieldset>
        </section>
    );
}
