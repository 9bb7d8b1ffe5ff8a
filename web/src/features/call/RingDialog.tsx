// A call that rings: who, about what, and three answers. It takes no focus from who is writing.
import { MessageSquareText, Phone, PhoneOff } from "lucide-react";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import type { Session } from "../../data/model";
import { channelTitle, nameOf, topicTitle } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import type { Ring } from "../../transport/frames";
import { problemWords } from "../../transport/http";
import { live } from "../../transport/live";
import { joinCall } from "../../transport/liveCall";
import { deviceChoice, devicesAllowed } from "../../transport/liveDevices";
import { endRing, onRings, ringsNow } from "../../transport/liveRings";
import { settings } from "../../transport/settings";
import { Button } from "../../ui/Button";
import { Initials } from "../../ui/Initials";
import { onDemand } from "../../ui/onDemand";
import { startRinging } from "../../ui/ringTone";
import { say } from "../../ui/Toasts";
import styles from "./RingDialog.module.css";
import { useCall } from "./useCall";

const StartDialog = onDemand(async () => (await import("./parts/StartDialog")).StartDialog);

/** Shows the first call that rings. */
export function RingDialog() {
    const [first] = useSyncExternalStore(onRings, ringsNow);
    const [checking, setChecking] = useState<Ring | null>(null);
    const [, go] = useLocation();
    if (checking) {
        const handleEntered = (session: Session) => {
            setChecking(null);
            go(`/live/${session.id}`);
        };
        const handleClose = () => {
            setChecking(null);
            // It was taken when Accept was pressed: not coming after all is leaving.
            void live.leave(checking.session).catch(() => {});
        };
        return (
            <StartDialog
                topic={checking.topic}
                session={checking.session}
                onEntered={handleEntered}
                onClose={handleClose}
            />
        );
    }
    return first ? <RingCard key={first.session} ring={first} onCheck={setChecking} /> : null;
}

function RingCard({ ring, onCheck }: { ring: Ring; onCheck: (ring: Ring) => void }) {
    const [, go] = useLocation();
    const card = useRef<HTMLElement>(null);
    const busy = useCall((call) => call.phase !== "idle");
    const view = useView((data) => {
        const topic = data.topics.get(ring.topic);
        const channel = data.channels.get(ring.channel);
        const title = topic ? topicTitle(data, topic) : text("topic.untitled");
        const place = channel && channel.kind !== "direct" ? channelTitle(data, channel) : "";
        return { name: nameOf(data, ring.from), title, place };
    });

    const handleAccept = useCallback(async () => {
        endRing(ring.session);
        try {
            if (!deviceChoice().checked || !devicesAllowed()) {
                await live.join(ring.session);
                onCheck(ring);
                return;
            }
            await joinCall(ring.session);
            go(`/live/${ring.session}`);
        } catch (error) {
            say(problemWords(error), true);
        }
    }, [ring, go, onCheck]);
    const handleDecline = useCallback(() => {
        endRing(ring.session);
        live.decline(ring.session).catch((error) => say(problemWords(error), true));
    }, [ring]);
    const handleReply = () => {
        handleDecline();
        go(`/topic/${ring.topic}`);
    };

    useEffect(() => {
        if (!isTyping(document.activeElement)) card.current?.focus();
        return startRinging("call");
    }, []);

    useEffect(() => {
        if (document.visibilityState === "visible" || settings().notifications !== "on") return;
        if (!("Notification" in window) || Notification.permission !== "granted") return;
        const note = new Notification(text("call.incoming", { name: view.name }), {
            body: view.title,
            tag: ring.session,
            requireInteraction: true,
        });
        note.onclick = () => {
            window.focus();
            note.close();
        };
        return () => note.close();
    }, [ring.session, view.name, view.title]);

    useEffect(() => {
        const handleKeyDown = (event: KeyboardEvent) => {
            const { target } = event;
            if (event.defaultPrevented || event.isComposing || isTyping(target)) return;
            if (document.querySelector("[role=dialog]")) return; // the keys are that one's
            const onButton = target instanceof Element && target.closest("button, a") !== null;
            if (event.key === "Enter" && !onButton) void handleAccept();
            else if (event.key === "Escape") handleDecline();
            else return;
            event.preventDefault();
        };
        window.addEventListener("keydown", handleKeyDown);
        return () => window.removeEventListener("keydown", handleKeyDown);
    }, [handleAccept, handleDecline]);

    const title = text("call.incoming", { name: view.name });
    return (
        <section
            ref={card}
            className={styles["card"]}
            role="alertdialog"
            aria-label={title}
            aria-describedby={`${ring.session}-about`}
            tabIndex={-1}
            data-region
        >
            <span className={styles["who"]}>
                <Initials name={view.name} size={64} lit />
            </span>
            <div className={styles["words"]}>
                <h2>{title}</h2>
                <p id={`${ring.session}-about`}>
                    <span className="clip">{view.title}</span>
                    {view.place !== "" && <small className="clip">{view.place}</small>}
                    {busy && <small>{text("call.leaves_other")}</small>}
                </p>
            </div>
            <div className={styles["actions"]}>
                <Button look="talk" icon={<Phone size={16} />} onClick={() => void handleAccept()}>
                    {text("call.accept")}
                </Button>
                <Button look="line" icon={<PhoneOff size={16} />} onClick={handleDecline}>
                    {text("call.decline")}
                </Button>
                <Button look="bare" icon={<MessageSquareText size={16} />} onClick={handleReply}>
                    {text("call.reply")}
                </Button>
            </div>
        </section>
    );
}

function isTyping(target: EventTarget | null): boolean {
    return (
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    );
}
