// An invitation: who invites where, and the new account.
import { type FormEvent, useEffect, useState } from "react";
import { Link } from "wouter";
import type { Role, Timestamp } from "../../data/model";
import { text } from "../../text/text";
import { browserZone } from "../../text/time";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { enter } from "../../transport/sync";
import { Button } from "../../ui/Button";
import { type AccountDraft, AccountFields } from "./AccountFields";
import { DoorFrame } from "./parts/DoorFrame";
import form from "./parts/Form.module.css";
import { useSubmit } from "./useSubmit";

interface OpenInvitation {
    organisation: string;
    invited_by: string;
    role: Role;
    expires_at: Timestamp;
}

export function InvitationPage({ code, onEntered }: { code: string; onEntered: () => void }) {
    const [invitation, setInvitation] = useState<OpenInvitation | null>(null);
    const [over, setOver] = useState("");
    const [account, setAccount] = useState<AccountDraft>({
        name: "",
        email: "",
        password: "",
        time_zone: browserZone(),
    });
    const submit = useSubmit();

    useEffect(() => {
        api.openInvitation(code).then(setInvitation, (error) => setOver(problemWords(error)));
    }, [code]);

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        void submit.run(async () => {
            await enter(await api.acceptInvitation(code, account));
            onEntered();
        });
    };

    if (over !== "") {
        return (
            <DoorFrame title={text("invitation.over")} intro={over}>
                <Link href="/" className={form["hint"] ?? ""}>
                    {text("invitation.to_sign_in")}
                </Link>
            </DoorFrame>
        );
    }
    if (!invitation) return null;
    return (
        <DoorFrame
            title={text("invitation.title", { organisation: invitation.organisation })}
            intro={text("invitation.intro", {
                name: invitation.invited_by,
                role: text(`role.${invitation.role}`).toLowerCase(),
            })}
        >
            <form className={form["form"]} onSubmit={handleSubmit}>
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
                    {text("invitation.submit")}
                </Button>
            </form>
        </DoorFrame>
    );
}
