// What comes before a call where something is to be decided: devices the first time, whom to ring,
// for how long, and whether another way suits better.
import { AudioLines } from "lucide-react";
import { useState } from "react";
import type { PersonId, Session, SessionId, TopicId } from "../../../data/model";
import { openOverlay } from "../../../data/overlay";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { joinCall, startCall } from "../../../transport/liveCall";
import { chooseDevices, deviceChoice } from "../../../transport/liveDevices";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Choice";
import { Dialog } from "../../../ui/Dialog";
import list from "../../../ui/List.module.css";
import { ringChoices, viewsHint } from "../model";
import { useCall } from "../useCall";
import { DeviceCheck } from "./DeviceCheck";
import { PurposeAdvice } from "./PurposeAdvice";
import styles from "./StartDialog.module.css";

/** How long a huddle can be, in minutes; a call has no clock. */
const LENGTHS = ["5", "10", "15"] as const;
type Length = "open" | (typeof LENGTHS)[number];

export function StartDialog({
    topic,
    session,
    only,
    onRing,
    onEntered,
    onClose,
}: {
    topic: TopicId;
    /** The call to join; left out, one is started. */
    session: SessionId | null;
    /** The one person who is rung, by `onRing`. */
    only?: PersonId;
    /** Rings them; `null` where a guard stands before it, which is shown instead. */
    onRing?: () => Promise<Session | null>;
    onEntered: (session: Session) => void;
    onClose: () => void;
}) {
    const choices = useView((data, nowMs) =>
        ringChoices(data, topic, nowMs).filter((choice) => !only || choice.person === only),
    );
    const hint = useView((data, nowMs) => viewsHint(data, topic, nowMs));
    const [picked, setPicked] = useState<readonly PersonId[]>(() =>
        choices.filter((choice) => choice.reachable).map((choice) => choice.person),
    );
    const [length, setLength] = useState<Length>("open");
    const [check] = useState(() => !deviceChoice().checked);
    const [problem, setProblem] = useState("");
    const [busy, setBusy] = useState(false);
    const elsewhere = useCall((call) => call.phase !== "idle" && call.session !== session);

    const begin = async (): Promise<Session | null> => {
        if (session) return joinCall(session);
        if (!onRing) return startCall(topic, picked, length === "open" ? null : Number(length));
        const rung = await onRing();
        return rung && joinCall(rung.id);
    };
    const handleStart = async () => {
        setBusy(true);
        try {
            chooseDevices({ checked: true });
            const begun = await begin();
            if (begun) onEntered(begun);
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
                        {choices.map((choice) =>
                            choice.reachable ? (
                                <label key={choice.person} className={styles["row"]}>
                                    <input
                                        type="checkbox"
                                        checked={picked.includes(choice.person)}
                                        onChange={() => toggle(choice.person)}
                                    />
                                    <span className="clip">{choice.name}</span>
                                    <span className={styles["line"]}>{choice.line}</span>
                                </label>
                            ) : (
                                <p key={choice.person} className={styles["row"]}>
                                    <span className={`${styles["away"]} clip`}>{choice.name}</span>
                                    <span className={styles["line"]}>{choice.line}</span>
                                    <Button
                                        look="bare"
                                        small
                                        onClick={() =>
                                            openOverlay({
                                                kind: "ring",
                                                person: choice.person,
                                                topic,
                                            })
                                        }
                                    >
                                        {text("guard.ways")}
                                        <span className="sr">{choice.name}</span>
                                    </Button>
                                </p>
                            ),
                        )}
                    </fieldset>
                )}
                {!session && !onRing && (
                    <>
                        <Choice
                            label={text("huddle.length")}
                            value={length}
                            options={[
                                { value: "open", label: text("huddle.open") },
                                ...LENGTHS.map((minutes) => ({
                                    value: minutes,
                                    label: text("time.minutes", { count: Number(minutes) }),
                                })),
                            ]}
                            onChange={setLength}
                        />
                        <PurposeAdvice
                            topic={topic}
                            minutes={length === "open" ? null : Number(length)}
                        />
                    </>
                )}
                {hint !== "" && !session && <p className={list["hint"]}>{hint}</p>}
                {!session && picked.length === 0 && (
                    <p className={list["hint"]}>{text("call.nobody_rung")}</p>
                )}
                {elsewhere && <p className={list["hint"]}>{text("call.leaves_other")}</p>}
                {problem !== "" && (
                    <p className={list["problem"]} role="alert">
                        {problem}
                    </p>
                )}
                <div className={`${list["actions"]} ${styles["foot"]}`}>
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
