// Where one works: in an office with a name, from elsewhere, or nothing said.
import type { Place } from "../../../data/model";
import { text } from "../../../text/text";
import { SelectField, TextField } from "../../../ui/Field";
import styles from "./DayPane.module.css";

type Kind = "none" | "office" | "remote";

function kindOf(value: string): Kind {
    return value === "office" || value === "remote" ? value : "none";
}

export function PlaceFields({
    label,
    none,
    value,
    office,
    problem,
    onChange,
}: {
    label: string;
    /** The word for nothing said. */
    none: string;
    value: Place | null;
    /** The name that a new office begins with. */
    office: string;
    problem?: string | undefined;
    onChange: (place: Place | null) => void;
}) {
    const choose = (kind: Kind) => {
        if (kind === "none") onChange(null);
        else onChange(kind === "remote" ? { place: "remote" } : { place: "office", name: office });
    };
    return (
        <div className={styles["place"]}>
            <SelectField
                label={label}
                value={value?.place ?? "none"}
                problem={problem}
                onChange={(event) => choose(kindOf(event.target.value))}
            >
                <option value="none">{none}</option>
                <option value="office">{text("place.office")}</option>
                <option value="remote">{text("place.remote")}</option>
            </SelectField>
            {value?.place === "office" && (
                <TextField
                    label={text("place.name")}
                    value={value.name}
                    maxLength={80}
                    onChange={(event) => onChange({ place: "office", name: event.target.value })}
                />
            )}
        </div>
    );
}
