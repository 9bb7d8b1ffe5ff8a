// A card of my board: a task or a request, with what it waits on, its next step, and when it is due.
import {
    Ban,
    Check,
    ChevronsUp,
    ChevronUp,
    Clock,
    CornerDownRight,
    Moon,
    Sun,
    Zap,
} from "lucide-react";
import { useRef, useState } from "react";
import { Link } from "wouter";
import type { ShownLane } from "../../../data/myBoard";
import { priorityWord } from "../../../data/taskWords";
import { text } from "../../../text/text";
import { Dial } from "../../../ui/Dial";
import { DRAG_KEY, useDragCard } from "../../../ui/dragList";
import type { CardView } from "../model";
import { perform } from "../perform";
import styles from "./Card.module.css";
import { CardMenu } from "./CardMenu";
import { DRAG_KIND } from "./Lane";
import { SlowAsk } from "./SlowAsk";
import { cardId } from "./useBoardKeys";

export function Card({
    card,
    today,
    onPlace,
}: {
    card: CardView;
    today: string;
    onPlace: (card: CardView, lane: ShownLane, before: string | null) => void;
}) {
    const box = useRef<HTMLLIElement>(null);
    const [dragging, setDragging] = useState(false);
    useDragCard(box, { kind: DRAG_KIND, key: card.key, active: card.movable }, setDragging);
    const quiet = card.lane === "inbox" || card.lane === "snoozed";
    const classes = [
        styles["card"],
        quiet ? styles["quiet"] : "",
        card.slow ? styles["slow"] : "",
        card.item.of === "request" ? styles["request"] : "",
        dragging ? styles["dragging"] : "",
    ];
    return (
        <li
            ref={box}
            className={classes.join(" ")}
            data-card={card.key}
            {...{ [DRAG_KEY]: card.key }}
        >
            <div className={styles["top"]}>
                <h3>
                    <Link id={cardId(card.key)} href={card.href} draggable={false}>
                        {card.title}
                    </Link>
                </h3>
                <span className={styles["acts"]}>
                    {!card.owed && (
                        <button
                            type="button"
                            className={styles["check"]}
                            aria-label={text("my_board.done_of", { title: card.title })}
                            title={text("my_board.done")}
                            onClick={() => perform(card, "done", today)}
                        >
                            <Check size={14} aria-hidden="true" />
                        </button>
                    )}
                    <CardMenu card={card} today={today} onPlace={onPlace} />
                </span>
            </div>
            <Meta card={card} />
            {card.step !== "" && (
                <p className={styles["step"]}>
                    <CornerDownRight size={14} aria-hidden="true" />
                    <span className="sr">{text("walk.step")}: </span>
                    {card.step}
                </p>
            )}
            {card.slow && <SlowAsk card={card} slow={card.slow} today={today} />}
        </li>
    );
}

/** The quiet line below the title. */
export function Meta({ card }: { card: CardView }) {
    const { due } = card;
    const step = due ? `step-${due.step}` : "";
    return (
        <p className={`${styles["meta"]} num`}>
            {card.priority !== "" && (
                <span className={styles["priority"]}>
                    {card.priority === priorityWord("highest") ? (
                        <ChevronsUp size={14} aria-hidden="true" />
                    ) : (
                        <ChevronUp size={14} aria-hidden="true" />
                    )}
                    {card.priority}
                </span>
            )}
            {card.wake !== "" && (
                <span className="step-later">
                    <Moon size={14} aria-hidden="true" />
                    {card.wake}
                </span>
            )}
            {card.wake === "" && due && (
                <span className={step}>
                    {card.urgent ? (
                        <Zap size={14} aria-label={text("inbox.urgent")} />
                    ) : (
                        <Dial fill={due.fill} />
                    )}
                    {due.label}
                </span>
            )}
            {card.slow && !due && (
                <span>
                    <Clock size={14} aria-hidden="true" />
                    {text("my_board.no_due")}
                </span>
            )}
            {card.planned && (
                <span>
                    <Sun size={14} aria-hidden="true" />
                    {text("my_board.planned")}
                </span>
            )}
            {card.origin !== "" && <span>{card.origin}</span>}
            {card.place !== "" && <span>{card.place}</span>}
            {card.owner !== "" && <span>{card.owner}</span>}
            {card.waits !== "" && (
                <span className={styles["waits"]}>
                    <Ban size={14} aria-hidden="true" />
                    {card.waits}
                </span>
            )}
        </p>
    );
}
