// The reactions under a message; one's own can be taken back.
import type { Message } from "../../../data/model";
import { useView } from "../../../data/useView";
import { reactionWords } from "../model";
import styles from "./Reactions.module.css";
import { react } from "./react";

export function Reactions({ message }: { message: Message }) {
    const view = useView((data) =>
        message.reactions.map((reaction) => ({
            emoji: reaction.emoji,
            count: reaction.people.length,
            own: data.me !== null && reaction.people.includes(data.me),
            words: reactionWords(data, reaction.emoji, reaction.people),
        })),
    );
    if (view.length === 0) return null;
    return (
        <div className={styles["reactions"]}>
            {view.map((reaction) => (
                <button
                    key={reaction.emoji}
                    type="button"
                    className={styles["reaction"]}
                    aria-pressed={reaction.own}
                    aria-label={reaction.words}
                    title={reaction.words}
                    onClick={() => react(message, reaction.emoji)}
                >
                    <span>{reaction.emoji}</span>
                    <span className="num">{reaction.count}</span>
                </button>
            ))}
        </div>
    );
}
