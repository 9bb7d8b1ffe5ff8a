// What stands beside the week: times off, deputies, rings off hours, region.
import { Plus } from "lucide-react";
import { nameOf, zoneOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { fullTime } from "../../../text/time";
import { Button } from "../../../ui/Button";
import { SelectField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { OrderedPick } from "../../../ui/OrderedPick";
import { colleagues, wholeDays } from "../days";
import type { Draft } from "../draft";
import styles from "./Standing.module.css";

/** Most standing deputies, as the server has it. */
const DEPUTIES_MAX = 10;

export function Standing({
    draft,
    zone,
    nowMs,
    problemOf,
    onChange,
    onOff,
}: {
    draft: Draft;
    zone: string;
    nowMs: number;
    problemOf: (field: string) => string | undefined;
    onChange: (part: Partial<Draft>) => void;
    /** Opens a time off; `null` for a new one. */
    onOff: (index: number | null) => void;
}) {
    const people = useView((data) =>
        colleagues(data).map((id) => ({
            id,
            name: nameOf(data, id),
            hint: zoneOf(data, id).split("/").at(-1)?.replaceAll("_", " ") ?? "",
        })),
    );
    const regions = useView((data) => data.organisation?.regions.map(({ name }) => name) ?? []);
    const named = draft.region !== "" && !regions.includes(draft.region);
    const ahead = draft.time_off
        .map((entry, index) => ({ entry, index }))
        .filter(({ entry }) => nowMs < Date.parse(entry.until));
    return (
        <div className={styles["columns"]}>
            <section className={list["section"]} aria-label={text("off.title")}>
                <h2>{text("off.title")}</h2>
                {ahead.length === 0 && <p className={list["hint"]}>{text("off.none")}</p>}
                <ul>
                    {ahead.map(({ entry, index }) => (
                        <li key={`${index} ${entry.from}`}>
                            <button
                                type="button"
                                className={`${list["row"]} ${list["hover"]} ${styles["off"]}`}
                                onClick={() => onOff(index)}
                            >
                                <span className={list["words"]}>
                                    <span className={`${list["name"]} clip`}>
                                        {entry.note === "" ? text("week.off") : entry.note}
                                    </span>
                                    <span className={`${list["sub"]} num`}>
                                        <OffTime entry={entry} zone={zone} />
                                    </span>
                                </span>
                                {entry.deputy && (
                                    <span className={list["end"]}>
                                        <Deputy person={entry.deputy} />
                                    </span>
                                )}
                            </button>
                        </li>
                    ))}
                </ul>
                <div className={list["actions"]}>
                    <Button
                        look="line"
                        small
                        icon={<Plus size={14} aria-hidden="true" />}
                        onClick={() => onOff(null)}
                    >
                        {text("off.add")}
                    </Button>
                </div>
            </section>
            <section className={list["section"]} aria-label={text("deputies.title")}>
                <h2>{text("deputies.title")}</h2>
                <p className={list["hint"]}>{text("deputies.hint")}</p>
                <OrderedPick
                    label={text("deputies.title")}
                    add={text("deputies.add")}
                    options={people}
                    chosen={draft.deputies}
                    ordered
                    most={DEPUTIES_MAX}
                    problem={problemOf("deputies")}
                    onChange={(deputies) => onChange({ deputies })}
                />
                <label className={styles["check"]}>
                    <input
                        type="checkbox"
                        checked={draft.off_hours_rings}
                        onChange={(event) => onChange({ off_hours_rings: event.target.checked })}
                    />
                    <span>
                        <b>{text("rings.title")}</b>
                        <small>{text("rings.hint")}</small>
                    </span>
                </label>
            </section>
            <section className={list["section"]} aria-label={text("region.title")}>
                <h2>{text("region.title")}</h2>
                <p className={list["hint"]}>
                    {regions.length === 0 ? text("region.none_yet") : text("region.hint")}
                </p>
                {(0 < regions.length || named) && (
                    <SelectField
                        label={text("region.choose")}
                        value={draft.region}
                        problem={problemOf("region")}
                        onChange={(event) => onChange({ region: event.target.value })}
                    >
                        <option value="">{text("region.none")}</option>
                        {named && <option value={draft.region}>{draft.region}</option>}
                        {regions.map((name) => (
                            <option key={name} value={name}>
                                {name}
                            </option>
                        ))}
                    </SelectField>
                )}
            </section>
        </div>
    );
}

function OffTime({ entry, zone }: { entry: { from: string; until: string }; zone: string }) {
    const fromMs = Date.parse(entry.from);
    const untilMs = Date.parse(entry.until);
    const days = wholeDays(fromMs, untilMs, zone);
    return days ?? `${fullTime(fromMs, zone)} – ${fullTime(untilMs, zone)}`;
}

function Deputy({ person }: { person: Draft["deputies"][number] }) {
    return useView((data) => text("off.by", { name: nameOf(data, person) }));
}
