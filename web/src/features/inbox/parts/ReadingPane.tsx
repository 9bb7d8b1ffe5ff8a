// What is selected in the Inbox, to read and answer without leaving it.
import { type ReactNode, useEffect } from "react";
import type { Message, TopicId } from "../../../data/model";
import {
    channelTitle,
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
import { Initials } from "../../../ui/Initials";
import { Kbd } from "../../../ui/Kbd";
import { Mark } from "../../../ui/Mark";
import { SafeHtml } from "../../../ui/SafeHtml";
import type { InboxItem } from "../model";
import styles from "./ReadingPane.module.css";

/** Most messages shown in the pane; more are read in the topic. */
const SHOWN_MAX = 6;

interface PaneView {
    title: string;
    crumb: string;
    messages: readonly Message[];
    more: number;
    due: { mark: Parameters<typeof Mark>[0]; why: string } | null;
    excerpt: string;
    replyName: string;
}

function paneView(data: Data, item: InboxItem, nowMs: number): PaneView | null {
    const topic = data.topics.get(item.topic);
    if (!topic) return null;
    const channel = data.channels.get(topic.channel);
    const loaded = data.windows.get(item.topic)?.messages ?? [];
    const request = item.kind === "waiting" ? data.requests.get(item.request) : undefined;
    const read = data.places.get(item.topic)?.read_ordinal ?? 0;
    const wanted = request
        ? loaded.filter(
              (message) =>
                  message.id === request.message || request.follow_ups.includes(message.id),
          )
        : loaded.filter((message) => read < message.ordinal);
    const zone = myZone(data);
    return {
        title: topicTitle(data, topic),
        crumb: channel ? channelTitle(data, channel) : "",
        messages: wanted.slice(-SHOWN_MAX),
        more: Math.max(0, wanted.length - SHOWN_MAX),
        due:
            request && item.kind === "waiting"
                ? {
                      mark: {
                          ...item.mark,
                          label: text("request.due", { time: item.mark.label }),
                          chip: true,
                      },
                      why: whyDue(request.due_reason, nowMs, zone),
                  }
                : null,
        excerpt: item.excerpt,
        replyName: request ? firstNameOf(data, request.from) : topicTitle(data, topic),
    };
}

export function ReadingPane({
    item,
    renderComposer,
    onOpen,
    onDone,
}: {
    item: InboxItem;
    renderComposer: (topic: TopicId, placeholder: string, onSent: () => void) => ReactNode;
    onOpen: () => void;
    onDone: () => void;
}) {
    const view = useView((data, nowMs) => paneView(data, item, nowMs));
    const { topic } = item;
    useEffect(() => {
        ensureNewest(topic).catch(() => {});
    }, [topic]);
    if (!view) return null;
    const done = item.kind === "waiting" ? text("request.acknowledge") : text("inbox.mark_read");
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
                <h2 className={styles["title"]}>{view.title}</h2>
                {view.due && (
                    <p className={styles["due"]}>
                        <Mark {...view.due.mark} />
                        <span>{view.due.why}</span>
                    </p>
                )}
                {0 < view.more && (
                    <p className={styles["more"]}>{text("inbox.earlier", { count: view.more })}</p>
                )}
                {view.messages.length === 0 && <p className={styles["excerpt"]}>{view.excerpt}</p>}
                {view.messages.map((message) => (
                    <PaneMessage key={message.id} message={message} />
                ))}
                <div className={styles["compose"]}>
                    {renderComposer(
                        topic,
                        item.kind === "waiting"
                            ? text("inbox.reply_to", { name: view.replyName })
                            : text("composer.placeholder", { title: view.title }),
                        () => {},
                    )}
                </div>
            </div>
            <footer className={styles["foot"]}>
                <Button look="bare" small onClick={onOpen}>
                    {text("inbox.open_topic")} <Kbd>↵</Kbd>
                </Button>
                <Button look="line" small onClick={onDone}>
                    {done} <Kbd>E</Kbd>
                </Button>
            </footer>
        </aside>
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
            parts.push(text("inbox.state_there", { state: state.toLowerCase() }));
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
            <SafeHtml html={message.html} />
        </article>
    );
}
