// A time zone, chosen from those the browser knows.
import { text } from "../../text/text";
import { SelectField } from "../../ui/Field";

const ZONES: readonly string[] = Intl.supportedValuesOf("timeZone");

export function ZoneField({
    value,
    hint,
    problem,
    onChange,
}: {
    value: string;
    hint?: string;
    problem?: string | undefined;
    onChange: (zone: string) => void;
}) {
    const zones = ZONES.includes(value) ? ZONES : [value, ...ZONES];
    return (
        <SelectField
            label={text("account.time_zone")}
            hint={hint}
            problem={problem}
            value={value}
            onChange={(event) => onChange(event.target.value)}
        >
            {zones.map((zone) => (
                <option key={zone} value={zone}>
                    {zone.replaceAll("_", " ")}
                </option>
            ))}
        </SelectField>
    );
}
