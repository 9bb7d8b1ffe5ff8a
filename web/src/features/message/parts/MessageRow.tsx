// One message: who, what, and in the margin when and what is due.
import { AudioLines, PhoneMissed } from "lucide-react";
import { memo, type ReactNode } from "react";
import type { Message, MessageId, Session } from "../../../data/model";
import { loadedMessage, nameOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { fullTime } from "../../../text/time";
import { Initials } from "../../../ui/Initials";
import { SafeHtml } from "../../../ui/SafeHtml";
import { Attachments } from "./Attachments";
import { EditBox } from "./EditBox";
import { Margin } from "./Margin";
import { MessageActions } from "./MessageActions";
import styles from "./MessageRow.module.css";
import { Reactions } from "./Reactions";
import { RequestActions } from "./RequestActions";

export interface MessageRowProps {
    message: Message;
    /** Whether it begins a group of one author. */
    first: boolean;
    editing: boolean;
    onEdit: (message: MessageId | null) => void;
    onReply: (message: Message) => void;
    renderResidue: (message: Message, session: Session | null) => ReactNode;
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
    const { message, first, editing, onEdit, onReply, renderResidue } = props;
    const name = useView((data) => nameOf(data, message.author));
    const live = message.body.kind === "residue";
    const classes = [styles["row"], first ? styles["first"] : "", live ? styles["warm"] : ""];
    const isText = message.body.kind === "text";
    return (
        <article
            className={classes.join(" ")}
            id={message.id}
            aria-label={text("message.by", { name })}
        >
            {message.body.kind === "residue" ? (
                <span className={styles["bead"]}>
                    <AudioLines size={16} aria-hidden="true" />
                </span>
            ) : message.body.kind === "missed_call" ? (
                <span className={styles["missed"]}>
                    <PhoneMissed size={16} aria-hidden="true" />
                </span>
            ) : first ? (
                <Initials name={name} />
            ) : (
                <span className={styles["gap"]} />
            )}
            <div className={styles["body"]}>
                {first && isText && <h3 className={styles["who"]}>{name}</h3>}
                {message.reply_to && <Quote message={message} />}
                {editing ? (
                    <EditBox message={message} onDone={() => onEdit(null)} />
                ) : (
                    <Body message={message} renderResidue={renderResidue} />
                )}
                <Attachments files={message.attachments} />
                <Reactions message={message} />
                {isText && <RequestActions message={message} onReply={onReply} />}
            </div>
            <Margin message={message} />
            {isText && message.deleted_at === null && !editing && (
                <MessageActions message={message} onEdit={onEdit} onReply={onReply} />
            )}
        </article>
    );
});

function Body({
    message,
    renderResidue,
}: {
    message: Message;
    renderResidue: (message: Message, session: Session | null) => ReactNode;
}) {
    if (message.deleted_at) return <p className={styles["gone"]}>{text("message.deleted")}</p>;
    if (message.body.kind === "residue") return renderResidue(message, message.body.session);
    if (message.body.kind === "missed_call") return renderResidue(message, null);
    return (
        <div className={styles["text"]}>
            <SafeHtml html={message.html} />
        </div>
    );
}

function Quote({ message }: { message: Message }) {
    const view = useView((data) => {
        if (!message.reply_to) return null;
        const quoted = loadedMessage(data, message.topic, message.reply_to);
        if (!quoted) return { name: "", words: text("message.earlier"), title: "" };
        return {
            name: nameOf(data, quoted.author),
            words: quoted.deleted_at ? text("message.deleted") : quoted.text,
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
            <span className="clip">{view.words.replace(/@_?\[([^\]]+)\]\(per_\w+\)/g, "@$1")}</span>
        </button>
    );
}
