// "Talk for 5 minutes?", after two have gone back and forth often enough. It can be dismissed.
import { AudioLines, CalendarPlus, MessagesSquare, Video } from "lucide-react";
import { useState } from "react";
import type { TopicId } from "../../data/model";
import { openOverlay } from "../../data/overlay";
import type { Slot } from "../../data/slotWords";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { acts } from "../../transport/acts";
import { takeTalk } from "../../transport/calls";
import { offerDraft } from "../../transport/drafts";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { say } from "../../ui/Toasts";
import { talkView } from "./model";
import styles from "./TalkOffer.module.css";

export function TalkOffer({ topic }: { topic: TopicId }) {
    const view = useView((data, nowMs) => talkView(data, topic, nowMs));
    const [busy, setBusy] = useState(false);
    if (!view) return null;

    const run = async (work: () => Promise<void>) => {
        setBusy(true);
        await work().catch((error) => say(problemWords(error), true));
        setBusy(false);
    };
    const handleTake = () => run(() => takeTalk({ id: view.id, topic }, view.partner));
    const handleClip = () =>
        openOverlay({ kind: "record_clip", topic, person: view.partner, offer: view.id });
    const handleSuggest = (slot: Slot) =>
        run(async () => {
            offerDraft(topic, { words: slot.suggestion });
            await acts.dismissTalk(view.id);
        });
    return (
        <section className={styles["offer"]} aria-label={text("talk_offer.label")} data-region>
            <MessagesSquare size={20} aria-hidden="true" className={styles["sign"]} />
            <p className={styles["words"]} role="status">
                {view.line}{" "}
                {view.minutes === null &&
                    text(view.slots.length === 0 ? "talk_offer.none" : "talk_offer.slots")}
            </p>
            <div className={styles["actions"]}>
                {view.minutes !== null && (
                    <Button
                        look="line"
                        icon={<AudioLines size={16} aria-hidden="true" />}
                        disabled={busy}
                        onClick={() => void handleTake()}
                    >
                        {text("talk_offer.take", { count: view.minutes })}
                    </Button>
                )}
                {view.minutes === null && (
                    <Button
                        look="line"
                        icon={<Video size={16} aria-hidden="true" />}
                        disabled={busy}
                        onClick={handleClip}
                    >
                        {text("clip.record_button")}
                    </Button>
                )}
                {view.slots.map((slot) => (
                    <Button
                        key={slot.label}
                        look="line"
                        icon={<CalendarPlus size={16} aria-hidden="true" />}
                        disabled={busy}
                        className={styles["slot"] ?? ""}
                        onClick={() => void handleSuggest(slot)}
                    >
                        <span>
                            {slot.label}
                            {slot.there !== "" && <small>{slot.there}</small>}
                        </span>
                    </Button>
                ))}
                <Button
                    look="bare"
                    disabled={busy}
                    onClick={() => void run(() => acts.dismissTalk(view.id))}
                >
                    {text("talk_offer.dismiss")}
                </Button>
            </div>
        </section>
    );
}
