// The page of a topic, put together from its features.
import {
    type DragEvent,
    useCallback,
    useEffect,
    useRef,
    useState,
    useSyncExternalStore,
} from "react";
import { Redirect } from "wouter";
import type { Message, MessageId, Session, TopicId } from "../../data/model";
import { participants, topicTitle } from "../../data/select";
import { useView } from "../../data/useView";
import { DayStrips } from "../../features/availability/DayStrips";
import { MissedCall } from "../../features/call/MissedCall";
import { TalkButton } from "../../features/call/TalkButton";
import { Composer } from "../../features/composer/Composer";
import { lastOwnMessage } from "../../features/message/lastOwnMessage";
import { MessageList } from "../../features/message/MessageList";
import { TypingLine } from "../../features/message/TypingLine";
import { Residue } from "../../features/recording/Residue";
import { TopicHeader } from "../../features/topic/TopicHeader";
import { text } from "../../text/text";
import { choose, onSettings, settings } from "../../transport/settings";
import { useMedia, WIDE } from "../../ui/useMedia";
import { useTitle } from "../title";
import styles from "./TopicPage.module.css";

/** What a call left in the topic. */
function renderResidue(message: Message, session: Session | null) {
    return session ? <Residue session={session} /> : <MissedCall message={message} />;
}

export function TopicPage({ id }: { id: string }) {
    const topic = useView((data) => [...data.topics.keys()].find((known) => known === id) ?? null);
    const known = useView((data) => 0 < data.seq);
    if (!topic) return known ? <Redirect to="/" replace /> : null;
    return <Topic topic={topic} />;
}

function Topic({ topic }: { topic: TopicId }) {
    const view = useView((data) => {
        const row = data.topics.get(topic);
        return {
            title: row ? topicTitle(data, row) : "",
            people: row ? participants(data, row) : [],
        };
    });
    const [replyTo, setReplyTo] = useState<Message | null>(null);
    const [editing, setEditing] = useState<MessageId | null>(null);
    const [dropped, setDropped] = useState<readonly File[]>([]);
    const [over, setOver] = useState(false);
    const box = useRef<HTMLTextAreaElement>(null);
    const wide = useMedia(WIDE);
    const pane = useSyncExternalStore(onSettings, () => settings().pane);
    useTitle(view.title);

    useEffect(() => {
        if (matchMedia("(pointer: fine)").matches) box.current?.focus();
    }, []);

    // R replies to what waits here, else it goes to the composer.
    useEffect(() => {
        const handleKeyDown = (event: KeyboardEvent) => {
            const free =
                !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
            const inBox =
                event.target instanceof HTMLElement &&
                /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
            if (!free || inBox || event.key !== "r" || document.querySelector("[role=dialog]"))
                return;
            event.preventDefault();
            const waiting = document.querySelector<HTMLButtonElement>("[data-reply]");
            if (waiting) waiting.click();
            else box.current?.focus();
        };
        window.addEventListener("keydown", handleKeyDown);
        return () => window.removeEventListener("keydown", handleKeyDown);
    }, []);

    const handleReply = useCallback((message: Message) => {
        setReplyTo(message);
        box.current?.focus();
    }, []);
    const handleEdit = useCallback((message: MessageId | null) => {
        setEditing(message);
        if (message === null) box.current?.focus();
    }, []);
    const handleDrop = (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        setDropped([...event.dataTransfer.files]);
    };

    const open = wide && pane === "open" && 0 < view.people.length;
    return (
        <>
            <main
                id="main"
                aria-label={view.title}
                className={over ? styles["over"] : ""}
                onDragOver={(event) => {
                    if (!event.dataTransfer.types.includes("Files")) return;
                    event.preventDefault();
                    setOver(true);
                }}
                onDragLeave={(event) => {
                    if (event.target === event.currentTarget) setOver(false);
                }}
                onDrop={handleDrop}
            >
                <TopicHeader
                    topic={topic}
                    talk={<TalkButton topic={topic} />}
                    paneOpen={pane === "open"}
                    onPane={() => choose("pane", pane === "open" ? "closed" : "open")}
                />
                <MessageList
                    topic={topic}
                    editing={editing}
                    onEdit={handleEdit}
                    onReply={handleReply}
                    renderResidue={renderResidue}
                />
                <div className={styles["compose"]}>
                    <Composer
                        topic={topic}
                        placeholder={text("composer.placeholder", { title: view.title })}
                        replyTo={replyTo}
                        dropped={dropped}
                        box={box}
                        onReplyDone={() => setReplyTo(null)}
                        onEditLast={() => setEditing(lastOwnMessage(topic))}
                    />
                    <TypingLine topic={topic} />
                </div>
            </main>
            {open && (
                <aside
                    className={styles["pane"]}
                    aria-label={text("pane.label")}
                    data-region
                    tabIndex={-1}
                >
                    <DayStrips people={view.people} />
                </aside>
            )}
        </>
    );
}
