// After a huddle: one line of what came of it. It takes no focus from who is writing, and can wait.
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import type { SessionId, TopicId } from "../../data/model";
import { topicTitle } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { outcomeOf, talkedIn } from "./model";
import styles from "./OutcomeCard.module.css";
import { setAsked } from "./parts/asking";
import { OutcomeForm } from "./parts/OutcomeForm";
import { useCall } from "./useCall";

interface Talked {
    session: SessionId;
    topic: TopicId;
}

export function OutcomeCard() {
    const session = useCall((call) => call.session);
    const talked = useView((data) => talkedIn(data, session));
    const topic = talked?.topic ?? null;
    const [last, setLast] = useState<Talked | null>(null);
    const [over, setOver] = useState<Talked | null>(null);

    useEffect(() => {
        if (session && topic) setLast({ session, topic });
    }, [session, topic]);
    useEffect(() => {
        if (!last || session === last.session) return;
        setOver(last);
        setLast(null);
    }, [session, last]);

    return over ? <Card key={over.session} talked={over} onClose={() => setOver(null)} /> : null;
}

function Card({ talked, onClose }: { talked: Talked; onClose: () => void }) {
    const view = useView((data) => {
        const row = data.topics.get(talked.topic);
        return {
            title: row ? topicTitle(data, row) : "",
            said: outcomeOf(data, talked.topic, talked.session) !== null,
        };
    });
    useEffect(() => {
        setAsked(talked.session);
        return () => setAsked(null);
    }, [talked.session]);
    // Another one who was there has said it.
    useEffect(() => {
        if (view.said) onClose();
    }, [view.said, onClose]);
    if (view.said) return null;
    return (
        <section
            className={styles["card"]}
            aria-label={text("huddle.outcome_title")}
            data-region
            tabIndex={-1}
        >
            <header>
                <p className="clip">{text("huddle.ended", { title: view.title })}</p>
                <Button
                    look="bare"
                    small
                    icon={<X size={16} />}
                    label={text("huddle.outcome_skip")}
                    onClick={onClose}
                />
            </header>
            <OutcomeForm session={talked.session} topic={talked.topic} focus onDone={onClose} />
        </section>
    );
}
