// Writing a message: the text, who is told when, how soon a reply is wanted, and when it goes out.
import { Clock, Paperclip, Video } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { messageWords } from "../../data/clipWords";
import type {
    FileId,
    LaterChoice,
    Message,
    PersonId,
    PostMessage,
    TopicId,
} from "../../data/model";
import { openOverlay } from "../../data/overlay";
import { firstNameOf, myZone, openRequestIn, others } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import {
    type Draft,
    NO_DRAFT,
    onDraftOffered,
    readDraft,
    writeDraft,
} from "../../transport/drafts";
import { problemWords } from "../../transport/http";
import { send } from "../../transport/outbox";
import { settings } from "../../transport/settings";
import { ask } from "../../transport/socket";
import { Button } from "../../ui/Button";
import { onDemand } from "../../ui/onDemand";
import { say } from "../../ui/Toasts";
import styles from "./Composer.module.css";
import { type Command, commandIn, commandsFor, runCommand } from "./commands";
import { laterWords } from "./later";
import {
    askedIn,
    askingOnly,
    choiceOf,
    everyoneOf,
    expectationOf,
    toWire,
    withEveryone,
} from "./model";
import { AdviceLine, PurposeMenu } from "./parts/Advisor";
import { AttachmentTray } from "./parts/AttachmentTray";
import { Bar } from "./parts/Bar";
import { ExpectationPicker } from "./parts/ExpectationPicker";
import { GroupChoices } from "./parts/GroupChoices";
import { LaterMenu } from "./parts/LaterMenu";
import { MentionBox } from "./parts/MentionBox";
import { ReachLine } from "./parts/ReachLine";
import { ReplyBar } from "./parts/ReplyBar";
import { ScheduledLine } from "./parts/ScheduledLine";
import { UrgentBar, UrgentButton } from "./parts/UrgentButton";
import { useAttachments } from "./parts/useAttachments";
import { usePreview } from "./parts/usePreview";
import { NO_WISHES, type Wishes } from "./wishes";

const AddMenu = onDemand(async () => (await import("./parts/AddMenu")).AddMenu, {
    waiting: <span className={styles["add"]} />,
});
const CommandLine = onDemand(async () => (await import("./parts/CommandLine")).CommandLine);

/** How often the others are told that somebody types, in milliseconds. */
const TYPING_EVERY_MS = 3_000;

/** Whether a key was pressed alone: with Alt, arrows go through the conversations. */
function isPlain(event: KeyboardEvent, key: string): boolean {
    return event.key === key && !event.altKey && !event.ctrlKey && !event.metaKey;
}

