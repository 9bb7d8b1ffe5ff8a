// One message: who, what, and in the margin when and what is due.
import {
    AudioLines,
    Ban,
    CircleCheck,
    PenLine,
    PhoneMissed,
    SquareCheck,
    Vote,
} from "lucide-react";
import { memo, type ReactNode, useState } from "react";
import { messageWords } from "../../../data/clipWords";
import type { Message, MessageId, Session } from "../../../data/model";
import { firstNameOf, loadedMessage, myZone, nameOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { editText } from "../../../text/mentions";
import { text } from "../../../text/text";
import { fullTime, shortTime } from "../../../text/time";
import { Initials } from "../../../ui/Initials";
import { onDemand } from "../../../ui/onDemand";
import { SafeHtml } from "../../../ui/SafeHtml";
import { Attachments, type ClipRender } from "../Attachments";
import type { MessageDialog } from "../MessageActions";
import { EditBox } from "./EditBox";
import { Margin } from "./Margin";
import styles from "./MessageRow.module.css";
import { Reactions } from "./Reactions";
import { RequestActions } from "./RequestActions";
import { UrgentNote } from "./UrgentNote";

// Only the message under the pointer or the focus has them.
const MessageActions = onDemand(async () => (await import("../MessageActions")).MessageActions);
const load = () => import("./MessageDialogs");
const HistoryDialog = onDemand(async () => (await load()).HistoryDialog);
const DeleteDialog = onDemand(async () => (await load()).DeleteDialog);

/** What a message may be that other features show. */
const SHOWN_BY_OTHERS: ReadonlySet<Message["body"]["kind"]> = new Set([
    "missed_call",
    "poll",
    "decided",
    "task_made",
]);

export interface MessageRowProps {
    message: Message;
    /** Whether it begins a group of one author. */
    first: boolean;
    /** Whether the pointer or the focus is on it. */
    active: boolean;
    editing: boolean;
    onEdit: (message: MessageId | null) => void;
    onReply: (message: Message) => void;
    /** Shows what is no words; of what a session left, with that. */
    renderResidue: (message: Message, session: Session | null) => ReactNode;
    renderClip: ClipRender;
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
    const { message, first, active, editing, onEdit, onReply, renderResidue, renderClip } = props;
    const name = useView((data) => nameOf(data, message.author));
    const [dialog, setDialog] = useState<MessageDialog | null>(null);
    const { kind } = message.body;
    const classes = [
        styles["row"],
        first ? styles["first"] : "",
        kind === "residue" ? styles["warm"] : "",
    ];
    const isText = kind === "text";
    const here = message.deleted_at === null && !editing;
    return (
        <article
            className={classes.join(" ")}
            id={message.id}
            aria-label={text("message.by", { name })}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: its actions come with the focus
            tabIndex={0}
        >
            <Bead kind={kind} name={name} first={first} />
            <div className={styles["body"]}>
                {first && isText && <h3 className={styles["who"]}>{name}</h3>}
                {message.reply_to && <Quote message={message} />}
                {editing ? (
                    <EditBox message={message} onDone={() => onEdit(null)} />
                ) : (
                    <Body message={message} renderResidue={renderResidue} />
                )}
                {message.urgent && here && <UrgentNote message={message} />}
                <Attachments files={message.attachments} renderClip={renderClip} />
                <Reactions message={message} />
                {isText && <RequestActions message={message} onReply={onReply} />}
            </div>
            <Margin message={message} />
            {active && here && kind !== "residue" && kind !== "missed_call" && kind !== "poll" && (
                <MessageActions
                    message={message}
                    onEdit={onEdit}
                    onReply={onReply}
                    onDialog={setDialog}
                />
            )}
            {dialog === "history" && (
                <HistoryDialog message={message} onClose={() => setDialog(null)} />
            )}
            {dialog === "delete" && (
                <DeleteDialog message={message} onClose={() => setDialog(null)} />
            )}
        </article>
    );
});

/** What stands on the line through the topic: the author, or a sign of what happened. */
function Bead({
    kind,
    name,
    first,
}: {
    kind: Message["body"]["kind"];
    name: string;
    first: boolean;
}) {
    switch (kind) {
        case "residue":
            return (
                <span className={styles["bead"]}>
                    <AudioLines size={16} aria-hidden="true" />
                </span>
            );
        case "missed_call":
            return (
                <span className={styles["missed"]}>
                    <PhoneMissed size={16} aria-hidden="true" />
                </span>
            );
        case "blocker_raised":
            return (
                <span className={styles["blocked"]}>
                    <Ban size={16} aria-hidden="true" />
                </span>
            );
        case "blocker_resolved":
        case "decided":
            return (
                <span className={styles["missed"]}>
                    <CircleCheck size={16} aria-hidden="true" />
                </span>
            );
        case "poll":
            return (
                <span className={styles["missed"]}>
                    <Vote size={16} aria-hidden="true" />
                </span>
            );
        case "task_made":
            return (
                <span className={styles["missed"]}>
                    <SquareCheck size={16} aria-hidden="true" />
                </span>
            );
        case "text":
            return first ? <Initials name={name} /> : <span className={styles["gap"]} />;
        default:
            return (
                <span className={styles["missed"]}>
                    <PenLine size={16} aria-hidden="true" />
                </span>
            );
    }
}

function Body({
    message,
    renderResidue,
}: {
    message: Message;
    renderResidue: (message: Message, session: Session | null) => ReactNode;
}) {
    const { body } = message;
    if (message.deleted_at) return <p className={styles["gone"]}>{text("message.deleted")}</p>;
    if (body.kind === "residue") return renderResidue(message, body.session);
    if (SHOWN_BY_OTHERS.has(body.kind)) return renderResidue(message, null);
    return (
        <div className={styles["text"]}>
            {body.kind !== "text" && <Happening message={message} />}
            <SafeHtml html={message.html} />
        </div>
    );
}

/** What the message says happened: somebody is stuck, or no longer; views are wanted. */
function Happening({ message }: { message: Message }) {
    const words = useView((data, nowMs) => {
        const name = firstNameOf(data, message.author);
        const { body } = message;
        switch (body.kind) {
            case "blocker_raised":
                return text("blocker.raised", { name });
            case "blocker_resolved":
                return text("blocker.resolved", { name });
            case "views_wanted": {
                const time = shortTime(Date.parse(body.by), nowMs, myZone(data));
                return text("views.wanted", { name, time });
            }
            default:
                return "";
        }
    });
    return words === "" ? null : <p className={styles["happening"]}>{words}</p>;
}

function Quote({ message }: { message: Message }) {
    const view = useView((data) => {
        if (!message.reply_to) return null;
        const quoted = loadedMessage(data, message.topic, message.reply_to);
        if (!quoted) return { name: "", words: text("message.earlier"), title: "" };
        return {
            name: nameOf(data, quoted.author),
            words: quoted.deleted_at ? text("message.deleted") : messageWords(quoted),
            title: fullTime(Date.parse(quoted.sent_at), "UTC"),
        };
    });
    if (!view || !message.reply_to) return null;
    const target = message.reply_to;
    const handleClick = () => {
        document.getElementById(target)?.scrollIntoView({ block: "center", behavior: "smooth" });
    };
    return (
        <button type="button" className={styles["quote"]} onClick={handleClick}>
            {view.name !== "" && <b>{view.name}</b>}
            <span className="clip">{editText(view.words)}</span>
        </button>
    );
}
