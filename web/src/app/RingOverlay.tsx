// Ringing one person: the call of one feature behind the guard of another.
import type { PersonId, TopicId } from "../data/model";
import { RingPerson } from "../features/call/RingPerson";
import { GuardDialog } from "../features/guard/GuardDialog";

export function RingOverlay({
    person,
    topic,
    onClose,
}: {
    person: PersonId;
    topic: TopicId | null;
    onClose: () => void;
}) {
    return (
        <RingPerson
            person={person}
            topic={topic}
            onClose={onClose}
            renderGuard={(guard, onRung) => (
                <GuardDialog guard={guard} topic={topic} onRung={onRung} onClose={onClose} />
            )}
        />
    );
}
