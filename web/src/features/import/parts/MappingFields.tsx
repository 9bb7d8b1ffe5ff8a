// Which column of a table is what: what was guessed, and what is chosen instead.
import { text } from "../../../text/text";
import type { ChosenMapping } from "../../../transport/apiImport";
import { SelectField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { FIELDS, type Field, takenFrom } from "../model";
import styles from "./Fields.module.css";

function hintOf(
    field: Field,
    chosen: ChosenMapping,
    guessed: ChosenMapping | null,
): string | undefined {
    const isGuessed = chosen[field] === undefined && Boolean(guessed?.[field]);
    if (isGuessed) return text("import.guessed");
    return field === "key" ? text("import.field_key_hint") : undefined;
}

export function MappingFields({
    headers,
    chosen,
    guessed,
    disabled,
    problem,
    onChange,
}: {
    headers: readonly string[];
    chosen: ChosenMapping;
    guessed: ChosenMapping | null;
    disabled: boolean;
    problem: string | undefined;
    onChange: (mapping: ChosenMapping) => void;
}) {
    return (
        <section className={list["section"]} aria-label={text("import.mapping")}>
            <h2>{text("import.mapping")}</h2>
            <p className={list["hint"]}>{text("import.mapping_hint")}</p>
            {problem && (
                <p className={list["problem"]} role="alert">
                    {problem}
                </p>
            )}
            <fieldset className={styles["grid"]} disabled={disabled}>
                <legend className="sr">{text("import.mapping")}</legend>
                {FIELDS.map((field) => (
                    <SelectField
                        key={field}
                        label={text(`import.field_${field}`)}
                        hint={hintOf(field, chosen, guessed)}
                        required={field === "title"}
                        value={takenFrom(field, chosen, guessed)}
                        onChange={(event) => onChange({ ...chosen, [field]: event.target.value })}
                    >
                        {field !== "title" && <option value="">{text("import.nothing")}</option>}
                        {field === "title" && takenFrom(field, chosen, guessed) === "" && (
                            <option value="">{text("import.pick_title")}</option>
                        )}
                        {headers.map((header) => (
                            <option key={header} value={header}>
                                {header}
                            </option>
                        ))}
                    </SelectField>
                ))}
            </fieldset>
        </section>
    );
}
