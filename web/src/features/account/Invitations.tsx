// Invitations: a link for each new person.
import { type FormEvent, useState } from "react";
import type { Invitation, InvitationId, Role } from "../../data/model";
import { myself, myZone, nameOf } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { fullTime } from "../../text/time";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { CopyLine } from "../../ui/CopyLine";
import { SelectField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { say } from "../../ui/Toasts";
import { useLoaded } from "../../ui/useLoaded";
import { useSubmit } from "./useSubmit";

const ROLES: readonly Role[] = ["guest", "member", "admin"];

export function Invitations() {
    const invitations = useLoaded("invitations", api.invitations);
    const owner = useView((data) => myself(data)?.role === "owner");
    const [role, setRole] = useState<Role>("member");
    const [link, setLink] = useState<string | null>(null);
    const submit = useSubmit();

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        void submit.run(async () => {
            const { code } = await api.invite(role);
            setLink(`${location.origin}/invitation/${code}`);
            invitations.reload();
        });
    };
    const handleWithdraw = (id: InvitationId) => {
        api.withdrawInvitation(id).then(invitations.reload, (error) =>
            say(problemWords(error), true),
        );
    };
    return (
        <section className={list["section"]} aria-label={text("invite.title")}>
            <h2>{text("invite.title")}</h2>
            <p className={list["hint"]}>{text("invite.intro")}</p>
            <form className={list["inline"]} onSubmit={handleSubmit}>
                <SelectField
                    label={text("invite.role")}
                    value={role}
                    onChange={(event) =>
                        setRole(ROLES.find((one) => one === event.target.value) ?? "member")
                    }
                >
                    {ROLES.filter((one) => owner || one !== "admin").map((one) => (
                        <option key={one} value={one}>
                            {text(`role.${one}`)}
                        </option>
                    ))}
                </SelectField>
                <Button look="send" type="submit" disabled={submit.busy}>
                    {text("invite.submit")}
                </Button>
            </form>
            {submit.problem && (
                <p role="alert" className={list["problem"]}>
                    {submit.problem}
                </p>
            )}
            {link !== null && (
                <div role="status">
                    <p className={list["hint"]}>{text("invite.once")}</p>
                    <CopyLine value={link} label={text("invite.copy")} />
                </div>
            )}
            <ul className={list["list"]}>
                {(invitations.value ?? []).map((invitation) => (
                    <InvitationRow
                        key={invitation.id}
                        invitation={invitation}
                        onWithdraw={() => handleWithdraw(invitation.id)}
                    />
                ))}
            </ul>
        </section>
    );
}

function InvitationRow({
    invitation,
    onWithdraw,
}: {
    invitation: Invitation;
    onWithdraw: () => void;
}) {
    const view = useView((data, nowMs) => {
        const zone = myZone(data);
        const over = Date.parse(invitation.expires_at) <= nowMs;
        const by = nameOf(data, invitation.created_by);
        const made = fullTime(Date.parse(invitation.created_at), zone);
        const open = !invitation.accepted_by && !invitation.withdrawn_at && !over;
        const state = invitation.accepted_by
            ? text("invite.accepted", { name: nameOf(data, invitation.accepted_by) })
            : invitation.withdrawn_at
              ? text("invite.withdrawn")
              : over
                ? text("invite.over")
                : text("invite.until", {
                      time: fullTime(Date.parse(invitation.expires_at), zone),
                  });
        return { line: text("invite.made", { name: by, time: made }), state, open };
    });
    return (
        <li className={list["row"]}>
            <div className={list["words"]}>
                <p className={list["name"]}>{text(`role.${invitation.role}`)}</p>
                <p className={list["sub"]}>
                    {view.line} · {view.state}
                </p>
            </div>
            {view.open && (
                <Button look="bare" small onClick={onWithdraw}>
                    {text("invite.withdraw")}
                </Button>
            )}
        </li>
    );
}
