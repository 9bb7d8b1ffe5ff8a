// What comes before a call where something is to be decided: devices the first time, whom to ring.
import { AudioLines } from "lucide-react";
import { useState } from "react";
import type { PersonId, Session, SessionId, TopicId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { joinCall, startCall } from "../../../transport/liveCall";
import { chooseDevices, deviceChoice } from "../../../transport/liveDevices";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import list from "../../../ui/List.module.css";
import { ringChoices } from "../model";
import { useCall } from "../useCall";
import { DeviceCheck } from "./DeviceCheck";
import styles from "./StartDialog.module.css";

export function StartDialog({
    topic,
    session,
    onEntered,
    onClose,
}: {
    topic: TopicId;
    /** The call to join; left out, one is started. */
    session: SessionId | null;
    onEntered: (session: Session) => void;
    onClose: () => void;
}) {
    const choices = useView((data, nowMs) => ringChoices(data, topic, nowMs));
    const [picked, setPicked] = useState<readonly PersonId[]>(() =>
        choices.filter((choice) => choice.reachable).map((choice) => choice.person),
    );
    const [check] = useState(() => !deviceChoice().checked);
    const [problem, setProblem] = useState("");
    const [busy, setBusy] = useState(false);
    const elsewhere = useCall((call) => call.phase !== "idle" && call.session !== session);

    const handleStart = async () => {
        setBusy(true);
        try {
            chooseDevices({ checked: true });
            onEntered(await (session ? joinCall(session) : startCall(topic, picked)));
        } catch (error) {
            setProblem(problemWords(error));
            setBusy(false);
        }
    };
    const toggle = (person: PersonId) =>
        setPicked((before) =>
            before.includes(person)
                ? before.filter((other) => other !== person)
                : [...before, person],
        );

    return (
        <Dialog
            title={session ? text("call.join_call") : text("call.check")}
            size={check ? "wide" : "narrow"}
            onClose={onClose}
        >
            <div className={list["dialogForm"]}>
                {check && <DeviceCheck />}
                {!session && 0 < choices.length && (
                    <fieldset className={styles["people"]}>
                        <legend>{text("call.ring_list")}</legend>
                        {choices.map((choice) => (
                            <label key={choice.person}>
                                <input
                                    type="checkbox"
                                    checked={picked.includes(choice.person)}
                                    onChange={() => toggle(choice.person)}
                                />
                                <span className="clip">{choice.name}</span>
                                <span className={styles["line"]}>{choice.line}</span>
                            </label>
                        ))}
                    </fieldset>
                )}
                {!session && picked.length === 0 && (
                    <p className={list["hint"]}>{text("call.nobody_rung")}</p>
                )}
                {elsewhere && <p className={list["hint"]}>{text("call.leaves_other")}</p>}
                {problem !== "" && (
                    <p className={list["problem"]} role="alert">
                        {problem}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button
                        look="talk"
                        icon={<AudioLines size={16} />}
                        disabled={busy}
                        onClick={() => void handleStart()}
                        autoFocus
                    >
                        {session
                            ? text("call.join")
                            : picked.length === 0
                              ? text("call.start")
                              : text("call.start_ring", { count: picked.length })}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("call.not_now")}
                    </Button>
                    {check && <p className={list["hint"]}>{text("call.check_hint")}</p>}
                </div>
            </div>
        </Dialog>
    );
}
