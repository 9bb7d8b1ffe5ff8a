// The small bar that comes up over a message.

import {
    Bell,
    CircleHelp,
    CornerUpLeft,
    Ellipsis,
    History,
    Link2,
    ListPlus,
    MailOpen,
    Pencil,
    SmilePlus,
    Trash2,
} from "lucide-react";
import { useLocation } from "wouter";
import { messageWords } from "../../data/clipWords";
import type { Message, MessageId } from "../../data/model";
import { type NewTask, openOverlay } from "../../data/overlay";
import { isAdmin, myself } from "../../data/select";
import { useView } from "../../data/useView";
import { editText } from "../../text/mentions";
import { text } from "../../text/text";
import { problemWords } from "../../transport/http";
import { setRead } from "../../transport/reading";
import { Button } from "../../ui/Button";
import { MenuButton, type MenuItem } from "../../ui/Menu";
import { PopoverButton } from "../../ui/PopoverButton";
import { say } from "../../ui/Toasts";
import styles from "./MessageActions.module.css";
import { EmojiPane } from "./parts/EmojiPane";
import { react } from "./parts/react";

/** What opens over the page for a message. */
export type MessageDialog = "history" | "delete";

/** Longest title that a message gives a task, in characters. */
const TITLE_MAX = 120;

/** A task of a message: its first line is the title, all of it the description if there is more. */
function taskOf(message: Message): NewTask {
    const words = editText(messageWords(message)).trim();
    const [line = ""] = words.split("\n");
    const title = line.slice(0, TITLE_MAX).trim();
    return {
        kind: "new_task",
        title,
        ...(title === words ? {} : { text: message.text }),
        channel: message.channel,
        origin: { from: "message", message: message.id },
    };
}

export function MessageActions({
    message,
    onEdit,
    onReply,
    onDialog,
}: {
    message: Message;
    onEdit: (message: MessageId) => void;
    onReply: (message: Message) => void;
    /** Opens a dialog, which outlives these buttons. */
    onDialog: (dialog: MessageDialog) => void;
}) {
    const own = useView((data) => message.author === data.me);
    const canDelete = useView((data) => message.author === data.me || isAdmin(myself(data)));
    const [, go] = useLocation();
    const isText = message.body.kind === "text";

    const handleCopyLink = () => {
        const address = `${location.origin}/topic/${message.topic}#${message.id}`;
        navigator.clipboard.writeText(address).then(
            () => say(text("message.link_copied")),
            () => say(address),
        );
    };
    const handleUnread = () => {
        setRead(message.topic, message.ordinal - 1).catch((error) =>
            say(problemWords(error), true),
        );
    };

    const items: MenuItem[] = [
        {
            id: "reply",
            label: text("request.reply"),
            icon: <CornerUpLeft size={16} />,
            onAction: () => onReply(message),
        },
        {
            id: "task",
            label: text("message.make_task"),
            icon: <ListPlus size={16} />,
            onAction: () => openOverlay(taskOf(message)),
        },
        {
            id: "remind",
            label: text("message.remind"),
            icon: <Bell size={16} />,
            onAction: () =>
                openOverlay({
                    kind: "remind",
                    of: { of: "message", message: message.id },
                    words: editText(messageWords(message)),
                }),
        },
        // How it reached the reader; their own words reached others.
        ...(own
            ? []
            : [
                  {
                      id: "why",
                      label: text("message.why"),
                      icon: <CircleHelp size={16} />,
                      onAction: () => go(`/why/message/${message.id}`),
                  },
              ]),
        ...(own && isText
            ? [
                  {
                      id: "edit",
                      label: text("message.edit"),
                      icon: <Pencil size={16} />,
                      onAction: () => onEdit(message.id),
                  },
              ]
            : []),
        {
            id: "link",
            label: text("message.copy_link"),
            icon: <Link2 size={16} />,
            onAction: handleCopyLink,
        },
        {
            id: "unread",
            label: text("message.mark_unread"),
            icon: <MailOpen size={16} />,
            onAction: handleUnread,
        },
        ...(message.edited_at
            ? [
                  {
                      id: "history",
                      label: text("message.history"),
                      icon: <History size={16} />,
                      onAction: () => onDialog("history"),
                  },
              ]
            : []),
        ...(canDelete && isText
            ? [
                  {
                      id: "delete",
                      label: text("message.delete"),
                      icon: <Trash2 size={16} />,
                      danger: true,
                      onAction: () => onDialog("delete"),
                  },
              ]
            : []),
    ];
    return (
        <div className={styles["bar"]} data-actions>
            <PopoverButton
                label={text("reaction.add")}
                small
                icon={<SmilePlus size={16} />}
                pane={(close) => (
                    <EmojiPane
                        onPick={(emoji) => {
                            close();
                            react(message, emoji);
                        }}
                    />
                )}
            />
            <Button
                look="bare"
                small
                icon={<CornerUpLeft size={16} />}
                label={text("request.reply")}
                className={styles["reply"] ?? ""}
                onClick={() => onReply(message)}
            />
            <MenuButton
                label={text("message.more")}
                small
                icon={<Ellipsis size={16} />}
                items={items}
            />
        </div>
    );
}
