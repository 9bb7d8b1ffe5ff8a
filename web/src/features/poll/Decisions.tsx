// What was decided in a channel, or anywhere the reader may look; newest first, searchable.
import { Gavel, Search } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { Link } from "wouter";
import type { ChannelId, DecisionRecord } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { pollApi } from "../../transport/apiPoll";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import list from "../../ui/List.module.css";
import { Markdown } from "../../ui/Markdown";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { say } from "../../ui/Toasts";
import { useLoaded } from "../../ui/useLoaded";
import styles from "./Decisions.module.css";
import { decisionView } from "./model";

/** How long after the last key the search begins, in milliseconds. */
const SEARCH_AFTER_MS = 250;

export function Decisions({ channel }: { channel: ChannelId | null }) {
    const id = useId();
    const [typed, setTyped] = useState("");
    const [query, setQuery] = useState("");
    const place = useView((data) => (channel ? (data.channels.get(channel)?.name ?? "") : ""));
    const heard = useView((data) => (channel ? (data.work.heard.get(channel) ?? 0) : 0));
    const [more, setMore] = useState<{ items: DecisionRecord[]; next: string | null } | null>(null);
    const { value, error } = useLoaded(`${channel} ${query} ${heard}`, () => {
        setMore(null);
        return pollApi.decisions(channel, query);
    });
    useEffect(() => {
        const timer = setTimeout(() => setQuery(typed.trim()), SEARCH_AFTER_MS);
        return () => clearTimeout(timer);
    }, [typed]);

    const records = [...(value?.items ?? []), ...(more?.items ?? [])];
    const next = more ? more.next : (value?.next_cursor ?? null);
    const handleMore = () => {
        pollApi.decisions(channel, query, next ?? undefined).then(
            (page) =>
                setMore({
                    items: [...(more?.items ?? []), ...page.items],
                    next: page.next_cursor ?? null,
                }),
            (caught) => say(problemWords(caught), true),
        );
    };
    return (
        <Page
            title={text(channel ? "decision.title_of" : "decision.title", { channel: place })}
            intro={
                channel ? (
                    <Link href={`/channel/${channel}`} className={styles["link"] ?? ""}>
                        {text("decision.to_channel", { channel: place })}
                    </Link>
                ) : (
                    text("decision.intro")
                )
            }
        >
            <search className={styles["search"]}>
                <label htmlFor={id} className="sr">
                    {text("decision.search")}
                </label>
                <Search size={16} aria-hidden="true" />
                <input
                    id={id}
                    type="search"
                    placeholder={text("decision.search")}
                    value={typed}
                    onChange={(event) => setTyped(event.target.value)}
                />
            </search>
            {error !== null && value === null && (
                <p className={list["problem"]} role="alert">
                    {problemWords(error)}
                </p>
            )}
            {value === null && error === null && <Skeleton rows={3} />}
            {value !== null && records.length === 0 && (
                <Empty title={text(query === "" ? "decision.none" : "decision.not_found")}>
                    {text(query === "" ? "decision.none_hint" : "decision.not_found_hint")}
                </Empty>
            )}
            <ol className={styles["records"]}>
                {records.map((record) => (
                    <li key={record.id}>
                        <Record record={record} all={records} />
                    </li>
                ))}
            </ol>
            {next !== null && (
                <Button look="line" small onClick={handleMore}>
                    {text("decision.more")}
                </Button>
            )}
        </Page>
    );
}

function Record({ record, all }: { record: DecisionRecord; all: readonly DecisionRecord[] }) {
    const view = useView((data, nowMs) => decisionView(data, record, nowMs));
    const older = all.find((one) => one.id === record.replaces);
    return (
        <article id={record.id} className={styles["record"]} aria-label={record.text}>
            <Gavel size={16} aria-hidden="true" />
            <div>
                <h2 className={view.replaced ? styles["replaced"] : ""}>{record.text}</h2>
                {record.reason !== "" && (
                    <div className={styles["reason"]}>
                        <Markdown text={record.reason} />
                    </div>
                )}
                <p className={`${styles["meta"]} num`}>
                    {view.meta} ·{" "}
                    <Link href={`/topic/${record.topic}`} className={styles["link"] ?? ""}>
                        {view.topic}
                    </Link>
                </p>
                {view.replaced && (
                    <p className={styles["meta"]}>
                        <a href={`#${record.replaced_by}`} className={styles["link"]}>
                            {text("decision.replaced")}
                        </a>
                    </p>
                )}
                {record.replaces && (
                    <p className={styles["meta"]}>
                        {older
                            ? text("decision.replaced_what", { text: older.text })
                            : text("decision.replaced_one")}
                    </p>
                )}
            </div>
        </article>
    );
}
