// What is live now.
import { Link } from "wouter";
import { myZone, topicTitle } from "../../data/select";
import { useView } from "../../data/useView";
import { namesOf } from "../../data/words";
import { text } from "../../text/text";
import { shortTime } from "../../text/time";
import { Chip } from "../../ui/Chip";
import { Dial } from "../../ui/Dial";
import { Empty } from "../../ui/Empty";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import { useTitle } from "../title";

export function LivePage() {
    useTitle(text("live.title"));
    const rows = useView((data, nowMs) =>
        [...data.sessions.values()].map((session) => {
            const topic = data.topics.get(session.topic);
            const here = session.attendance
                .filter((stay) => stay.until === null)
                .map((stay) => stay.person);
            return {
                id: session.id,
                topic: session.topic,
                title: topic ? topicTitle(data, topic) : text("topic.untitled"),
                names: namesOf(data, [...new Set(here)]),
                since: text("live.since", {
                    time: shortTime(Date.parse(session.started_at), nowMs, myZone(data)),
                }),
            };
        }),
    );
    return (
        <Page title={text("live.title")} intro={text("live.intro")}>
            {rows.length === 0 && <Empty title={text("live.none")}>{text("live.none_hint")}</Empty>}
            <ul className={list["list"]}>
                {rows.map((row) => (
                    <li key={row.id}>
                        <Link href={`/live/${row.id}`} className={list["row"] ?? ""}>
                            <div className={list["words"]}>
                                <p className={`${list["name"]} clip`}>{row.title}</p>
                                <p className={`${list["sub"]} clip`}>{row.names}</p>
                            </div>
                            <span className={list["end"]}>
                                <Chip step="now" icon={<Dial fill={1} />}>
                                    {row.since}
                                </Chip>
                            </span>
                        </Link>
                    </li>
                ))}
            </ul>
        </Page>
    );
}
