// Where one is signed in.
import type { SignInId } from "../../data/model";
import { myZone } from "../../data/select";
import { useView } from "../../data/useView";
import { agentWords } from "../../text/agent";
import { text } from "../../text/text";
import { fullTime } from "../../text/time";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { forget } from "../../transport/sync";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import list from "../../ui/List.module.css";
import { say } from "../../ui/Toasts";
import { useLoaded } from "../../ui/useLoaded";

export function SignIns() {
    const signIns = useLoaded("sign-ins", api.signIns);
    const zone = useView(myZone);
    const handleEnd = (id: SignInId) => {
        api.endSignIn(id).then(signIns.reload, (error) => say(problemWords(error), true));
    };
    const handleEverywhere = () => {
        api.signOut(true).then(
            async () => {
                await forget();
                location.assign("/");
            },
            (error) => say(problemWords(error), true),
        );
    };
    return (
        <section className={list["section"]} aria-label={text("sign_ins.title")}>
            <h2>{text("sign_ins.title")}</h2>
            <ul className={list["list"]}>
                {(signIns.value ?? []).map((signIn) => (
                    <li key={signIn.id} className={list["row"]}>
                        <div className={list["words"]}>
                            <p className={`${list["name"]} clip`}>{agentWords(signIn.agent)}</p>
                            <p className={list["sub"]}>
                                {text("sign_ins.used", {
                                    time: fullTime(Date.parse(signIn.last_used_at), zone),
                                })}
                            </p>
                        </div>
                        <span className={list["end"]}>
                            {signIn.current ? (
                                <Chip>{text("sign_ins.this")}</Chip>
                            ) : (
                                <Button look="bare" small onClick={() => handleEnd(signIn.id)}>
                                    {text("sign_ins.end")}
                                </Button>
                            )}
                        </span>
                    </li>
                ))}
            </ul>
            <div className={list["actions"]}>
                <Button look="line" onClick={handleEverywhere}>
                    {text("sign_ins.everywhere")}
                </Button>
            </div>
        </section>
    );
}
