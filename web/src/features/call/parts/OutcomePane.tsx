// The card that asks what came of a huddle.
import { X } from "lucide-react";
import { useEffect } from "react";
import type { SessionId, TopicId } from "../../../data/model";
import { topicTitle } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { outcomeOf } from "../model";
import { setAsked } from "./asking";
import { OutcomeForm } from "./OutcomeForm";
import styles from "./OutcomePane.module.css";

/** A huddle that is over. */
export interface Talked {
    session: SessionId;
    topic: TopicId;
}

export function OutcomePane({ talked, onClose }: { talked: Talked; onClose: () => void }) {
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
