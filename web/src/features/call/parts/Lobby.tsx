// The page of a call one is not in: who is there, and the way in.
import { Link } from "wouter";
import type { SessionId } from "../../../data/model";
import { topicTitle } from "../../../data/select";
import { useView } from "../../../data/useView";
import { namesOf } from "../../../data/words";
import { text } from "../../../text/text";
import { Empty } from "../../../ui/Empty";
import { Page } from "../../../ui/Page";
import { TalkButton } from "../TalkButton";

export function Lobby({ session }: { session: SessionId | null }) {
    const view = useView((data) => {
        const row = session ? data.sessions.get(session) : undefined;
        const topic = row && data.topics.get(row.topic);
        if (!row || !topic) return null;
        const here = row.attendance
            .filter((stay) => stay.until === null)
            .map((stay) => stay.person);
        return {
            topic: row.topic,
            title: topicTitle(data, topic),
            names: here.length === 0 ? "" : text("call.lobby", { names: namesOf(data, here) }),
        };
    });
    if (!view) {
        return (
            <Page title={text("live.title")}>
                <Empty
                    title={text("call.over")}
                    action={<Link href="/live">{text("live.title")}</Link>}
                >
                    {text("call.over_hint")}
                </Empty>
            </Page>
        );
    }
    return (
        <Page title={view.title} intro={view.names} actions={<TalkButton topic={view.topic} />}>
            <Link href={`/topic/${view.topic}`}>{text("call.reply")}</Link>
        </Page>
    );
}
