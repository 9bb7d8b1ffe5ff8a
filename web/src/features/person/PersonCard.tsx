// One person: who, where, when, and how to write to them.
import { MessageSquare } from "lucide-react";
import { useLocation } from "wouter";
import type { PersonId, Role } from "../../data/model";
import { isAdmin, myself } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { Initials } from "../../ui/Initials";
import list from "../../ui/List.module.css";
import { Mark } from "../../ui/Mark";
import { say } from "../../ui/Toasts";
import { directWith } from "./directWith";
import { nextWords, personRow, whyWords } from "./model";
import styles from "./PersonCard.module.css";

const ROLES: readonly Role[] = ["guest", "member", "admin", "owner"];

export function PersonCard({ person }: { person: PersonId }) {
    const row = useView((data, nowMs) => personRow(data, person, nowMs));
    const words = useView((data, nowMs) => ({
        why: whyWords(data, person),
        next: nextWords(data, person, nowMs),
    }));
    const [, go] = useLocation();
    if (!row) return null;
    return (
        <section className={list["section"]}>
            <div className={styles["card"]}>
                <Initials name={row.name} size={64} />
                <div className={styles["words"]}>
                    <p className={styles["clock"]}>{row.clock}</p>
                    <p>
                        <Mark {...row.mark} chip />
                    </p>
                    <p className={list["hint"]}>
                        {words.why} {words.next}
                    </p>
                </div>
                {!row.me && !row.disabled && (
                    <Button
                        look="send"
                        icon={<MessageSquare size={16} aria-hidden="true" />}
                        onClick={() => void directWith([person], go)}
                    >
                        {text("person.write")}
                    </Button>
                )}
            </div>
            <Administration person={person} />
        </section>
    );
}

function Administration({ person }: { person: PersonId }) {
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
