// The Inbox: its piles, triaged by keyboard, the selected row beside it.
import { MessageSquarePlus, Plus } from "lucide-react";
import { type FocusEvent, type ReactNode, useCallback, useMemo, useState } from "react";
import { useLocation } from "wouter";
import type { TopicId } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Kbd } from "../../ui/Kbd";
import { useMedia, WIDE } from "../../ui/useMedia";
import type { Command } from "./commands";
import styles from "./Inbox.module.css";
import { type InboxItem, inboxView } from "./model";
import { DoneRow, NewRow, OthersRow, WaitingRow } from "./parts/InboxRows";
import { KeysLine } from "./parts/KeysLine";
import { NoticeRow } from "./parts/NoticeRow";
import { perform } from "./parts/perform";
import { ReadingPane } from "./parts/ReadingPane";
import { useRestingOrder } from "./parts/useRestingOrder";
import { useTriage } from "./parts/useTriage";

export interface InboxProps {
    onNewTopic: () => void;
    /** The composer of the reading pane. */
    renderComposer: (topic: TopicId, placeholder: string, onSent: () => void) => ReactNode;
}

type Side = "me" | "others";

/** The view with each pile in the order in which it rests. */
function useResting(resting: boolean, side: Side) {
    const view = useView(inboxView);
    const waiting = useRestingOrder(view.waiting, resting);
    const others = useRestingOrder(view.others, resting);
    const notices = useRestingOrder(view.notices, resting);
    const fresh = useRestingOrder(view.fresh, resting);
    const owed = side === "me" ? waiting : others;
    const items = useMemo(
        (): InboxItem[] => [...owed, ...notices, ...fresh],
        [owed, notices, fresh],
    );
    return { view, waiting, others, notices, fresh, items };
}

export function Inbox({ onNewTopic, renderComposer }: InboxProps) {
    const [pointed, setPointed] = useState(false);
    const [focused, setFocused] = useState(false);
    const [side, setSide] = useState<Side>("me");
    const { view, waiting, others, notices, fresh, items } = useResting(pointed || focused, side);
    const [, go] = useLocation();
    const wide = useMedia(WIDE);
    const handleCommand = useCallback(
        (item: InboxItem, command: Command) => perform(item, command, go),
        [go],
    );
    const { selected, select, act } = useTriage(items, handleCommand);

    const rowProps = (item: InboxItem) => ({
        selected: wide && item.id === selected?.id,
        wide,
        onSelect: select,
        onAct: act,
    });
    const handleSide = (next: Side) => {
        setSide(next);
        const [first] = next === "me" ? waiting : others;
        if (first) select(first.id);
    };
    const handleBlur = (event: FocusEvent<HTMLElement>) => {
        const inside = event.relatedTarget;
        if (!(inside instanceof Node) || !event.currentTarget.contains(inside)) setFocused(false);
    };
    const nothing = items.length + view.done.length + others.length + waiting.length === 0;

    return (
        <>
            <main id="main" aria-label={text("inbox.title")} data-region tabIndex={-1}>
                <Head intro={view.intro} onNewTopic={onNewTopic} />
                {/* biome-ignore lint/a11y/noStaticElementInteractions: only watches whether somebody is in the list */}
                <div
                    className={styles["scroll"]}
                    onPointerEnter={() => setPointed(true)}
                    onPointerLeave={() => setPointed(false)}
                    onFocus={() => setFocused(true)}
                    onBlur={handleBlur}
                >
                    {nothing && (
                        <div className={styles["nothing"]}>
                            <Empty title={text("inbox.empty")}>{text("inbox.empty_hint")}</Empty>
                        </div>
                    )}
                    {0 < waiting.length + others.length && (
                        <section
                            className={styles["pile"]}
                            aria-label={text(
                                side === "me" ? "inbox.waiting" : "inbox.waiting_others",
                            )}
                        >
                            <header>
                                <Sides
                                    side={side}
                                    me={waiting.length}
                                    others={others.length}
                                    onSide={handleSide}
                                />
                            </header>
                            <div id="waiting" role="tabpanel" aria-labelledby={`side-${side}`}>
                                {side === "me" && waiting.length === 0 && (
                                    <p className={styles["none"]}>{text("inbox.nothing_waits")}</p>
                                )}
                                {side === "others" && others.length === 0 && (
                                    <p className={styles["none"]}>{text("inbox.nobody_owes")}</p>
                                )}
                                {side === "me" && 0 < waiting.length && (
                                    <ol className={styles["wait"]}>
                                        {waiting.map((item) => (
                                            <WaitingRow
                                                key={item.id}
                                                item={item}
                                                {...rowProps(item)}
                                            />
                                        ))}
                                    </ol>
                                )}
                                {side === "others" && 0 < others.length && (
                                    <ol className={styles["wait"]}>
                                        {others.map((item) => (
                                            <OthersRow
                                                key={item.id}
                                                item={item}
                                                {...rowProps(item)}
                                            />
                                        ))}
                                    </ol>
                                )}
                            </div>
                        </section>
                    )}
                    {0 < notices.length && (
                        <Pile title={text("inbox.notices")} note={String(notices.length)}>
                            {notices.map((item) => (
                                <NoticeRow key={item.id} item={item} {...rowProps(item)} />
                            ))}
                        </Pile>
                    )}
                    {0 < fresh.length && (
                        <Pile
                            title={text("inbox.new")}
                            note={text("inbox.new_count", { count: fresh.length })}
                        >
                            {fresh.map((item) => (
                                <NewRow key={item.id} item={item} {...rowProps(item)} />
                            ))}
                        </Pile>
                    )}
                    {0 < view.done.length && (
                        <Pile
                            title={text("inbox.done")}
                            note={text("inbox.done_count", { count: view.done.length })}
                        >
                            {view.done.map((item) => (
                                <DoneRow key={item.id} item={item} />
                            ))}
                        </Pile>
                    )}
                </div>
                <KeysLine />
            </main>
            {wide && selected && (
                <ReadingPane
                    key={selected.id}
                    item={selected}
                    renderComposer={renderComposer}
                    onAct={(command) => act(selected, command)}
                />
            )}
        </>
    );
}

function Head({ intro, onNewTopic }: { intro: string; onNewTopic: () => void }) {
    return (
        <header className={styles["head"]}>
            <div>
                <h1>{text("inbox.title")}</h1>
                <p className={styles["intro"]}>{intro}</p>
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
    );
}

/** Waiting on me, or on others. */
function Sides({
    side,
    me,
    others,
    onSide,
}: {
    side: Side;
    me: number;
    others: number;
    onSide: (side: Side) => void;
}) {
    const tabs = [
        { id: "me", word: text("inbox.waiting"), count: me },
        { id: "others", word: text("inbox.waiting_others"), count: others },
    ] as const;
    return (
        <div role="tablist" aria-label={text("inbox.waiting_pile")} className={styles["tabs"]}>
            {tabs.map((tab) => (
                <button
                    key={tab.id}
                    id={`side-${tab.id}`}
                    type="button"
                    role="tab"
                    aria-selected={side === tab.id}
                    aria-controls="waiting"
                    className={styles["tab"]}
                    onClick={() => onSide(tab.id)}
                >
                    {tab.word}
                    <small className={`${styles["count"]} num`}>{tab.count}</small>
                </button>
            ))}
        </div>
    );
}

function Pile({ title, note, children }: { title: string; note: string; children: ReactNode }) {
    return (
        <section className={styles["pile"]} aria-label={title}>
            <header>
                <h2>{title}</h2>
                <small>{note}</small>
            </header>
            <ol>{children}</ol>
        </section>
    );
}
