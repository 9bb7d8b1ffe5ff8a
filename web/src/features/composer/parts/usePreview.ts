// What the message would do if it were sent now: asked while somebody writes, without flicker.
import { useEffect, useState } from "react";
import type { Expectation, MessageId, MessagePreview, TopicId } from "../../../data/model";
import type { Data } from "../../../data/state";
import { useView } from "../../../data/useView";
import { api } from "../../../transport/api";

/** How long the text rests before the server is asked, in milliseconds. */
const REST_MS = 220;

/** How often a resting text is asked about again: the reach of people changes, in milliseconds. */
const AGAIN_MS = 30_000;

/** What else a preview rests on: who is in the channel, and what people said about their time. */
function worldOf(data: Data, topic: TopicId): string {
    const channel = data.topics.get(topic)?.channel;
    const members = channel ? (data.membersVersion.get(channel) ?? 0) : 0;
    const times = [...data.availability.values()].reduce((sum, row) => sum + row.version, 0);
    return `${members} ${times}`;
}

export function usePreview(
    topic: TopicId,
    wire: string,
    expectation: Expectation | undefined,
    replyTo: MessageId | null,
): MessagePreview | null {
    const [preview, setPreview] = useState<MessagePreview | null>(null);
    // Only what the decision rests on: mentions, not every letter.
    const mentions = (wire.match(/@_?\[[^\]]*\]\(per_\w+\)/g) ?? []).join(" ");
    const written = wire !== "";
    const key = JSON.stringify([topic, mentions, written, expectation ?? null, replyTo]);
    const world = useView((data) => worldOf(data, topic));

    // biome-ignore lint/correctness/useExhaustiveDependencies: `world` says when to look again
    useEffect(() => {
        if (!written) {
            setPreview(null);
            return;
        }
        const [, mentioned, , expected, reply]: [
            TopicId,
            string,
            boolean,
            Expectation | null,
            MessageId | null,
        ] = JSON.parse(key);
        const control = new AbortController();
        const look = () => {
            api.preview(
                topic,
                {
                    text: mentioned === "" ? "…" : mentioned,
                    ...(expected === null ? {} : { expectation: expected }),
                    ...(reply === null ? {} : { reply_to: reply }),
                },
                control.signal,
            ).then(setPreview, () => {}); // the last known stays
        };
        const timer = setTimeout(look, REST_MS);
        const again = setInterval(look, AGAIN_MS);
        return () => {
            clearTimeout(timer);
            clearInterval(again);
            control.abort();
        };
    }, [topic, written, key, world]);

    return preview;
}
