// Name, email, password, time zone: what every new account needs.
import { text } from "../../text/text";
import { TextField } from "../../ui/Field";
import { ZoneField } from "../../ui/ZoneField";
import type { Submit } from "./useSubmit";

/** Shortest password, in characters, as the server wants it. */
export const PASSWORD_CHARS_MIN = 12;

export interface AccountDraft {
    name: string;
    email: string;
    password: string;
    time_zone: string;
}

export function AccountFields({
    value,
    submit,
    onChange,
}: {
    value: AccountDraft;
    submit: Submit;
    onChange: (value: AccountDraft) => void;
}) {
    return (
        <>
            <TextField
                label={text("account.name")}
                name="name"
                autoComplete="name"
                required
                maxLength={80}
                value={value.name}
                problem={submit.of("name")}
                onChange={(event) => onChange({ ...value, name: event.target.value })}
            />
            <TextField
                label={text("account.email")}
                name="email"
                type="email"
                autoComplete="username"
                required
                value={value.email}
                problem={submit.of("email")}
                onChange={(event) => onChange({ ...value, email: event.target.value })}
            />
            <TextField
                label={text("account.password")}
                name="password"
                type="password"
                autoComplete="new-password"
                required
                minLength={PASSWORD_CHARS_MIN}
                hint={text("account.password_hint", { count: PASSWORD_CHARS_MIN })}
                value={value.password}
                problem={submit.of("password")}
                onChange={(event) => onChange({ ...value, password: event.target.value })}
            />
            <ZoneField
                label={text("account.time_zone")}
                value={value.time_zone}
                hint={text("account.time_zone_hint")}
                problem={submit.of("time_zone")}
                onChange={(zone) => onChange({ ...value, time_zone: zone })}
            />
        </>
    );
}
