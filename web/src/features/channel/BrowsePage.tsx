// All public channels, to find and to join.
import { Hash, Plus } from "lucide-react";
import { Link } from "wouter";
import type { ChannelId } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import { say } from "../../ui/Toasts";
import { publicChannels } from "./model";

export function BrowsePage({ onNew }: { onNew: () => void }) {
    const rows = useView(publicChannels);
    const handleJoin = (id: ChannelId) => {
        api.joinChannel(id).catch((error) => say(problemWords(error), true));
    };
    return (
        <Page
            title={text("channels.title")}
            intro={text("channels.intro")}
            actions={
                <Button look="line" icon={<Plus size={16} aria-hidden="true" />} onClick={onNew}>
                    {text("channel.new")}
                </Button>
            }
        >
            {rows.length === 0 && (
                <Empty title={text("channels.none")}>{text("channels.none_hint")}</Empty>
            )}
            <ul className={list["list"]}>
                {rows.map(({ channel, joined }) => (
                    <li key={channel.id} className={`${list["row"]} ${list["hover"]}`}>
                        <Hash size={16} aria-hidden="true" />
                        <Link href={`/channel/${channel.id}`} className={list["words"] ?? ""}>
                            <p className={`${list["name"]} clip`}>{channel.name}</p>
                            <p className={`${list["sub"]} clip`}>{channel.purpose}</p>
                        </Link>
                        <span className={list["end"]}>
                            {joined ? (
                                text("channel.joined")
                            ) : (
                                <Button
                                    look="line"
                                    small
                                    aria-label={text("channel.join_named", {
                                        channel: channel.name,
                                    })}
                                    onClick={() => handleJoin(channel.id)}
                                >
                                    {text("channel.join")}
                                </Button>
                            )}
                        </span>
                    </li>
                ))}
            </ul>
        </Page>
    );
}
