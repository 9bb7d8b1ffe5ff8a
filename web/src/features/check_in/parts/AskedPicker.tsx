// Who is asked: everybody in the channel, a group, or some people.
import type { CheckInAsked, PersonId } from "../../../data/model";
import { groupsInUse, placeOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { Choice } from "../../../ui/Choice";
import { SelectField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { OrderedPick } from "../../../ui/OrderedPick";

export function AskedPicker({
    asked,
    members,
    onChange,
}: {
    asked: CheckInAsked;
    members: readonly PersonId[];
    onChange: (asked: CheckInAsked) => void;
}) {
    const groups = useView((data) => groupsInUse(data).map(({ id, name }) => ({ id, name })));
    const people = useView((data) =>
        [...data.people.values()]
            .filter((person) => members.includes(person.id) && person.disabled_at === null)
            .map((person) => ({ id: person.id, name: person.name, hint: placeOf(person) }))
            .sort((a, b) => a.name.localeCompare(b.name)),
    );
    const [firstGroup] = groups;
    const handleKind = (kind: CheckInAsked["asked"]) => {
        if (kind === "channel") onChange({ asked: "channel" });
        if (kind === "people") onChange({ asked: "people", people: [] });
        if (kind === "group" && firstGroup) onChange({ asked: "group", group: firstGroup.id });
    };
    return (
        <>
            <Choice
                label={text("check_in.who")}
                hideLabel
                value={asked.asked}
                options={[
                    { value: "channel", label: text("check_in.asked_channel") },
                    ...(firstGroup
                        ? [{ value: "group" as const, label: text("check_in.asked_group") }]
                        : []),
                    { value: "people", label: text("check_in.asked_people") },
                ]}
                onChange={handleKind}
            />
            {asked.asked === "channel" && (
                <p className={list["hint"]}>{text("check_in.asked_channel_hint")}</p>
            )}
            {asked.asked === "group" && (
                <SelectField
                    label={text("check_in.group")}
                    hint={text("check_in.group_hint")}
                    value={asked.group}
                    onChange={(event) => {
                        const found = groups.find(({ id }) => id === event.target.value);
                        if (found) onChange({ asked: "group", group: found.id });
                    }}
                >
                    {groups.map(({ id, name }) => (
                        <option key={id} value={id}>
                            {name}
                        </option>
                    ))}
                </SelectField>
            )}
            {asked.asked === "people" && (
                <OrderedPick
                    label={text("check_in.asked_people")}
                    add={text("check_in.add_person")}
                    options={people}
                    chosen={asked.people}
                    onChange={(chosen) => onChange({ asked: "people", people: chosen })}
                />
            )}
        </>
    );
}
