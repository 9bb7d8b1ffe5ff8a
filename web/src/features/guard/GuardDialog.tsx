// Before somebody is rung who should not be: their local time, and the ways that are left.
import { CalendarPlus, MessageSquare, Zap } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useLocation } from "wouter";
import type { CallGuard, Session, TopicId } from "../../data/model";
import { firstNameOf } from "../../data/select";
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
    const handleWrite = () =>
        write({ later: { choice: "next_working_minute", person: guard.person } });
    const handleSlot = () => write({ words: view.suggestion });
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
                        icon={<MessageSquare size={16} aria-hidden="true" />}
                        title={text("guard.write")}
                        hint={view.told}
                        disabled={busy || !view.canTell}
                        first
                        onClick={() => void handleWrite()}
                    />
                    <Way
                        icon={<CalendarPlus size={16} aria-hidden="true" />}
                        title={text("guard.slot")}
                        hint={view.slot === "" ? text("guard.slot_none") : view.slot}
                        disabled={busy || view.slot === ""}
                        onClick={() => void handleSlot()}
                    />
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
