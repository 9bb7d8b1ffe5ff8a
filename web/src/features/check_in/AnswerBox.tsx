// Check-ins that wait for the reader's answer, to be answered in place.
import { MessageCircleQuestion } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import type { TurnId } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Dial } from "../../ui/Dial";
import styles from "./AnswerBox.module.css";
import { AnswerForm } from "./AnswerForm";
import { myTurns, turnView } from "./model";

/** All turns of the reader; nothing if there are none. */
export function AnswerBox() {
    const turns = useView((data, nowMs) => myTurns(data, nowMs).map((turn) => turn.id));
    if (turns.length === 0) return null;
    return (
        <ul className={styles["box"]}>
            {turns.map((turn) => (
                <li key={turn}>
                    <TurnRow turn={turn} />
                </li>
            ))}
        </ul>
    );
}

/** One turn as a row that opens to its form. */
function TurnRow({ turn: id }: { turn: TurnId }) {
    const [open, setOpen] = useState(false);
    const view = useView((data, nowMs) => {
        const turn = data.work.turns.get(id);
        return turn ? turnView(data, turn, nowMs) : null;
    });
    if (!view) return null;
    const { step } = view.due;
    const close = () => setOpen(false);
    return (
        <div className={open ? styles["open"] : ""}>
            <div className={styles["row"]}>
                <MessageCircleQuestion size={16} aria-hidden="true" />
                <Link href={view.href} className={styles["words"] ?? ""}>
                    <span className={styles["title"]}>{view.title}</span>
                    <span className={`${styles["meta"]} clip`}>{view.meta}</span>
                </Link>
                <Chip
                    step={step === "reachable" ? "none" : step}
                    icon={<Dial fill={view.due.fill} />}
                >
                    {view.due.label}
                </Chip>
                {!open && (
                    <Button look="line" small onClick={() => setOpen(true)}>
                        {text("check_in.answer")}
                        <span className="sr">{view.title}</span>
                    </Button>
                )}
            </div>
            {open && (
                <AnswerForm
                    checkIn={view.checkIn}
                    date={view.date}
                    onDone={close}
                    onCancel={close}
                />
            )}
        </div>
    );
}
