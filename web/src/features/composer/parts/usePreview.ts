// What the message would do if it were sent now: asked while somebody writes, without flicker.
import { useEffect, useRef, useState } from "react";
import type { MessagePreview, PreviewMessage, TopicId } from "../../../data/model";
import type { Data } from "../../../data/state";
import { useView } from "../../../data/useView";
import { api } from "../../../transport/api";

/** How long the text rests before the server is asked, in milliseconds. */
const REST_MS = 220;

/** How often a resting text is asked about again: the reach of people changes, in milliseconds. */
const AGAIN_MS = 30_000;

/** By how many characters a text grows before advice on its length is asked for again. */
const LENGTH_STEP = 500;

/** What else a preview rests on: who is in the channel, and what people said about their time. */
function worldOf(data: Data, topic: TopicId): string {
    const channel = data.topics.get(topic)?.channel;
    const members = channel ? (data.membersVersion.get(channel) ?? 0) : 0;
    const times = [...data.availability.values()].reduce((sum, row) => sum + row.version, 0);
    const groups = [...data.groups.values()].reduce((sum, row) => sum + row.version, 0);
    return `${members} ${times} ${groups}`;
}

/** What the decision rests on: mentions, not every letter; the length only where advice is asked for. */
function basisOf(message: PreviewMessage): PreviewMessage {
    const mentions = (message.text.match(/@_?\[[^\]]*\]\((?:per|grp)_\w+\)/g) ?? []).join(" ");
    if (message.purpose === undefined) return { ...message, text: mentions };
    const length = Math.floor(message.text.length / LENGTH_STEP) * LENGTH_STEP;
    return { ...message, text: `${mentions} ${".".repeat(length)}` };
}

/** `message` is `null` while nothing is written. */
export function usePreview(topic: TopicId, message: PreviewMessage | null): MessagePreview | null {
    const [preview, setPreview] = useState<MessagePreview | null>(null);
    const basis = message && basisOf(message);
    const latest = useRef(basis);
    latest.current = basis;
    const key = JSON.stringify(basis);
    const world = useView((data) => worldOf(data, topic));

    // biome-ignore lint/correctness/useExhaustiveDependencies: `key` and `world` say when to look again
    useEffect(() => {
        if (!latest.current) {
            setPreview(null);
            return;
        }
        const control = new AbortController();
        const look = () => {
            const body = latest.current;
            if (!body) return;
            const words = body.text.trim() === "" ? "…" : body.text;
            api.preview(topic, { ...body, text: words }, control.signal).then(
                setPreview,
                () => {}, // the last known stays
            );
        };
        const timer = setTimeout(look, REST_MS);
        const again = setInterval(look, AGAIN_MS);
        return () => {
            clearTimeout(timer);
            clearInterval(again);
            control.abort();
        };
    }, [topic, key, world]);

    return preview;
}
