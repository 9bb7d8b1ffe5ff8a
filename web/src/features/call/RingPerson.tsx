// Rings one person. The server says whether they can be rung, or what stands before it (rule 10).
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { CallGuard, PersonId, Session, TopicId } from "../../data/model";
import { useView } from "../../data/useView";
import { api } from "../../transport/api";
import { enterCall } from "../../transport/calls";
import { problemWords } from "../../transport/http";
import { say } from "../../ui/Toasts";
import { mustAsk } from "./EnterCall";
import { isReachable } from "./model";
import { StartDialog } from "./parts/StartDialog";

export function RingPerson({
    person,
    topic,
    onClose,
    renderGuard,
}: {
    person: PersonId;
    /** Where the call hangs; the direct conversation with them if nothing is named. */
    topic: TopicId | null;
    onClose: () => void;
    renderGuard: (guard: CallGuard, onRung: (session: Session) => void) => ReactNode;
}) {
    const [guard, setGuard] = useState<CallGuard | null>(null);
    const reachable = useView((data) => isReachable(data, person));
    // Nobody's phone rings while the caller still looks for a microphone.
    const [asks] = useState(() => reachable && topic !== null && mustAsk(null));
    const begun = useRef(false);

    const ring = useCallback(async () => {
        const rung = await api.ringPerson(person, topic ? { topic } : {});
        if (rung.guard) setGuard(rung.guard);
        return rung.session ?? null;
    }, [person, topic]);

    useEffect(() => {
        if (asks || begun.current) return;
        begun.current = true;
        ring().then(
            (session) => session && enterCall(session),
            (error) => {
                say(problemWords(error), true);
                onClose();
            },
        );
    }, [asks, ring, onClose]);

    if (guard) return renderGuard(guard, enterCall);
    if (!asks || !topic) return null;
    return (
        <StartDialog
            topic={topic}
            session={null}
            only={person}
            onRing={ring}
            onEntered={enterCall}
            onClose={onClose}
        />
    );
}
