// First run: the organisation and its owner in one short form, or a sample team.
import { type FormEvent, useState } from "react";
import type { Me } from "../../data/model";
import { text } from "../../text/text";
import { browserZone } from "../../text/time";
import { api, type SampleSignIn } from "../../transport/api";
import { enter } from "../../transport/sync";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { type AccountDraft, AccountFields } from "./AccountFields";
import { DoorFrame } from "./parts/DoorFrame";
import form from "./parts/Form.module.css";
import { useSubmit } from "./useSubmit";

export function SetupPage({ onEntered }: { onEntered: () => void }) {
    const [organisation, setOrganisation] = useState("");
    const [account, setAccount] = useState<AccountDraft>({
        name: "",
        email: "",
        password: "",
        time_zone: browserZone(),
    });
    const [sample, setSample] = useState<{ sign_ins: SampleSignIn[]; me: Me } | null>(null);
    const submit = useSubmit();

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        void submit.run(async () => {
            await enter(await api.setUp({ organisation, ...account }));
            onEntered();
        });
    };
    const handleSample = () => {
        void submit.run(async () => setSample(await api.setUpSample()));
    };
    const handleEnterSample = (me: Me) => {
        void submit.run(async () => {
            await enter(me);
            onEntered();
        });
    };

    if (sample) {
        return (
            <DoorFrame title={text("setup.sample_title")} intro={text("setup.sample_intro")}>
                <ul className={form["signins"]}>
                    {sample.sign_ins.map((signIn) => (
                        <li key={signIn.email}>
                            <b>{signIn.name}</b>
                            <span>{text(`role.${signIn.role}`)}</span>
                            <code>
                                {signIn.email} · {signIn.password}
                            </code>
                        </li>
                    ))}
                </ul>
                <Button
                    look="send"
                    className={form["wide"] ?? ""}
                    disabled={submit.busy}
                    onClick={() => handleEnterSample(sample.me)}
                >
                    {text("setup.sample_enter", { name: sample.me.person.name })}
                </Button>
            </DoorFrame>
        );
    }
    return (
        <DoorFrame title={text("setup.title")} intro={text("setup.intro")}>
            <form className={form["form"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("setup.organisation")}
                    name="organisation"
                    autoComplete="organization"
                    required
                    maxLength={80}
                    value={organisation}
                    problem={submit.of("organisation")}
                    onChange={(event) => setOrganisation(event.target.value)}
                />
                <AccountFields value={account} submit={submit} onChange={setAccount} />
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
                    {text("setup.submit")}
                </Button>
            </form>
            <p className={form["or"]}>{text("setup.or")}</p>
            <Button
                look="line"
                className={form["wide"] ?? ""}
                disabled={submit.busy}
                onClick={handleSample}
            >
                {text("setup.sample")}
            </Button>
            <p className={form["hint"]}>{text("setup.sample_hint")}</p>
        </DoorFrame>
    );
}
