// Writing a message: the text, who is told when, how soon a reply is wanted.
import { Paperclip } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Message, TopicId } from "../../data/model";
import { firstNameOf, myZone, openRequestIn } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { type Draft, readDraft, writeDraft } from "../../transport/drafts";
import { send } from "../../transport/outbox";
import { settings } from "../../transport/settings";
import { ask } from "../../transport/socket";
import { Button } from "../../ui/Button";
import styles from "./Composer.module.css";
import { type Choice, choiceOf, expectationOf, toWire } from "./model";
import { AttachmentTray } from "./parts/AttachmentTray";
import { ExpectationPicker } from "./parts/ExpectationPicker";
import { MentionBox } from "./parts/MentionBox";
import { ReachLine } from "./parts/ReachLine";
import { ReplyBar } from "./parts/ReplyBar";
import { useAttachments } from "./parts/useAttachments";
import { usePreview } from "./parts/usePreview";

/** How often the others are told that somebody types, in milliseconds. */
const TYPING_EVERY_MS = 3_000;

const EMPTY: Draft = { text: "", mentions: [] };

/** Whether a key was pressed alone: with Alt, arrows go through the conversations. */
function isPlain(event: KeyboardEvent, key: string): boolean {
    return event.key === key && !event.altKey && !event.ctrlKey && !event.metaKey;
}

export interface ComposerProps {
    topic: TopicId;
    placeholder: string;
    /** The message that is replied to. */
    replyTo?: Message | null;
    onReplyDone?: () => void;
    /** Edits the last own message when the box is empty. */
    onEditLast?: () => void;
    onSent?: () => void;
    /** Files dropped on the page around the composer. */
    dropped?: readonly File[];
    box?: RefObject<HTMLTextAreaElement | null>;
    /** Stands in a narrow place. */
    narrow?: boolean;
}

export function Composer({
    topic,
    placeholder,
    replyTo = null,
    onReplyDone,
    onEditLast,
    onSent,
    dropped,
    box,
    narrow = false,
}: ComposerProps) {
    const ownBox = useRef<HTMLTextAreaElement>(null);
    const area = box ?? ownBox;
    const [draft, setDraft] = useState<Draft>(() => readDraft(topic));
    const [choice, setChoice] = useState<Choice | null>(null);
    const [by, setBy] = useState("");
    const zone = useView(myZone);
    const attachments = useAttachments();
    const picker = useRef<HTMLInputElement>(null);
    const lastTyping = useRef(0);

    const expectation = expectationOf(choice, by, zone);
    const wire = toWire(draft);
    const preview = usePreview(topic, wire, expectation, replyTo?.id ?? null);
    const canSend = (wire !== "" || 0 < attachments.files.length) && !attachments.busy;

    const { add } = attachments;
    useEffect(() => {
        if (dropped && 0 < dropped.length) add(dropped);
    }, [dropped, add]);

    useEffect(() => {
        if (replyTo) area.current?.focus();
    }, [replyTo, area]);

    const handleDraft = (next: Draft) => {
        setDraft(next);
        writeDraft(topic, next);
        const now = Date.now();
        if (next.text !== "" && TYPING_EVERY_MS < now - lastTyping.current) {
            lastTyping.current = now;
            ask({ do: "typing", topic }).catch(() => {});
        }
    };

    const handleSend = () => {
        if (!canSend) return;
        send(
            topic,
            {
                text: wire,
                ...(expectation === undefined ? {} : { expectation }),
                ...(replyTo ? { reply_to: replyTo.id } : {}),
                attachments: attachments.files.map((file) => file.id),
            },
            attachments.files,
        );
        setDraft(EMPTY);
        writeDraft(topic, EMPTY);
        setChoice(null);
        setBy("");
        lastTyping.current = 0;
        attachments.clear();
        onReplyDone?.();
        onSent?.();
        area.current?.focus();
    };

    const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
            const touch = matchMedia("(pointer: coarse)").matches;
            const withCtrl = event.ctrlKey || event.metaKey;
            if (withCtrl || (settings().send === "enter" && !touch)) {
                event.preventDefault();
                handleSend();
            }
        } else if (isPlain(event, "ArrowUp") && draft.text === "" && onEditLast) {
            event.preventDefault();
            onEditLast();
        } else if (event.key === "Escape" && replyTo) {
            event.preventDefault();
            onReplyDone?.();
        }
    };

    const asked = preview?.recipients.some((recipient) => recipient.asked) ?? false;
    const effective = choice ?? (preview && asked ? choiceOf(preview.expectation) : "none");
    const hint = useView((data) => {
        const request = openRequestIn(data, topic);
        if (!request) return text("composer.hint");
        return text("composer.answers", { name: firstNameOf(data, request.from) });
    });
    const replyName = useView((data) => (replyTo ? firstNameOf(data, replyTo.author) : ""));

    return (
        <form
            className={styles["compose"]}
            aria-label={text("composer.label")}
            data-region
            onSubmit={(event) => {
                event.preventDefault();
                handleSend();
            }}
        >
            <div className={styles["box"]}>
                {replyTo && (
                    <ReplyBar
                        name={replyName}
                        excerpt={replyTo.text}
                        onCancel={() => onReplyDone?.()}
                    />
                )}
                <MentionBox
                    area={area}
                    topic={topic}
                    draft={draft}
                    label={placeholder}
                    onDraft={handleDraft}
                    onFiles={add}
                    onKeyDown={handleKeyDown}
                />
                <AttachmentTray attachments={attachments} />
                <ReachLine preview={wire === "" ? null : preview} hint={wire === "" ? hint : ""} />
                <div className={styles["foot"]}>
                    <ExpectationPicker
                        value={effective}
                        chosen={choice !== null}
                        by={by}
                        zone={zone}
                        narrow={narrow}
                        onChange={setChoice}
                        onBy={setBy}
                    />
                    <span className={styles["grow"]} />
                    <input
                        ref={picker}
                        type="file"
                        multiple
                        hidden
                        onChange={(event) => {
                            add([...(event.target.files ?? [])]);
                            event.target.value = "";
                        }}
                    />
                    <Button
                        look="bare"
                        icon={<Paperclip size={16} />}
                        label={text("composer.attach")}
                        onClick={() => picker.current?.click()}
                    />
                    <Button look="send" type="submit" aria-disabled={!canSend}>
                        {text("composer.send")}
                    </Button>
                </div>
            </div>
        </form>
    );
}
