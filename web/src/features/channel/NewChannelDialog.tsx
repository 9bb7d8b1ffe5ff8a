// A new channel.
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { store } from "../../data/store";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { DefaultExpectation, type DefaultWish } from "./parts/DefaultExpectation";

export function NewChannelDialog({ onClose }: { onClose: () => void }) {
    const [name, setName] = useState("");
    const [purpose, setPurpose] = useState("");
    const [kind, setKind] = useState<"public" | "private">("public");
    const [wish, setWish] = useState<DefaultWish>("today");
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const [, go] = useLocation();

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        try {
            const channel = await api.createChannel({
                kind,
                name: name.trim(),
                purpose: purpose.trim(),
                default_expectation: wish,
            });
            if (!store.get().channels.has(channel.id)) {
                store.dispatch({ type: "local.channel", data: channel });
            }
            onClose();
            go(`/channel/${channel.id}`);
        } catch (caught) {
            setError(caught);
            setBusy(false);
        }
    };
    const problems = fieldProblems(error);
    return (
        <Dialog title={text("channel.new")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={(event) => void handleSubmit(event)}>
                <TextField
                    label={text("channel.name")}
                    required
                    maxLength={80}
                    autoFocus
                    value={name}
                    problem={problems.get("name")}
                    onChange={(event) => setName(event.target.value)}
                />
                <TextField
                    label={text("channel.purpose")}
                    hint={text("channel.purpose_hint")}
                    maxLength={500}
                    value={purpose}
                    problem={problems.get("purpose")}
                    onChange={(event) => setPurpose(event.target.value)}
                />
                <Choice
                    label={text("channel.who")}
                    value={kind}
                    options={[
                        { value: "public", label: text("channel.public") },
                        { value: "private", label: text("channel.private") },
                    ]}
                    onChange={setKind}
                />
                <DefaultExpectation value={wish} onChange={setWish} />
                {error !== null && problems.size === 0 && (
                    <p role="alert" className={list["problem"]}>
                        {problemWords(error)}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={busy}>
                        {text("channel.new_submit")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
