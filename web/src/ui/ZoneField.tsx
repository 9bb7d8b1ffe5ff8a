// A time zone, chosen from those the browser knows.
import { SelectField } from "./Field";

const ZONES: readonly string[] = Intl.supportedValuesOf("timeZone");

export function ZoneField({
    label,
    value,
    hint,
    problem,
    onChange,
}: {
    label: string;
    value: string;
    hint?: string;
    problem?: string | undefined;
    onChange: (zone: string) => void;
}) {
    const zones = ZONES.includes(value) ? ZONES : [value, ...ZONES];
    return (
        <SelectField
            label={label}
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
