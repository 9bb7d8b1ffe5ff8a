// A new password.
import { type FormEvent, useState } from "react";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { say } from "../../ui/Toasts";
import { PASSWORD_CHARS_MIN } from "./AccountFields";
import { useSubmit } from "./useSubmit";

export function Password() {
    const [current, setCurrent] = useState("");
    const [next, setNext] = useState("");
    const submit = useSubmit();
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        void submit.run(async () => {
            await api.changeMe({ password: { current, new: next } });
            setCurrent("");
            setNext("");
            say(text("password.changed"));
        });
    };
    return (
        <section className={list["section"]} aria-label={text("password.title")}>
            <h2>{text("password.title")}</h2>
            <form className={list["form"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("password.current")}
                    type="password"
                    autoComplete="current-password"
                    required
                    value={current}
                    problem={submit.of("password.current")}
                    onChange={(event) => setCurrent(event.target.value)}
                />
                <TextField
                    label={text("password.new")}
                    type="password"
                    autoComplete="new-password"
                    required
                    minLength={PASSWORD_CHARS_MIN}
                    hint={text("account.password_hint", { count: PASSWORD_CHARS_MIN })}
                    value={next}
                    problem={submit.of("password.new")}
                    onChange={(event) => setNext(event.target.value)}
                />
                {submit.problem && (
                    <p role="alert" className={list["problem"]}>
                        {submit.problem}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={submit.busy}>
                        {text("password.submit")}
                    </Button>
                </div>
            </form>
        </section>
    );
}
