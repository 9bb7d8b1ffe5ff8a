// Ways into a call with somebody: shown at once, and gone into by what lies over the page.
import type { Blocker, PersonId, Session, TalkOffer } from "../data/model";
import { openOverlay } from "../data/overlay";
import { store } from "../data/store";
import { api } from "./api";
import { Refusal } from "./http";

/** Goes into a call that the server has just told of. */
export function enterCall(session: Session): void {
    store.dispatch({ type: "local.answer", data: { type: "session.updated", data: session } });
    openOverlay({ kind: "enter_call", session: session.id, topic: session.topic });
}

/** Whether a call rings somebody, or they are there: otherwise they are told when they can be. */
function isReached(session: Session, person: PersonId): boolean {
    const there = session.attendance.some((stay) => stay.person === person && stay.until === null);
    return there || session.ringing.includes(person);
}

/** "I can help": goes into the call with whoever is stuck; answers whether they are reached now. */
export async function helpBlocker(blocker: Pick<Blocker, "id" | "raised_by">): Promise<boolean> {
    const session = await api.helpBlocker(blocker.id);
    enterCall(session);
    return isReached(session, blocker.raised_by);
}

/** Takes an offer to talk; who cannot be reached any more is rung behind the guard. */
export async function takeTalk(
    offer: Pick<TalkOffer, "id" | "topic">,
    partner: PersonId,
): Promise<void> {
    try {
        enterCall(await api.takeTalkOffer(offer.id));
    } catch (error) {
        if (!(error instanceof Refusal) || error.problem.code !== "guarded") throw error;
        openOverlay({ kind: "ring", person: partner, topic: offer.topic });
    }
}
