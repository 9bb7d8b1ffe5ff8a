// What is selected in the Inbox, to read and answer without leaving it.
import { type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";
import type { Message, TopicId } from "../../../data/model";
import {
    channelTitle,
    dueMs,
    firstName,
    firstNameOf,
    localTime,
    myZone,
    nameOf,
    placeOf,
    topicTitle,
} from "../../../data/select";
import type { Data } from "../../../data/state";
import { useView } from "../../../data/useView";
import { stateSentence, whyDue } from "../../../data/words";
import { text } from "../../../text/text";
import { shortTime } from "../../../text/time";
import { ensureNewest } from "../../../transport/windows";
import { Button } from "../../../ui/Button";
import { Chip } from "../../../ui/Chip";
import { Initials } from "../../../ui/Initials";
import { Kbd } from "../../../ui/Kbd";
import { Mark } from "../../../ui/Mark";
import { SafeHtml } from "../../../ui/SafeHtml";
import { type Command, commandsOf, commandWord, KEY_OF } from "../commands";
import type { InboxItem } from "../model";
import { LaterTimes } from "./LaterTimes";
import { NoticeActs } from "./NoticeRow";
import styles from "./ReadingPane.module.css";

/** Most messages shown in the pane; more are read in the topic. */
const SHOWN_MAX = 6;

/** How many of a topic's newest messages stand beside a notice about it. */
const SHOWN_OF_TOPIC = 3;

interface PaneView {
    title: string;
    crumb: string;
    messages: readonly Message[];
    more: number;
    due: { mark: Parameters<typeof Mark>[0]; why: string } | null;
    placeholder: string;
}

/** The messages of a topic that a row is about, as far as they are loaded. */
function wantedOf(data: Data, item: InboxItem): readonly Message[] {
    const { topic } = item;
    const loaded = topic ? (data.windows.get(topic)?.messages ?? []) : [];
    switch (item.kind) {
        case "waiting":
        case "others": {
            const request = data.requests.get(item.request);
            const ids = request ? [request.message, ...request.follow_ups] : [item.message];
            return loaded.filter((message) => ids.includes(message.id));
        }
        case "notice": {
            const anchor = item.href.split("#")[1];
            if (anchor) return loaded.filter((message) => message.id === anchor);
            return item.href.startsWith("/topic/") ? loaded.slice(-SHOWN_OF_TOPIC) : [];
        }
        case "new": {
            const read = data.places.get(item.topic)?.read_ordinal ?? 0;
            return loaded.filter((message) => read < message.ordinal);
        }
    }
}

function paneView(data: Data, item: InboxItem, nowMs: number): PaneView {
    const topic = item.topic ? data.topics.get(item.topic) : undefined;
    const channel = topic ? data.channels.get(topic.channel) : undefined;
    const owed = item.kind === "waiting" || item.kind === "others";
    const request = owed ? data.requests.get(item.request) : undefined;
    const wanted = wantedOf(data, item);
    const title = topic ? topicTitle(data, topic) : "";
    return {
        title,
        crumb: channel ? channelTitle(data, channel) : "",
        messages: wanted.slice(-SHOWN_MAX),
        more: Math.max(0, wanted.length - SHOWN_MAX),
        due:
            request && owed
                ? {
                      mark: {
                          ...item.mark,
                          label:
                              Number.isFinite(dueMs(request)) && nowMs < dueMs(request)
                                  ? text("request.due", { time: item.mark.label })
                                  : item.mark.label,
                          chip: true,
                      },
                      why: whyDue(request.due_reason, nowMs, myZone(data)),
                  }
                : null,
        placeholder:
            request && item.kind === "waiting"
                ? text("inbox.reply_to", { name: firstNameOf(data, request.from) })
                : text("composer.placeholder", { title }),
    };
}

/** Commands that stand at the pane's foot, at the left and as its one edged button. */
const AT_FOOT: ReadonlySet<Command> = new Set(["open", "delegate", "withdraw"]);

export function ReadingPane({
    item,
    renderComposer,
    onAct,
}: {
    item: InboxItem;
    renderComposer: (topic: TopicId, placeholder: string, onSent: () => void) => ReactNode;
    onAct: (command: Command) => void;
}) {
    const view = useView((data, nowMs) => paneView(data, item, nowMs));
    const { topic } = item;
    useEffect(() => {
        if (topic) ensureNewest(topic).catch(() => {});
    }, [topic]);
    const painted = usePainted();
    const commands = commandsOf(item);
    const notice = item.kind === "notice" ? item : null;
    const facts = item.kind === "waiting" || item.kind === "others" ? item : null;
    return (
        <aside
            className={styles["pane"]}
            aria-label={text("inbox.reading")}
            data-region
            data-reading
            tabIndex={-1}
        >
            <div className={styles["inner"]}>
                {view.crumb !== view.title && <p className={styles["crumb"]}>{view.crumb}</p>}
                <h2 className={styles["title"]}>{notice?.title ?? view.title}</h2>
                {notice && view.title !== "" && <p className={styles["crumb"]}>{view.title}</p>}
                {notice && (
                    <div className={styles["notice"]}>
                        <NoticeActs item={notice} />
                        <Link href={notice.why}>{text("inbox.why_told")}</Link>
                    </div>
                )}
                {view.due && (
                    <p className={styles["due"]}>
                        <Mark {...view.due.mark} />
                        {facts?.theirs && <Chip>{facts.theirs}</Chip>}
                        <span>{view.due.why}</span>
                        {facts && <Link href={facts.why}>{text("attention.why")}</Link>}
                    </p>
                )}
                {0 < view.more && (
                    <p className={styles["more"]}>{text("inbox.earlier", { count: view.more })}</p>
                )}
                {view.messages.length === 0 && item.kind !== "notice" && (
                    <p className={styles["excerpt"]}>{item.excerpt}</p>
                )}
                {view.messages.map((message) => (
                    <PaneMessage key={message.id} message={message} />
                ))}
                {topic && (item.kind === "waiting" || item.kind === "new") && (
                    <div className={styles["compose"]}>
                        {painted && renderComposer(topic, view.placeholder, () => {})}
                    </div>
                )}
                {item.kind === "waiting" && (
                    <LaterTimes request={item.request} name={firstName(item.name)} />
                )}
            </div>
            <footer className={styles["foot"]}>
                {commands
                    .filter((command) => AT_FOOT.has(command))
                    .map((command) => (
                        <Act key={command} item={item} command={command} onAct={onAct} />
                    ))}
                {commands.includes("done") && (
                    <span className={styles["last"]}>
                        <Act item={item} command="done" edged onAct={onAct} />
                    </span>
                )}
            </footer>
        </aside>
    );
}

/** Whether the page was painted once: what is read comes before what one writes in. */
let paintedOnce = false;

function usePainted(): boolean {
    const [painted, setPainted] = useState(paintedOnce);
    useEffect(() => {
        if (painted) return;
        let timer: ReturnType<typeof setTimeout> | undefined;
        const frame = requestAnimationFrame(() => {
            timer = setTimeout(() => {
                paintedOnce = true;
                setPainted(true);
            });
        });
        return () => {
            cancelAnimationFrame(frame);
            clearTimeout(timer);
        };
    }, [painted]);
    return painted;
}

function Act({
    item,
    command,
    edged = false,
    onAct,
}: {
    item: InboxItem;
    command: Command;
    edged?: boolean;
    onAct: (command: Command) => void;
}) {
    const key = KEY_OF[command];
    return (
        <Button look={edged ? "line" : "bare"} small onClick={() => onAct(command)}>
            {command === "open" ? text("inbox.open_topic") : commandWord(item, command)}
            {key && <Kbd>{key}</Kbd>}
        </Button>
    );
}

function PaneMessage({ message }: { message: Message }) {
    const view = useView((data, nowMs) => {
        const person = data.people.get(message.author);
        const reach = data.reach.get(message.author);
        const zone = myZone(data);
        const parts = [shortTime(Date.parse(message.sent_at), nowMs, zone)];
        if (person) {
            const time = localTime(data, person.id, nowMs);
            parts.push(text("inbox.there", { place: placeOf(person), time }));
        }
        if (reach) {
            const state = stateSentence(reach, nowMs, person?.time_zone ?? zone);
            const low = state.charAt(0).toLowerCase() + state.slice(1);
            parts.push(text("inbox.state_there", { state: low }));
        }
        return { name: nameOf(data, message.author), line: parts.join(" · ") };
    });
    return (
        <article className={styles["message"]} aria-label={text("message.by", { name: view.name })}>
            <header>
                <Initials name={view.name} />
                <div>
                    <h3>{view.name}</h3>
                    <p>{view.line}</p>
                </div>
            </header>
            {message.urgent && (
                <p className={styles["urgent"]}>
                    <b>{text("inbox.urgent")}</b> {message.urgent.reason}
                </p>
            )}
            <SafeHtml html={message.html} />
        </article>
    );
}
