// Sign-in by email and password.
import { type FormEvent, useState } from "react";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { enter } from "../../transport/sync";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { DoorFrame } from "./parts/DoorFrame";
import form from "./parts/Form.module.css";
import { useSubmit } from "./useSubmit";

export function SignInPage({ onEntered }: { onEntered: () => void }) {
    const [email, setEmail] = useState("");
    const [password, setPassword] = useState("");
    const submit = useSubmit();
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        void submit.run(async () => {
            await enter(await api.signIn(email, password));
            onEntered();
        });
    };
    return (
        <DoorFrame title={text("sign_in.title")} intro={text("sign_in.intro")}>
            <form className={form["form"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("account.email")}
                    name="email"
                    type="email"
                    autoComplete="username"
                    required
                    value={email}
                    problem={submit.of("email")}
                    onChange={(event) => setEmail(event.target.value)}
                />
                <TextField
                    label={text("account.password")}
                    name="password"
                    type="password"
                    autoComplete="current-password"
                    required
                    value={password}
                    problem={submit.of("password")}
                    onChange={(event) => setPassword(event.target.value)}
                />
                {submit.problem && (
                    <p role="alert" className={form["problem"]}>
                        {submit.problem}
                    </p>
                )}
                <Button
                    look="send"
                    type="submit"
                    className={form["wide"] ?? ""}
                    disabled={submit.busy}
                >
                    {text("sign_in.submit")}
                </Button>
                <p className={form["hint"]}>{text("sign_in.no_account")}</p>
            </form>
        </DoorFrame>
    );
}
