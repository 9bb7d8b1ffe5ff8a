// Tells what came in while nobody looks: a notification of the system, and the title of the page.
import { useEffect } from "react";
import { useLocation } from "wouter";
import type { Delivery } from "../data/model";
import { noticeTitle } from "../data/noticeWords";
import { isUnread, nameOf, topicTitle, waitingOnMe } from "../data/select";
import { store } from "../data/store";
import { useView } from "../data/useView";
import { pushMark } from "../transport/pushMark";
import { settings } from "../transport/settings";
import { onLogEvent } from "../transport/socket";
import { setBadge } from "./title";

/** How fresh a delivery must be to be told, in milliseconds: not after a long catch-up. */
const FRESH_MS = 2 * 60_000;

function shouldTell(delivery: Delivery): boolean {
    const told =
        delivery.delivery === "notify" ||
        delivery.delivery === "break_through" ||
        (delivery.delivery === "hold" && delivery.told_at !== null);
    if (!told) return false;
    const at = Date.parse(delivery.told_at ?? delivery.decided_at);
    return store.nowMs() - at < FRESH_MS;
}

export function useNotifications(): void {
    const [path, go] = useLocation();
    const badge = useView((data) => {
        const unread = [...data.topics.values()].filter((topic) => isUnread(data, topic)).length;
        return Math.max(unread, waitingOnMe(data).length);
    });

    useEffect(() => setBadge(badge), [badge]);

    useEffect(
        () =>
            onLogEvent((frame) => {
                if (frame.type !== "delivery.updated" || !shouldTell(frame.data)) return;
                const seen =
                    document.visibilityState === "visible" && path === addressOf(frame.data);
                // A browser with Web Push is told by its service worker.
                if (seen || settings().notifications !== "on" || pushMark(store.get().me) !== null)
                    return;
                if (!("Notification" in window) || Notification.permission !== "granted") return;
                notify(frame.data, go);
            }),
        [path, go],
    );
}

/** Where a delivery leads: its topic, or the Inbox for what stands in none. */
function addressOf(delivery: Delivery): string {
    return delivery.topic ? `/topic/${delivery.topic}` : "/";
}

function notify(delivery: Delivery, go: (path: string) => void): void {
    const data = store.get();
    const topic = delivery.topic ? data.topics.get(delivery.topic) : undefined;
    const title = topic ? topicTitle(data, topic) : "";
    const { heading, body } =
        delivery.about === "message"
            ? {
                  heading: delivery.from ? nameOf(data, delivery.from) : title,
                  body: topic?.last ? `${title}\n${topic.last.text}` : title,
              }
            : { heading: noticeTitle(data, delivery), body: title };
    const note = new Notification(heading, { body, tag: delivery.topic ?? delivery.id });
    note.onclick = () => {
        window.focus();
        go(addressOf(delivery));
        note.close();
    };
}
