// Before somebody is rung who should not be: their local time, and the ways that are left.
import { CalendarPlus, MessageSquare, Video, Zap } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useLocation } from "wouter";
import type { CallGuard, Session, TopicId } from "../../data/model";
import { openOverlay } from "../../data/overlay";
import { firstNameOf } from "../../data/select";
import type { Slot } from "../../data/slotWords";
import { store } from "../../data/store";
import { URGENT_REASON_CHARS_MAX } from "../../data/urgentWords";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { conversationWith } from "../../transport/direct";
import { type DraftOffer, offerDraft } from "../../transport/drafts";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import list from "../../ui/List.module.css";
import styles from "./GuardDialog.module.css";
import { guardView } from "./model";

export function GuardDialog({
    guard,
    topic,
    onRung,
    onClose,
}: {
    guard: CallGuard;
    /** Where the call would hang. */
    topic: TopicId | null;
    /** It rings after all. */
    onRung: (session: Session) => void;
    onClose: () => void;
}) {
    const view = useView((data, nowMs) => guardView(data, guard, nowMs));
    const [urgent, setUrgent] = useState(false);
    const [picking, setPicking] = useState(false);
    const [problem, setProblem] = useState("");
    const [busy, setBusy] = useState(false);
    const [, go] = useLocation();

    const run = async (work: () => Promise<void>) => {
        setBusy(true);
        try {
            await work();
        } catch (error) {
            setProblem(problemWords(error));
            setBusy(false);
        }
    };
    const write = (offer: DraftOffer) =>
        run(async () => {
            const place = topic ?? (await conversationWith([guard.person]));
            const { channels, topics, people } = store.get();
            const row = topics.get(place);
            const direct = row && channels.get(row.channel)?.kind === "direct";
            const name = people.get(guard.person)?.name ?? firstNameOf(store.get(), guard.person);
            const mention = { name, person: guard.person };
            offerDraft(place, direct ? offer : { ...offer, mention });
            onClose();
            go(`/topic/${place}`);
        });
    const handleClip = () =>
        run(async () => {
            const place = topic ?? (await conversationWith([guard.person]));
            openOverlay({ kind: "record_clip", topic: place, person: guard.person });
        });
    const handleWrite = () =>
        write({ later: { choice: "next_working_minute", person: guard.person } });
    const handleSlot = (slot: Slot) => write({ words: slot.suggestion });
    const [slot, ...more] = view.slots;
    const handleSlots = () => {
        if (slot && more.length === 0) void handleSlot(slot);
        else setPicking(!picking);
    };
    const handleAnyway = (reason: string) =>
        run(async () => {
            const body = { ...(topic ? { topic } : {}), anyway: { reason } };
            const { session } = await api.ringPerson(guard.person, body);
            if (session) onRung(session);
            else onClose();
        });

    return (
        <Dialog title={view.title} onClose={onClose}>
            <div className={list["dialogForm"]}>
                <p className={styles["state"]}>{view.state}</p>
                <div className={styles["ways"]}>
                    <Way
                        icon={<Video size={16} aria-hidden="true" />}
                        title={text("guard.clip")}
                        hint={view.told}
                        disabled={busy || !view.canTell}
                        first
                        onClick={() => void handleClip()}
                    />
                    <Way
                        icon={<MessageSquare size={16} aria-hidden="true" />}
                        title={text("guard.write")}
                        hint={view.told}
                        disabled={busy || !view.canTell}
                        onClick={() => void handleWrite()}
                    />
                    <Way
                        icon={<CalendarPlus size={16} aria-hidden="true" />}
                        title={text("guard.slot")}
                        hint={slotsHint(view.slots)}
                        disabled={busy || !slot}
                        {...(more.length === 0 ? {} : { expanded: picking })}
                        onClick={handleSlots}
                    />
                    {picking && (
                        <div className={styles["slots"]}>
                            {view.slots.map((one, index) => (
                                <button
                                    key={one.label}
                                    type="button"
                                    disabled={busy}
                                    // biome-ignore lint/a11y/noAutofocus: what was asked for
                                    autoFocus={index === 0}
                                    onClick={() => void handleSlot(one)}
                                >
                                    <span className={`${styles["time"]} num`}>{one.label}</span>{" "}
                                    <span className={`${styles["there"]} num`}>{one.there}</span>
                                </button>
                            ))}
                        </div>
                    )}
                    <Way
                        icon={<Zap size={16} aria-hidden="true" />}
                        title={text("guard.anyway")}
                        hint={view.spent ? view.budget : text("guard.anyway_hint")}
                        disabled={busy || view.spent}
                        expanded={urgent}
                        warm
                        onClick={() => setUrgent(!urgent)}
                    />
                </div>
                {urgent && (
                    <Anyway
                        budget={view.budget}
                        busy={busy}
                        onRing={(reason) => void handleAnyway(reason)}
                    />
                )}
                {problem !== "" && (
                    <p className={list["problem"]} role="alert">
                        {problem}
                    </p>
                )}
            </div>
        </Dialog>
    );
}

function slotsHint(slots: readonly Slot[]): string {
    const [slot, ...more] = slots;
    if (!slot) return text("guard.slot_none");
    const words = slot.there === "" ? slot.label : `${slot.label}, ${slot.there}`;
    return more.length === 0 ? words : text("guard.slot_more", { slot: words, count: more.length });
}

function Way({
    icon,
    title,
    hint,
    disabled,
    expanded,
    first = false,
    warm = false,
    onClick,
}: {
    icon: ReactNode;
    title: string;
    hint: string;
    disabled: boolean;
    expanded?: boolean;
    first?: boolean;
    warm?: boolean;
    onClick: () => void;
}) {
    return (
        <button
            type="button"
            className={`${styles["way"]} ${warm ? styles["warm"] : ""}`}
            disabled={disabled}
            aria-expanded={expanded}
            // biome-ignore lint/a11y/noAutofocus: the way that disturbs least is the first one
            autoFocus={first}
            onClick={onClick}
        >
            {icon}
            <span>
                <b>{title}</b>
                <small className="num">{hint}</small>
            </span>
        </button>
    );
}

function Anyway({
    budget,
    busy,
    onRing,
}: {
    budget: string;
    busy: boolean;
    onRing: (reason: string) => void;
}) {
    const [reason, setReason] = useState("");
    const id = useId();
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (reason.trim() !== "") onRing(reason.trim());
    };
    return (
        <form className={styles["anyway"]} onSubmit={handleSubmit}>
            <label htmlFor={id}>{text("urgent.reason")}</label>
            <textarea
                id={id}
                rows={2}
                required
                // biome-ignore lint/a11y/noAutofocus: the reason is asked for next
                autoFocus
                maxLength={URGENT_REASON_CHARS_MAX}
                aria-describedby={`${id}-budget`}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
            />
            <p id={`${id}-budget`} className="num">
                {budget}
            </p>
            <Button look="end" type="submit" disabled={busy || reason.trim() === ""}>
                {text("guard.anyway_submit")}
            </Button>
        </form>
    );
}
