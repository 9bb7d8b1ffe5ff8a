// The page of a topic, put together from its features.
import {
    type DragEvent,
    useCallback,
    useEffect,
    useRef,
    useState,
    useSyncExternalStore,
} from "react";
import { Redirect, useSearch } from "wouter";
import type { Clip, Message, MessageId, Session, StoredFile, TopicId } from "../../data/model";
import { blockersIn, participants, talkOfferIn, topicTitle } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { DayStrips } from "../../features/availability/DayStrips";
import { MissedCall } from "../../features/call/MissedCall";
import { OutcomeLine } from "../../features/call/OutcomeLine";
import { TalkButton } from "../../features/call/TalkButton";
import { Composer } from "../../features/composer/Composer";
import { lastOwnMessage } from "../../features/message/lastOwnMessage";
import { MessageList } from "../../features/message/MessageList";
import { TypingLine } from "../../features/message/TypingLine";
import { Residue } from "../../features/recording/Residue";
import { TopicHeader } from "../../features/topic/TopicHeader";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { Refusal } from "../../transport/http";
import { idOf } from "../../transport/ids";
import { choose, onSettings, settings } from "../../transport/settings";
import { onDemand } from "../../ui/onDemand";
import { Skeleton } from "../../ui/Skeleton";
import { useMedia, WIDE } from "../../ui/useMedia";
import { useTitle } from "../title";
import styles from "./TopicPage.module.css";

const TopicBanners = onDemand(async () => (await import("./TopicBanners")).TopicBanners);

const WorkMessage = onDemand(async () => (await import("./WorkMessage")).WorkMessage);

const ClipView = onDemand(async () => (await import("../../features/clip/ClipView")).ClipView);

export function renderClip(file: StoredFile, clip: Clip) {
    return <ClipView file={file} clip={clip} />;
}

/** What is no words: what a call left in the topic, a poll, a decision, a task that was made. */
export function renderResidue(message: Message, session: Session | null) {
    if (message.body.kind === "missed_call") return <MissedCall message={message} />;
    const work = <WorkMessage message={message} session={session} />;
    if (!session) return work;
    const outcome = (
        <>
            <OutcomeLine session={session} />
            {work}
        </>
    );
    return <Residue session={session} outcome={outcome} />;
}

export function TopicPage({ id }: { id: string }) {
    const topic = useView((data) => [...data.topics.keys()].find((known) => known === id) ?? null);
    const known = useView((data) => 0 < data.seq);
    if (topic) return <Topic topic={topic} />;
    return known ? <Unknown key={id} id={id} /> : null;
}

/** How long the events of a channel one has just come into may take, in milliseconds. */
const CATCH_UP_MS = 3_000;

/** An address that the data does not know yet: newer than what was kept, or not for the reader. */
function Unknown({ id }: { id: string }) {
    const [instead, setInstead] = useState<string | null>(null);
    const topic = idOf("top", id);
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        if (!topic) {
            setInstead("/");
            return;
        }
        api.topic(topic).then(
            (data) => {
                if (store.get().memberships.has(data.channel)) {
                    store.dispatch({ type: "local.topic", data });
                } else {
                    timer = setTimeout(() => setInstead(`/channel/${data.channel}`), CATCH_UP_MS);
                }
            },
            (error) => {
                if (error instanceof Refusal) setInstead("/");
            },
        );
        return () => clearTimeout(timer);
    }, [topic]);
    return instead === null ? <Skeleton rows={5} /> : <Redirect to={instead} replace />;
}

function Topic({ topic }: { topic: TopicId }) {
    const view = useView((data) => {
        const row = data.topics.get(topic);
        return {
            title: row ? topicTitle(data, row) : "",
            people: row ? participants(data, row) : [],
            banners:
                row?.written_views != null ||
                0 < blockersIn(data, topic).length ||
                talkOfferIn(data, topic) !== undefined,
        };
    });
    const [replyTo, setReplyTo] = useState<Message | null>(null);
    const [editing, setEditing] = useState<MessageId | null>(null);
    const [dropped, setDropped] = useState<readonly File[]>([]);
    const [over, setOver] = useState(false);
    const box = useRef<HTMLTextAreaElement>(null);
    const wanted = new URLSearchParams(useSearch()).get("reply");
    const target = useView((data) =>
        data.windows.get(topic)?.messages.find((message) => message.id === wanted),
    );
    const wide = useMedia(WIDE);
    const pane = useSyncExternalStore(onSettings, () => settings().pane);
    useTitle(view.title);

    useEffect(() => {
        if (matchMedia("(pointer: fine)").matches) box.current?.focus();
    }, []);

    // An address may say what is to be replied to.
    useEffect(() => {
        if (target) setReplyTo(target);
    }, [target]);

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
                {view.banners && <TopicBanners topic={topic} />}
                <MessageList
                    topic={topic}
                    editing={editing}
                    onEdit={handleEdit}
                    onReply={handleReply}
                    renderResidue={renderResidue}
                    renderClip={renderClip}
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
