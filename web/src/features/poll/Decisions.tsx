// What was decided in a channel, or anywhere the reader may look; newest first, searchable.
import { Gavel } from "lucide-react";
import { Link } from "wouter";
import type { ChannelId, DecisionRecord, RecordId } from "../../data/model";
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
import { usePaged } from "../../ui/usePaged";
import styles from "./Decisions.module.css";
import { decisionView } from "./model";
import { SearchBox } from "./parts/SearchBox";
import { useRecord } from "./parts/useRecord";
import { useSearchWords } from "./parts/useSearchWords";

export function Decisions({ channel }: { channel: ChannelId | null }) {
    const { typed, type, query } = useSearchWords();
    const place = useView((data) => (channel ? (data.channels.get(channel)?.name ?? "") : ""));
    const heard = useView((data) => (channel ? (data.work.heard.get(channel) ?? 0) : 0));
    const { items, error, more } = usePaged(`${channel} ${query} ${heard}`, (cursor) =>
        pollApi.decisions(channel, query, cursor),
    );

    const records = items ?? [];
    const handleMore = () => more?.().catch((caught) => say(problemWords(caught), true));
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
            <div className={styles["find"]}>
                <SearchBox value={typed} onChange={type} />
            </div>
            {error !== null && items === null && (
                <p className={list["problem"]} role="alert">
                    {problemWords(error)}
                </p>
            )}
            {items === null && error === null && <Skeleton rows={3} />}
            {items !== null && records.length === 0 && (
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
            {more !== null && (
                <Button look="line" small onClick={handleMore}>
                    {text("decision.more")}
                </Button>
            )}
        </Page>
    );
}

/** The one before or after; read by itself where it is not on the page. */
function Other({
    record,
    id,
    all,
    words,
}: {
    record: DecisionRecord;
    id: RecordId;
    all: readonly DecisionRecord[];
    words: "replaced_by" | "replaced_what";
}) {
    const listed = all.find((one) => one.id === id);
    const read = useRecord(record.channel, listed ? null : id);
    const other = listed ?? read;
    if (!other) return null;
    return (
        <p className={styles["meta"]}>
            {listed ? (
                <a href={`#${id}`} className={styles["link"]}>
                    {text(`decision.${words}`, { text: other.text })}
                </a>
            ) : (
                <Link href={`/topic/${other.topic}`} className={styles["link"] ?? ""}>
                    {text(`decision.${words}`, { text: other.text })}
                </Link>
            )}
        </p>
    );
}

function Record({ record, all }: { record: DecisionRecord; all: readonly DecisionRecord[] }) {
    const view = useView((data, nowMs) => decisionView(data, record, nowMs));
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
                {record.replaced_by && (
                    <Other record={record} id={record.replaced_by} all={all} words="replaced_by" />
                )}
                {record.replaces && (
                    <Other record={record} id={record.replaces} all={all} words="replaced_what" />
                )}
            </div>
        </article>
    );
}
