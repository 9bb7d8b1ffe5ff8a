// The topic beside the call: its newest messages, and a line to write one.
import { ArrowRight } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { TopicId } from "../../../data/model";
import { firstNameOf, myZone } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { clockTime } from "../../../text/time";
import { send } from "../../../transport/outbox";
import { markRead } from "../../../transport/reading";
import { ensureNewest } from "../../../transport/windows";
import { Button } from "../../../ui/Button";
import { SafeHtml } from "../../../ui/SafeHtml";
import styles from "./TopicPane.module.css";

/** How many messages are shown; the topic itself has the rest. */
const SHOWN = 30;

export function TopicPane({ topic }: { topic: TopicId }) {
    const view = useView((data) => {
        const newest = data.topics.get(topic)?.last_ordinal ?? 0;
        const messages = data.windows.get(topic)?.messages ?? [];
        const sending = data.outbox.filter((entry) => entry.topic === topic);
        return {
            newest,
            lines: messages
                .filter((message) => message.body.kind === "text" && !message.deleted_at)
                .slice(-SHOWN)
                .map((message) => ({
                    id: message.id,
                    name: firstNameOf(data, message.author),
                    html: message.html,
                    time: clockTime(Date.parse(message.sent_at), myZone(data)),
                })),
            sending: sending.map((entry) => ({ key: entry.key, words: entry.post.text })),
        };
    });
    const [draft, setDraft] = useState("");
    const scroller = useRef<HTMLDivElement>(null);
    const { newest } = view;
    const count = view.lines.length + view.sending.length;

    // biome-ignore lint/correctness/useExhaustiveDependencies: `newest` says that there is more
    useEffect(() => {
        ensureNewest(topic).catch(() => {});
    }, [topic, newest]);
    // biome-ignore lint/correctness/useExhaustiveDependencies: the newest stands at the foot
    useEffect(() => {
        const element = scroller.current;
        if (element) element.scrollTop = element.scrollHeight;
        if (document.visibilityState === "visible") markRead(topic, newest);
    }, [topic, newest, count]);

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        const words = draft.trim();
        if (words === "") return;
        send(topic, { text: words, expectation: "none" }, []);
        setDraft("");
    };

    return (
        <section className={styles["pane"]}>
            <h2>
                {text("call.topic")} <small>{text("call.kept")}</small>
            </h2>
            <div
                ref={scroller}
                className={styles["list"]}
                role="log"
                aria-label={text("call.topic")}
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the keys
                tabIndex={0}
            >
                {view.lines.map((line) => (
                    <div key={line.id} className={styles["line"]}>
                        <p>
                            <b>{line.name}</b> <time>{line.time}</time>
                        </p>
                        <SafeHtml html={line.html} />
                    </div>
                ))}
                {view.sending.map((line) => (
                    <p key={line.key} className={styles["sending"]}>
                        {line.words}
                    </p>
                ))}
            </div>
            <form className={styles["write"]} onSubmit={handleSubmit}>
                <input
                    aria-label={text("call.write")}
                    placeholder={text("call.write")}
                    value={draft}
                    onChange={(event) => setDraft(event.target.value)}
                />
                <Button
                    type="submit"
                    look="bare"
                    icon={<ArrowRight size={18} />}
                    label={text("call.write_send")}
                    disabled={draft.trim() === ""}
                />
            </form>
        </section>
    );
}
