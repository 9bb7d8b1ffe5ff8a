// What admins may change of an account: its role, and whether it is open.
import type { PersonId, Role } from "../../../data/model";
import { isAdmin, myself } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { SelectField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { say } from "../../../ui/Toasts";

const ROLES: readonly Role[] = ["guest", "member", "admin", "owner"];

export function Administration({ person }: { person: PersonId }) {
    const view = useView((data) => {
        const row = data.people.get(person);
        const mine = myself(data);
        if (!row || !isAdmin(mine) || person === data.me) return null;
        return {
            role: row.role,
            version: row.version,
            disabled: row.disabled_at !== null,
            owner: mine?.role === "owner",
            name: row.name,
        };
    });
    if (!view) return null;
    const change = (body: { role?: Role; disabled?: boolean }) => {
        api.changePerson(person, body, view.version).catch((error) =>
            say(problemWords(error), true),
        );
    };
    const roles = view.owner
        ? ROLES
        : ROLES.filter((role) => role === "guest" || role === "member");
    return (
        <div className={list["inline"]}>
            <SelectField
                label={text("person.role")}
                value={view.role}
                disabled={!roles.includes(view.role)}
                onChange={(event) => {
                    const role = ROLES.find((one) => one === event.target.value);
                    if (role) change({ role });
                }}
            >
                {(roles.includes(view.role) ? roles : [view.role]).map((role) => (
                    <option key={role} value={role}>
                        {text(`role.${role}`)}
                    </option>
                ))}
            </SelectField>
            <Button look="bare" onClick={() => change({ disabled: !view.disabled })}>
                {view.disabled ? text("person.enable") : text("person.disable")}
            </Button>
        </div>
    );
}
