// The card of a ring for an urgent request: who, why, and what one can do.
import { CornerUpLeft, Phone, Zap } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { openOverlay } from "../../../data/overlay";
import { text } from "../../../text/text";
import { acts } from "../../../transport/acts";
import { problemWords } from "../../../transport/http";
import { ensureNewest } from "../../../transport/windows";
import { Button } from "../../../ui/Button";
import { startRinging } from "../../../ui/ringTone";
import { say } from "../../../ui/Toasts";
import type { RingView } from "../model";
import styles from "./RingCard.module.css";

/** How long it sounds, in milliseconds; the card stays until somebody answers. */
const SOUND_MS = 90_000;

export function RingCard({ view }: { view: RingView }) {
    const [, go] = useLocation();
    const [busy, setBusy] = useState(false);
    const card = useRef<HTMLElement>(null);
    const { topic } = view;

    useEffect(() => {
        const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
        if (!typing) card.current?.focus();
        return startRinging("urgent", SOUND_MS);
    }, []);
    // The reason stands in the message, which may not be here yet.
    useEffect(() => {
        if (topic && view.words === "") ensureNewest(topic).catch(() => {});
    }, [topic, view.words]);

    const handleAnswer = () => {
        if (!topic) return;
        acts.noticeDone(view).catch(() => {}); // the ring ends with the answer at the latest
        go(`/topic/${topic}?reply=${view.message}#${view.message}`);
    };
    const handleDecline = () => {
        setBusy(true);
        acts.declineEscalation(view.request)
            .catch((error) => say(problemWords(error), true))
            .finally(() => setBusy(false));
    };
    const { from } = view;
    return (
        <section
            ref={card}
            className={styles["card"]}
            role="alertdialog"
            aria-label={view.title}
            aria-describedby={`${view.id}-about`}
            tabIndex={-1}
            data-region
        >
            <header>
                <span className={styles["sign"]}>
                    <Zap size={20} aria-hidden="true" />
                </span>
                <div className={styles["words"]}>
                    <h2>{view.title}</h2>
                    <p className="clip">{view.place}</p>
                </div>
            </header>
            <div id={`${view.id}-about`} className={styles["about"]}>
                {view.stead !== "" && <p>{view.stead}</p>}
                {view.words !== "" && <p className={styles["said"]}>{view.words}</p>}
                {view.reason !== "" && (
                    <p className={styles["reason"]}>
                        <b>{text("urgent.mark")}</b> {view.reason}
                    </p>
                )}
            </div>
            <div className={styles["actions"]}>
                <Button
                    look="send"
                    icon={<CornerUpLeft size={16} aria-hidden="true" />}
                    onClick={handleAnswer}
                >
                    {text("urgent_ring.answer")}
                </Button>
                {from && (
                    <Button
                        look="line"
                        icon={<Phone size={16} aria-hidden="true" />}
                        onClick={() => openOverlay({ kind: "ring", person: from, topic })}
                    >
                        {text("urgent_ring.call")}
                    </Button>
                )}
                <Button look="bare" disabled={busy} onClick={handleDecline}>
                    {text("urgent_ring.decline")}
                </Button>
            </div>
        </section>
    );
}
