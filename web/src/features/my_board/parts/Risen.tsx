// What stands still in a lane, at its head: each leads to its card, which stays where its person put it.
import { Snail } from "lucide-react";
import { text } from "../../../text/text";
import type { CardView } from "../model";
import styles from "./Risen.module.css";
import { showCard } from "./showCard";

export function Risen({ cards }: { cards: readonly CardView[] }) {
    if (cards.length === 0) return null;
    return (
        <ul className={styles["risen"]} aria-label={text("my_board.risen")}>
            {cards.map((card) => (
                <li key={card.key}>
                    <button type="button" onClick={() => showCard(card.key)}>
                        <Snail size={14} aria-hidden="true" />
                        <span>
                            <b className="clip">{card.title}</b>
                            <small>{card.slow?.line}</small>
                        </span>
                    </button>
                </li>
            ))}
        </ul>
    );
}
