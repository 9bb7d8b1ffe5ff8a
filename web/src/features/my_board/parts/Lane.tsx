// A lane: its place in time, and its cards.
import { Fragment, useRef, useState } from "react";
import type { ShownLane } from "../../../data/myBoard";
import { text } from "../../../text/text";
import { useDropList } from "../../../ui/dragList";
import { Kbd } from "../../../ui/Kbd";
import type { CardView, LaneView } from "../model";
import { Card } from "./Card";
import styles from "./Lane.module.css";
import { Risen } from "./Risen";

/** The kind of what is dragged between the lanes. */
export const DRAG_KIND = "my_card";

export function Lane({
    lane,
    cardOf,
    today,
    onPlace,
}: {
    lane: LaneView;
    /** The card of a key, in whichever lane. */
    cardOf: (key: string) => CardView | undefined;
    today: string;
    onPlace: (card: CardView, lane: ShownLane, before: string | null) => void;
}) {
    const box = useRef<HTMLElement>(null);
    const [over, setOver] = useState<string | null | undefined>(undefined);
    useDropList(box, {
        kind: DRAG_KIND,
        active: lane.lane !== "waiting",
        onOver: setOver,
        onDrop: (key, before) => {
            const card = cardOf(key);
            if (card) onPlace(card, lane.lane, before);
        },
    });
    const id = `lane-${lane.lane}`;
    const mark = <li className={styles["mark"]} aria-hidden="true" />;
    return (
        <section
            ref={box}
            className={`${styles["lane"]} ${styles[lane.lane]}`}
            aria-labelledby={id}
            data-lane={lane.lane}
        >
            <header>
                <h2 id={id}>{lane.title}</h2>
                <small className="num">{lane.count}</small>
            </header>
            <p className={styles["span"]}>{lane.span}</p>
            <Risen cards={lane.risen} />
            <ul className={styles["cards"]}>
                {lane.cards.map((card) => (
                    <Fragment key={card.key}>
                        {over === card.key && mark}
                        <Card card={card} today={today} onPlace={onPlace} />
                    </Fragment>
                ))}
                {over === null && mark}
            </ul>
            {lane.cards.length === 0 && over === undefined && (
                <p className={styles["nothing"]}>{text("my_board.drop_here")}</p>
            )}
            {lane.lane === "inbox" && 0 < lane.cards.length && (
                <p className={`${styles["keys"]} desk`}>
                    <Kbd>1</Kbd>–<Kbd>6</Kbd> {text("my_board.move_keys")}
                </p>
            )}
        </section>
    );
}
