// The messages of a topic: the newest at the foot, older ones come as one scrolls up.
import {
    type ReactNode,
    type SyntheticEvent,
    useEffect,
    useLayoutEffect,
    useRef,
    useState,
} from "react";
import type { Message, MessageId, Session, TopicId } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { markRead } from "../../transport/reading";
import { ensureNewest, loadOlder } from "../../transport/windows";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Skeleton } from "../../ui/Skeleton";
import type { ClipRender } from "./Attachments";
import styles from "./MessageList.module.css";
import { type Row, rowsOf } from "./model";
import { MessageRow } from "./parts/MessageRow";
import { OutboxRow } from "./parts/OutboxRow";
import { useLinked } from "./parts/useLinked";

/** How near the foot counts as "at the foot", in pixels. */
const FOOT_PX = 48;

/** How near the head older messages are loaded, in pixels. */
const HEAD_PX = 600;

export interface MessageListProps {
    topic: TopicId;
    /** The message that is being edited. */
    editing: MessageId | null;
    onEdit: (message: MessageId | null) => void;
    onReply: (message: Message) => void;
    /** Shows what is no words: what a session left, a missed call, a poll, a decision, a task that was made. */
    renderResidue: (message: Message, session: Session | null) => ReactNode;
    renderClip: ClipRender;
}

export function MessageList({
    topic,
    editing,
    onEdit,
    onReply,
    renderResidue,
    renderClip,
}: MessageListProps) {
    const [readAtOpen] = useState(useView((data) => data.places.get(topic)?.read_ordinal ?? 0));
    const rows = useView((data) => rowsOf(data, topic, readAtOpen));
    const state = useView((data) => {
        const window = data.windows.get(topic);
        const newest = data.topics.get(topic)?.last_ordinal ?? 0;
        return {
            loaded: window !== undefined,
            complete: window?.atEnd === true && newest <= (window.messages.at(-1)?.ordinal ?? 0),
            hasOlder: window?.hasOlder ?? false,
            last: window?.messages.at(-1)?.ordinal ?? 0,
            newest,
            online: data.connection === "online",
        };
    });
    const scroller = useRef<HTMLElement>(null);
    const flow = useRef<HTMLDivElement>(null);
    const [atFoot, setAtFoot] = useState(true);
    const [active, setActive] = useState<MessageId | null>(null);
    const pinned = useRef(true);
    const lastTop = useRef(0);

    const { complete, online, last } = state;
    useEffect(() => {
        if (!complete || !online) ensureNewest(topic).catch(() => {});
    }, [topic, complete, online]);

    // Stays at the foot while things grow, unless somebody has scrolled up.
    useEffect(() => {
        const element = scroller.current;
        const inner = flow.current;
        if (!element || !inner) return;
        const follow = () => {
            if (pinned.current) element.scrollTop = element.scrollHeight;
        };
        const observer = new ResizeObserver(follow);
        observer.observe(inner);
        observer.observe(element);
        follow();
        return () => observer.disconnect();
    }, []);

    useLinked(topic, flow, styles["linked"] ?? "", () => {
        pinned.current = false;
    });

    // Own words bring the reader to the foot.
    const sent = rows.filter((row) => row.kind === "outbox").length;
    const sentBefore = useRef(sent);
    useLayoutEffect(() => {
        const element = scroller.current;
        if (element && sentBefore.current < sent) {
            pinned.current = true;
            element.scrollTop = element.scrollHeight;
        }
        sentBefore.current = sent;
    }, [sent]);

    useEffect(() => {
        const look = () => {
            const visible = document.visibilityState === "visible" && document.hasFocus();
            if (visible && atFoot && complete) markRead(topic, last);
        };
        look();
        window.addEventListener("focus", look);
        document.addEventListener("visibilitychange", look);
        return () => {
            window.removeEventListener("focus", look);
            document.removeEventListener("visibilitychange", look);
        };
    }, [topic, atFoot, complete, last]);

    const handleScroll = () => {
        const element = scroller.current;
        if (!element) return;
        const gap = element.scrollHeight - element.scrollTop - element.clientHeight;
        // What grows below moves the foot away, not the reader: only scrolling up lets go of it.
        if (gap < FOOT_PX) pinned.current = true;
        else if (element.scrollTop < lastTop.current) pinned.current = false;
        lastTop.current = element.scrollTop;
        setAtFoot(pinned.current);
        if (element.scrollTop < HEAD_PX && state.hasOlder) void loadMore(element);
    };

    const loadMore = async (element: HTMLElement) => {
        const before = element.scrollHeight - element.scrollTop;
        await loadOlder(topic).catch(() => {});
        requestAnimationFrame(() => {
            if (element.scrollTop < HEAD_PX) element.scrollTop = element.scrollHeight - before;
        });
    };

    // Only the message under the pointer or the focus has its actions: they cost more than its text.
    const handleActive = ({ target }: SyntheticEvent) => {
        const row = target instanceof Element ? target.closest("article") : null;
        if (!row || !flow.current?.contains(row) || row.id === active) return;
        const open = flow.current.querySelector("[data-actions] [aria-expanded=true]");
        if (open) return;
        const shown = rows.find((one) => one.kind === "message" && one.key === row.id);
        setActive(shown?.kind === "message" ? shown.message.id : null);
    };

    const handleToFoot = () => {
        pinned.current = true;
        setAtFoot(true);
        const element = scroller.current;
        if (element) element.scrollTop = element.scrollHeight;
    };

    return (
        <div className={styles["frame"]}>
            <section
                ref={scroller}
                className={styles["scroll"]}
                aria-label={text("message.list")}
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the keys
                tabIndex={0}
                data-region
                onScroll={handleScroll}
            >
                {/* biome-ignore lint/a11y/noStaticElementInteractions: it only watches where one is */}
                <div
                    ref={flow}
                    className={styles["flow"]}
                    onPointerOver={handleActive}
                    onFocus={handleActive}
                >
                    {!state.loaded && 0 < state.newest && <Skeleton rows={5} />}
                    {state.newest === 0 && rows.length === 0 && (
                        <div className={styles["empty"]}>
                            <Empty title={text("message.none")}>{text("message.none_hint")}</Empty>
                        </div>
                    )}
                    {rows.map((row) => (
                        <ListRow
                            key={row.key}
                            row={row}
                            active={active}
                            editing={editing}
                            onEdit={onEdit}
                            onReply={onReply}
                            renderResidue={renderResidue}
                            renderClip={renderClip}
                        />
                    ))}
                </div>
            </section>
            {!atFoot && (
                <Button look="line" small className={styles["toFoot"] ?? ""} onClick={handleToFoot}>
                    {text("message.to_newest")}
                </Button>
            )}
        </div>
    );
}

function ListRow({
    row,
    active,
    editing,
    onEdit,
    onReply,
    renderResidue,
    renderClip,
}: Omit<MessageListProps, "topic"> & { row: Row; active: MessageId | null }) {
    switch (row.kind) {
        case "day":
            return <h2 className={styles["day"]}>{row.label}</h2>;
        case "unread":
            return <p className={styles["unread"]}>{text("message.new_below")}</p>;
        case "outbox":
            return <OutboxRow entry={row.entry} renderClip={renderClip} />;
        case "message":
            return (
                <MessageRow
                    message={row.message}
                    first={row.first}
                    active={active === row.message.id}
                    editing={editing === row.message.id}
                    onEdit={onEdit}
                    onReply={onReply}
                    renderResidue={renderResidue}
                    renderClip={renderClip}
                />
            );
    }
}