/** Whether a press of Enter sends: by the reader's choice, and never by touch alone. */
function sends(event: KeyboardEvent): boolean {
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return false;
    if (event.ctrlKey || event.metaKey) return true;
    return settings().send === "enter" && !matchMedia("(pointer: coarse)").matches;
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
    const [wishes, setWishes] = useState<Wishes>(NO_WISHES);
    const [scheduling, setScheduling] = useState(false);
    const zone = useView(myZone);
    const attachments = useAttachments();
    const picker = useRef<HTMLInputElement>(null);
    const lastTyping = useRef(0);

    // A dialog or menu that closes gives the focus back to its button first.
    const focusBox = () => setTimeout(() => area.current?.focus(), 0);
    const { choice, by, urgent, pick } = wishes;
    const change = (part: Partial<Wishes>) => setWishes((before) => ({ ...before, ...part }));
    const expectation = expectationOf(choice, by, zone);
    const wire = toWire(draft);
    const everyone = everyoneOf(draft);
    const post: Omit<PostMessage, "attachments"> = {
        text: wire,
        ...(expectation === undefined ? {} : { expectation }),
        ...(replyTo ? { reply_to: replyTo.id } : {}),
        ...(0 < everyone.length ? { everyone } : {}),
        // What goes out later cannot be urgent.
        ...(urgent && draft.later === null ? { urgent } : {}),
    };
    const purpose = pick ? { purpose: pick.purpose, options: pick.options } : {};
    const preview = usePreview(topic, wire === "" ? null : { ...post, ...purpose });
    const written = wire !== "" || 0 < attachments.files.length;
    const canSend = written && !attachments.busy && !scheduling;
    const people = useWhom(topic, draft, replyTo);

    const { add } = attachments;
    useEffect(() => {
        if (dropped && 0 < dropped.length) add(dropped);
    }, [dropped, add]);

    useEffect(() => {
        if (replyTo) area.current?.focus();
    }, [replyTo, area]);

    // Another part of the page may put words or a time into the draft.
    useEffect(
        () =>
            onDraftOffered((place) => {
                if (place !== topic) return;
                setDraft(readDraft(topic));
                setTimeout(() => area.current?.focus(), 0);
            }),
        [topic, area],
    );

    const handleDraft = (next: Draft) => {
        setDraft(next);
        writeDraft(topic, next);
        const now = Date.now();
        if (next.text !== "" && TYPING_EVERY_MS < now - lastTyping.current) {
            lastTyping.current = now;
            ask({ do: "typing", topic }).catch(() => {});
        }
    };
    const handleLater = (later: LaterChoice | null) => {
        const next = { ...draft, later };
        setDraft(next);
        writeDraft(topic, next);
        focusBox();
    };

    const handleDone = () => {
        setDraft(NO_DRAFT);
        writeDraft(topic, NO_DRAFT);
        setWishes(NO_WISHES);
        lastTyping.current = 0;
        attachments.clear();
        onReplyDone?.();
        onSent?.();
        area.current?.focus();
    };
    const handleSchedule = async (later: LaterChoice, files: FileId[]) => {
        setScheduling(true);
        try {
            const data = await api.schedule(topic, { ...post, attachments: files, later });
            store.dispatch({ type: "local.answer", data: { type: "scheduled.updated", data } });
            say(text("send_later.scheduled"));
            handleDone();
        } catch (error) {
            say(problemWords(error), true);
        }
        setScheduling(false);
    };
    const handleCommand = (command: Command, words: string) => {
        runCommand(command, topic, words);
        handleDraft(NO_DRAFT);
    };
    const handleSend = () => {
        const meant = commandIn(draft.text);
        if (meant) {
            handleCommand(meant.command, meant.words);
            return;
        }
        if (!canSend) return;
        const files = attachments.files.map((file) => file.id);
        if (draft.later) {
            void handleSchedule(draft.later, files);
            return;
        }
        send(topic, { ...post, attachments: files }, attachments.files);
        handleDone();
    };

    const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
        if (event.nativeEvent.isComposing) return;
        if (sends(event)) {
            event.preventDefault();
            handleSend();
        } else if (isPlain(event, "ArrowUp") && draft.text === "" && onEditLast) {
            event.preventDefault();
            onEditLast();
        } else if (event.key === "Escape" && replyTo) {
            event.preventDefault();
            onReplyDone?.();
        }
    };

    const handleRecord = () => {
        openOverlay({ kind: "record_clip", topic, ...(replyTo ? { replyTo: replyTo.id } : {}) });
        onReplyDone?.();
    };

    const asked = preview?.recipients.some((recipient) => recipient.asked) ?? false;
    const effective = choice ?? (preview && asked ? choiceOf(preview.expectation) : "none");
    const hint = useView((data) => {
        const request = openRequestIn(data, topic);
        if (!request) return text("composer.hint");
        return text("composer.answers", { name: firstNameOf(data, request.from) });
    });
    const replyName = useView((data) => (replyTo ? firstNameOf(data, replyTo.author) : ""));
    const { later } = draft;
    const commands = commandsFor(draft.text);

    return (
        <form
            className={styles["compose"]}
            aria-label={text("composer.label")}
            data-region
            onSubmit={(event) => {
                // The forms of dialogs that open from here have buttons of their own.
                if (event.target !== event.currentTarget) return;
                event.preventDefault();
                handleSend();
            }}
        >
            <ScheduledLine topic={topic} />
            <div className={styles["box"]}>
                {replyTo && (
                    <ReplyBar
                        name={replyName}
                        excerpt={messageWords(replyTo)}
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
                <GroupChoices
                    draft={draft}
                    onEveryone={(group, all) => handleDraft(withEveryone(draft, group, all))}
                />
                {0 < commands.length && (
                    <CommandLine
                        commands={commands}
                        onRun={(command) =>
                            handleCommand(command, commandIn(draft.text)?.words ?? "")
                        }
                    />
                )}
                {later ? (
                    <LaterBar later={later} onRemove={() => handleLater(null)} />
                ) : (
                    <ReachLine
                        preview={wire === "" || 0 < commands.length ? null : preview}
                        hint={wire === "" ? hint : ""}
                    />
                )}
                {urgent && !later && (
                    <UrgentBar urgent={urgent} onRemove={() => change({ urgent: null })} />
                )}
                <div className={styles["foot"]}>
                    <ExpectationPicker
                        value={effective}
                        chosen={choice !== null}
                        by={by}
                        zone={zone}
                        narrow={narrow}
                        onChange={(next) =>
                            change({ choice: next, urgent: next === "now" ? urgent : null })
                        }
                        onBy={(next) => change({ by: next })}
                    />
                    {choice === "now" && !later && (
                        <UrgentButton
                            preview={preview}
                            urgent={urgent}
                            narrow={narrow}
                            onUrgent={(next, only) => {
                                change({ urgent: next });
                                if (only) handleDraft(askingOnly(draft, only));
                                focusBox();
                            }}
                        />
                    )}
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
                    <AddMenu topic={topic} words={draft.text} />
                    <PurposeMenu
                        pick={pick}
                        onPick={(next) => {
                            change({ pick: next });
                            focusBox();
                        }}
                    />
                    <Button
                        look="bare"
                        icon={<Video size={16} />}
                        label={text("clip.record_button")}
                        aria-haspopup="dialog"
                        onClick={handleRecord}
                    />
                    <Button
                        look="bare"
                        icon={<Paperclip size={16} />}
                        label={text("composer.attach")}
                        onClick={() => picker.current?.click()}
                    />
                    <LaterMenu topic={topic} people={people} onChoose={handleLater} />
                    <Button look="send" type="submit" aria-disabled={!canSend}>
                        {later ? text("send_later.schedule") : text("composer.send")}
                    </Button>
                </div>
            </div>
            {pick && preview && (
                <AdviceLine
                    key={pick.purpose}
                    topic={topic}
                    pick={pick}
                    advice={preview.advice}
                    onPick={(next) => change({ pick: next })}
                />
            )}
        </form>
    );
}

function LaterBar({ later, onRemove }: { later: LaterChoice; onRemove: () => void }) {
    const words = useView((data, nowMs) => laterWords(data, later, nowMs));
    return (
        <Bar
            step="later"
            icon={<Clock size={14} />}
            remove={text("send_later.clear")}
            onRemove={onRemove}
        >
            {words} {text("send_later.only_you")}
        </Bar>
    );
}

/** Whom the message is for: mentioned, replied to, or the other side of a conversation. */
function useWhom(topic: TopicId, draft: Draft, replyTo: Message | null): PersonId[] {
    return useView((data) => {
        const found = new Set(askedIn(draft));
        if (replyTo) found.add(replyTo.author);
        const row = data.topics.get(topic);
        const channel = row ? data.channels.get(row.channel) : undefined;
        if (channel?.kind === "direct") {
            for (const person of others(data, channel)) found.add(person);
        }
        if (data.me) found.delete(data.me);
        return [...found];
    });
}
