// Before one is in: set-up, sign-in, an invitation.
import "../text/englishDoor";
import { InvitationPage } from "../features/account/InvitationPage";
import { SetupPage } from "../features/account/SetupPage";
import { SignInPage } from "../features/account/SignInPage";

export function Door({
    start,
    invitation,
    onEntered,
}: {
    start: "set_up" | "signed_out";
    invitation: string | null;
    onEntered: () => void;
}) {
    if (invitation !== null) return <InvitationPage code={invitation} onEntered={onEntered} />;
    if (start === "set_up") return <SetupPage onEntered={onEntered} />;
    return <SignInPage onEntered={onEntered} />;
}
