// The Inbox: three piles, triaged by keyboard, the selected one beside it.
import { MessageSquarePlus, Plus } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { TopicId } from "../../data/model";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { setRead } from "../../transport/reading";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Kbd } from "../../ui/Kbd";
import { say } from "../../ui/Toasts";
import { useMedia, WIDE } from "../../ui/useMedia";
import styles from "./Inbox.module.css";
import { type InboxItem, inboxView } from "./model";
import { DoneRow, NewRow, WaitingRow } from "./parts/InboxRows";
import { ReadingPane } from "./parts/ReadingPane";
import { useRestingOrder } from "./parts/useRestingOrder";

export interface InboxProps {
    onNewTopic: () => void;
    /** The composer of the reading pane. */
    renderComposer: (topic: TopicId, placeholder: string, onSent: () => void) => ReactNode;
}

/** Whether a key belongs to a text box or an open dialog. */
function isTaken(event: KeyboardEvent): boolean {
    const { target } = event;
    const inBox = target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    return inBox || modified || event.defaultPrevented || event.isComposing;
}

export function Inbox({ onNewTopic, renderComposer }: InboxProps) {
    const view = useView(inboxView);
    const list = useRef<HTMLDivElement>(null);
    const [resting, setResting] = useState(false);
    const fresh = useRestingOrder(view.fresh, resting);
    const items: InboxItem[] = useMemo(() => [...view.waiting, ...fresh], [view.waiting, fresh]);
    const [selectedId, setSelectedId] = useState<string | null>(null);
    const [, go] = useLocation();
    const wide = useMedia(WIDE);

    const index = items.findIndex((item) => item.id === selectedId);
    const selected = items[index] ?? items[0] ?? null;
    const at = selected ? Math.max(0, index) : -1;

    const handleOpen = useCallback(
        (item: InboxItem) => {
            const anchor = item.kind === "waiting" ? `#${item.message}` : "";
            go(`/topic/${item.topic}${anchor}`);
        },
        [go],
    );

    const handleDone = useCallback(
        (item: InboxItem) => {
            setSelectedId(items[at + 1]?.id ?? items[at - 1]?.id ?? null);
            if (item.kind === "waiting") {
                api.acknowledge(item.request).then(
                    (request) => {
                        store.dispatch({ type: "local.request", data: request });
                        say(text("inbox.acknowledged", { name: item.from }));
                    },
                    (error) => say(problemWords(error), true),
                );
                return;
            }
            const last = store.get().topics.get(item.topic)?.last_ordinal ?? 0;
            setRead(item.topic, last).catch((error) => say(problemWords(error), true));
        },
        [items, at],
    );

    useEffect(() => {
        const select = (next: number) => {
            const item = items[Math.min(items.length - 1, Math.max(0, next))];
            if (!item) return;
            setSelectedId(item.id);
            document.getElementById(`row-${item.id}`)?.focus();
        };
        const handleReply = (item: InboxItem) => {
            const box = document.querySelector<HTMLElement>("[data-reading] textarea");
            if (box) box.focus();
            else handleOpen(item);
        };
        const handleKeyDown = (event: KeyboardEvent) => {
            if (isTaken(event) || document.querySelector("[role=dialog],[role=menu]")) return;
            const onButton =
                event.target instanceof HTMLElement && event.target.closest("a,button") !== null;
            switch (event.key) {
                case "ArrowDown":
                case "j":
                    select(at + (index < 0 && at === 0 ? 0 : 1));
                    break;
                case "ArrowUp":
                case "k":
                    select(at - 1);
                    break;
                case "Enter":
                    if (onButton || !selected) return;
                    handleOpen(selected);
                    break;
                case "r":
                    if (selected) handleReply(selected);
                    break;
                case "e":
                    if (selected) handleDone(selected);
                    break;
                default:
                    return;
            }
            event.preventDefault();
        };
        window.addEventListener("keydown", handleKeyDown);
        return () => window.removeEventListener("keydown", handleKeyDown);
    }, [items, at, index, selected, handleOpen, handleDone]);

    const rowProps = (item: InboxItem) => ({
        selected: wide && item.id === selected?.id,
        onSelect: () => (wide ? setSelectedId(item.id) : handleOpen(item)),
        onOpen: () => handleOpen(item),
        onDone: () => handleDone(item),
    });
    const nothing = items.length === 0 && view.done.length === 0;

    return (
        <>
            <main id="main" aria-label={text("inbox.title")} data-region tabIndex={-1}>
                <header className={styles["head"]}>
                    <div>
                        <h1>{text("inbox.title")}</h1>
                        <p className={styles["intro"]}>{view.intro}</p>
                    </div>
                    <Button
                        look="line"
                        className="desk"
                        icon={<MessageSquarePlus size={16} aria-hidden="true" />}
                        onClick={onNewTopic}
                    >
                        {text("topic.new")} <Kbd>C</Kbd>
                    </Button>
                    <Button
                        look="line"
                        className="phone"
                        icon={<Plus size={18} />}
                        label={text("topic.new")}
                        onClick={onNewTopic}
                    />
                </header>
                <div
                    ref={list}
                    className={styles["scroll"]}
                    onPointerEnter={() => setResting(true)}
                    onPointerLeave={() => setResting(false)}
                >
                    {nothing && (
                        <div className={styles["nothing"]}>
                            <Empty title={text("inbox.empty")}>{text("inbox.empty_hint")}</Empty>
                        </div>
                    )}
                    {0 < view.waiting.length && (
                        <Pile
                            title={text("inbox.waiting")}
                            note={text("inbox.waiting_count", { count: view.waiting.length })}
                        >
                            <ol className={styles["wait"]}>
                                {view.waiting.map((item) => (
                                    <WaitingRow key={item.id} item={item} {...rowProps(item)} />
                                ))}
                            </ol>
                        </Pile>
                    )}
                    {0 < fresh.length && (
                        <Pile
                            title={text("inbox.new")}
                            note={text("inbox.new_count", { count: fresh.length })}
                        >
                            <ol>
                                {fresh.map((item) => (
                                    <NewRow key={item.id} item={item} {...rowProps(item)} />
                                ))}
                            </ol>
                        </Pile>
                    )}
                    {0 < view.done.length && (
                        <Pile
                            title={text("inbox.done")}
                            note={text("inbox.done_count", { count: view.done.length })}
                        >
                            <ol>
                                {view.done.map((item) => (
                                    <DoneRow key={item.id} item={item} />
                                ))}
                            </ol>
                        </Pile>
                    )}
                </div>
                <footer className={`${styles["keys"]} desk`}>
                    <span>
                        <Kbd>↑</Kbd>
                        <Kbd>↓</Kbd>
                        {text("keys.move")}
                    </span>
                    <span>
                        <Kbd>N</Kbd>
                        {text("keys.next_unread")}
                    </span>
                    <span>
                        <Kbd>P</Kbd>
                        {text("keys.next_direct")}
                    </span>
                    <span>
                        <Kbd>F6</Kbd>
                        {text("keys.region")}
                    </span>
                    <span className={styles["all"]}>
                        <Kbd>?</Kbd>
                        {text("keys.all")}
                    </span>
                </footer>
            </main>
            {wide && selected && (
                <ReadingPane
                    key={selected.id}
                    item={selected}
                    renderComposer={renderComposer}
                    onOpen={() => handleOpen(selected)}
                    onDone={() => handleDone(selected)}
                />
            )}
        </>
    );
}

function Pile({ title, note, children }: { title: string; note: string; children: ReactNode }) {
    return (
        <section className={styles["pile"]} aria-label={title}>
            <header>
                <h2>{title}</h2>
                <small>{note}</small>
            </header>
            {children}
        </section>
    );
}
