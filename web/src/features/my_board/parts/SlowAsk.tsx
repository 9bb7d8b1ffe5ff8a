// What stands still asks for its next step; only its person sees this.
import { Snail } from "lucide-react";
import { useState } from "react";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import type { CardView, SlowView } from "../model";
import { perform } from "../perform";
import styles from "./SlowAsk.module.css";
import { StepForm } from "./StepForm";

export function SlowAsk({ card, slow, today }: { card: CardView; slow: SlowView; today: string }) {
    const [open, setOpen] = useState(false);
    if (!card.asks && !open) {
        return (
            <button type="button" className={styles["line"]} onClick={() => setOpen(true)}>
                <Snail size={14} aria-hidden="true" />
                {slow.line}
            </button>
        );
    }
    return (
        <div className={styles["ask"]}>
            <p className={styles["note"]}>
                <Snail size={14} aria-hidden="true" />
                <span>
                    <b>{slow.line}</b> {slow.usual} {text("my_board.only_you")}
                </span>
            </p>
            <StepForm
                item={card.item}
                step=""
                focus={open}
                onDone={() => {}}
                ways={
                    <>
                        <Button look="bare" small onClick={() => perform(card, "help", today)}>
                            {text("my_board.ask_help")}
                        </Button>
                        <Button look="bare" small onClick={() => perform(card, "later", today)}>
                            {text("my_board.later")}
                        </Button>
                        <Button look="bare" small onClick={() => perform(card, "let_go", today)}>
                            {text("my_board.let_go")}
                        </Button>
                    </>
                }
            />
        </div>
    );
}
