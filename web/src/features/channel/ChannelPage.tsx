// A channel: its topics, its people, its settings.
import { CheckCheck, Gavel, MessageSquarePlus, Settings2, Users } from "lucide-react";
import { useState } from "react";
import { Link, Redirect, useLocation } from "wouter";
import type { Channel, ChannelId } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Kbd } from "../../ui/Kbd";
import list from "../../ui/List.module.css";
import { Mark } from "../../ui/Mark";
import { Page } from "../../ui/Page";
import { say } from "../../ui/Toasts";
import { topicLines } from "./model";
import { ChannelSettings } from "./parts/ChannelSettings";
import { MembersDialog } from "./parts/MembersDialog";

export function ChannelPage({
    id,
    onNewTopic,
}: {
    id: string;
    onNewTopic: (channel: ChannelId) => void;
}) {
    const channel = useView((data) => [...data.channels.values()].find((row) => row.id === id));
    if (!channel) return <Redirect to="/channels" replace />;
    return <Shown channel={channel} onNewTopic={onNewTopic} />;
}

function Shown({
    channel,
    onNewTopic,
}: {
    channel: Channel;
    onNewTopic: (channel: ChannelId) => void;
}) {
    const joined = useView((data) => data.memberships.has(channel.id));
    const topics = useView((data, nowMs) => topicLines(data, channel.id, nowMs));
    const [dialog, setDialog] = useState<"members" | "settings" | null>(null);
    const [, go] = useLocation();
    const open = topics.filter((topic) => !topic.resolved);
    const resolved = topics.filter((topic) => topic.resolved);

    const handleJoin = () => {
        api.joinChannel(channel.id).catch((error) => say(problemWords(error), true));
    };

    return (
        <Page
            title={channel.name}
            intro={channel.purpose || text(`channel.kind_${channel.kind}`)}
            actions={
                joined ? (
                    <>
                        <Button
                            look="bare"
                            icon={<Gavel size={16} />}
                            label={text("channel.decisions")}
                            onClick={() => go(`/channel/${channel.id}/decisions`)}
                        />
                        <Button
                            look="bare"
                            icon={<Users size={16} />}
                            label={text("channel.members")}
                            onClick={() => setDialog("members")}
                        />
                        <Button
                            look="bare"
                            icon={<Settings2 size={16} />}
                            label={text("channel.settings")}
                            onClick={() => setDialog("settings")}
                        />
                        <Button
                            look="line"
                            icon={<MessageSquarePlus size={16} aria-hidden="true" />}
                            onClick={() => onNewTopic(channel.id)}
                        >
                            {text("topic.new")} <Kbd>C</Kbd>
                        </Button>
                    </>
                ) : (
                    <Button look="send" onClick={handleJoin}>
                        {text("channel.join")}
                    </Button>
                )
            }
        >
            {!joined && <Empty title={text("channel.not_in")}>{text("channel.not_in_hint")}</Empty>}
            {joined && topics.length === 0 && (
                <Empty
                    title={text("channel.no_topics")}
                    action={
                        <Button look="line" onClick={() => onNewTopic(channel.id)}>
                            {text("topic.new")}
                        </Button>
                    }
                >
                    {text("channel.no_topics_hint")}
                </Empty>
            )}
            <ul className={list["list"]}>
                {[...open, ...resolved].map((topic) => (
                    <li key={topic.id}>
                        <Link href={`/topic/${topic.id}`} className={list["row"] ?? ""}>
                            <div className={list["words"]}>
                                <p
                                    className={`${list["name"]} ${topic.unread ? list["unread"] : ""} clip`}
                                >
                                    {topic.title}
                                    {topic.unread && (
                                        <span className="sr">{text("sidebar.unread")}</span>
                                    )}
                                </p>
                                <p className={`${list["sub"]} clip`}>{topic.line}</p>
                            </div>
                            <div className={list["end"]}>
                                {topic.due && <Mark {...topic.due} />}
                                {topic.resolved && (
                                    <>
                                        <CheckCheck size={16} aria-hidden="true" />
                                        <span className="sr">{text("topic.resolved")}</span>
                                    </>
                                )}
                                <time>{topic.time}</time>
                            </div>
                        </Link>
                    </li>
                ))}
            </ul>
            {dialog === "members" && (
                <MembersDialog channel={channel} onClose={() => setDialog(null)} />
            )}
            {dialog === "settings" && (
                <ChannelSettings channel={channel} onClose={() => setDialog(null)} />
            )}
        </Page>
    );
}
