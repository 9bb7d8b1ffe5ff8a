// The one warm button of a topic: begins a call, joins the one that runs, or opens one's own.
import { AudioLines, ChevronDown } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import type { Session, TopicId } from "../../data/model";
import { openOverlay } from "../../data/overlay";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { problemWords } from "../../transport/http";
import { joinCall, startCall } from "../../transport/liveCall";
import { deviceChoice, devicesAllowed } from "../../transport/liveDevices";
import { endRing } from "../../transport/liveRings";
import { Button } from "../../ui/Button";
import { onDemand } from "../../ui/onDemand";
import { say } from "../../ui/Toasts";
import { partnerIn, ringChoices } from "./model";
import styles from "./TalkButton.module.css";
import { useCall } from "./useCall";

const load = () => import("./parts/StartDialog");
const StartDialog = onDemand(async () => (await load()).StartDialog);

export function TalkButton({
    topic,
    label,
    look = "talk",
}: {
    topic: TopicId;
    /** The word where no call runs. */
    label?: string;
    look?: "talk" | "line";
}) {
    const [, go] = useLocation();
    const [open, setOpen] = useState(false);
    const [busy, setBusy] = useState(false);
    const session = useView((data) => {
        const id = data.topics.get(topic)?.session ?? null;
        return id && data.sessions.has(id) ? id : null;
    });
    const choices = useView((data, nowMs) => ringChoices(data, topic, nowMs));
    const partner = useView((data) => partnerIn(data, topic));
    const mine = useCall((call) => (call.phase === "idle" ? null : call.session));
    const here = session !== null && session === mine;

    const handleEntered = (entered: Session) => {
        setOpen(false);
        go(`/live/${entered.id}`);
    };
    const handleClick = async () => {
        if (here) {
            go(`/live/${session}`);
            return;
        }
        // One person is rung behind the guard: the server knows whether they can be.
        if (partner && !session) {
            openOverlay({ kind: "ring", person: partner, topic });
            return;
        }
        const unsure = choices.length === 0 || choices.some((choice) => !choice.reachable);
        // Whoever goes in here needs not be rung beside it.
        if (session) endRing(session);
        const ask = !deviceChoice().checked || !devicesAllowed() || mine !== null;
        if (ask || (!session && unsure)) {
            setOpen(true);
            return;
        }
        setBusy(true);
        try {
            const people = choices.map((choice) => choice.person);
            handleEntered(await (session ? joinCall(session) : startCall(topic, people)));
        } catch (error) {
            say(problemWords(error), true);
        }
        setBusy(false);
    };

    return (
        <span className={styles["talk"]}>
            <Button
                look={look}
                icon={<AudioLines size={16} aria-hidden="true" />}
                disabled={busy}
                onPointerEnter={() => void load()}
                onFocus={() => void load()}
                onClick={() => void handleClick()}
            >
                {here
                    ? text("call.open")
                    : session
                      ? text("call.join_call")
                      : (label ?? text("call.talk"))}
            </Button>
            {look === "talk" && !session && mine === null && (
                <Button
                    look="bare"
                    icon={<ChevronDown size={16} />}
                    label={text("huddle.choose")}
                    aria-haspopup="dialog"
                    className="desk"
                    onClick={() => openOverlay({ kind: "start_call", topic })}
                />
            )}
            {open && (
                <StartDialog
                    topic={topic}
                    session={session}
                    onEntered={handleEntered}
                    onClose={() => setOpen(false)}
                />
            )}
        </span>
    );
}
