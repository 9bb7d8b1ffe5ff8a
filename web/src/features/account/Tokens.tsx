// API tokens: made, shown once, deleted.
import { type FormEvent, useState } from "react";
import type { Scope, TokenId } from "../../data/model";
import { myZone } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { fullTime } from "../../text/time";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { CopyLine } from "../../ui/CopyLine";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { say } from "../../ui/Toasts";
import { useLoaded } from "../../ui/useLoaded";
import styles from "./Tokens.module.css";
import { useSubmit } from "./useSubmit";

const SCOPES: readonly Scope[] = ["read", "write", "live", "publish", "watch", "admin"];

export function Tokens() {
    const tokens = useLoaded("tokens", api.tokens);
    const zone = useView(myZone);
    const [name, setName] = useState("");
    const [scopes, setScopes] = useState<readonly Scope[]>(["read"]);
    const [secret, setSecret] = useState<string | null>(null);
    const submit = useSubmit();

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        void submit.run(async () => {
            const made = await api.createToken({ name: name.trim(), scopes: [...scopes] });
            setSecret(made.secret);
            setName("");
            tokens.reload();
        });
    };
    const handleDelete = (id: TokenId) => {
        api.deleteToken(id).then(tokens.reload, (error) => say(problemWords(error), true));
    };
    const handleScope = (scope: Scope) => {
        setScopes(
            scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope],
        );
    };
    return (
        <section className={list["section"]} aria-label={text("settings.tokens")}>
            <h2>{text("settings.tokens")}</h2>
            <p className={list["hint"]}>{text("tokens.intro")}</p>
            <form className={list["form"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("tokens.name")}
                    required
                    maxLength={80}
                    value={name}
                    problem={submit.of("name")}
                    onChange={(event) => setName(event.target.value)}
                />
                <fieldset className={styles["scopes"]}>
                    <legend>{text("tokens.scopes")}</legend>
                    {SCOPES.map((scope) => (
                        <label key={scope}>
                            <input
                                type="checkbox"
                                checked={scopes.includes(scope)}
                                onChange={() => handleScope(scope)}
                            />
                            {text(`scope.${scope}`)}
                        </label>
                    ))}
                </fieldset>
                {submit.problem && (
                    <p role="alert" className={list["problem"]}>
                        {submit.problem}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={submit.busy || scopes.length === 0}>
                        {text("tokens.submit")}
                    </Button>
                </div>
            </form>
            {secret !== null && (
                <div role="status">
                    <p className={list["hint"]}>{text("tokens.once")}</p>
                    <CopyLine value={secret} label={text("copy.copy")} />
                </div>
            )}
            <ul className={list["list"]}>
                {(tokens.value ?? []).map((token) => (
                    <li key={token.id} className={list["row"]}>
                        <div className={list["words"]}>
                            <p className={`${list["name"]} clip`}>{token.name}</p>
                            <p className={list["sub"]}>
                                {token.scopes.map((scope) => text(`scope.${scope}`)).join(", ")} ·{" "}
                                {fullTime(Date.parse(token.created_at), zone)}
                            </p>
                        </div>
                        <Button
                            look="bare"
                            small
                            aria-label={text("tokens.delete_named", { name: token.name })}
                            onClick={() => handleDelete(token.id)}
                        >
                            {text("tokens.delete")}
                        </Button>
                    </li>
                ))}
            </ul>
        </section>
    );
}
