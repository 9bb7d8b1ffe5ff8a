// Begins a call where one wants to choose: whom to ring, for how long, what for.
import { useLocation } from "wouter";
import type { TopicId } from "../../data/model";
import { StartDialog } from "./parts/StartDialog";

export function StartCall({ topic, onClose }: { topic: TopicId; onClose: () => void }) {
    const [, go] = useLocation();
    return (
        <StartDialog
            topic={topic}
            session={null}
            onEntered={(session) => {
                onClose();
                go(`/live/${session.id}`);
            }}
            onClose={onClose}
        />
    );
}
