// What stands between the head of a topic and its messages: what blocks it, views that are wanted, an
// offer to talk.
import type { TopicId } from "../../data/model";
import { BlockerBanner } from "../../features/blocker/BlockerBanner";
import { TalkOffer } from "../../features/talk/TalkOffer";
import { ViewsBanner } from "../../features/topic/ViewsBanner";

export function TopicBanners({ topic }: { topic: TopicId }) {
    return (
        <>
            <BlockerBanner topic={topic} />
            <ViewsBanner topic={topic} />
            <TalkOffer topic={topic} />
        </>
    );
}
