// Goes into a call that runs: at once, or after the devices and another call were asked about.
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { SessionId, TopicId } from "../../data/model";
import { problemWords } from "../../transport/http";
import { joinCall } from "../../transport/liveCall";
import { deviceChoice, devicesAllowed } from "../../transport/liveDevices";
import { callState } from "../../transport/liveState";
import { say } from "../../ui/Toasts";
import { StartDialog } from "./parts/StartDialog";

/** Whether something is to be asked before one goes into a call. */
export function mustAsk(session: SessionId | null): boolean {
    const { phase, session: mine } = callState();
    const elsewhere = phase !== "idle" && mine !== session;
    return !deviceChoice().checked || !devicesAllowed() || elsewhere;
}

export function EnterCall({
    session,
    topic,
    onClose,
}: {
    session: SessionId;
    topic: TopicId;
    onClose: () => void;
}) {
    const [, go] = useLocation();
    const [asks] = useState(() => mustAsk(session));
    const begun = useRef(false);

    useEffect(() => {
        if (asks || begun.current) return;
        begun.current = true;
        const enter = async () => {
            if (callState().session !== session) await joinCall(session);
            go(`/live/${session}`);
        };
        enter()
            .catch((error) => say(problemWords(error), true))
            .finally(onClose);
    }, [asks, session, go, onClose]);

    if (!asks) return null;
    return (
        <StartDialog
            topic={topic}
            session={session}
            onEntered={(entered) => {
                onClose();
                go(`/live/${entered.id}`);
            }}
            onClose={onClose}
        />
    );
}
