// What is blocked now, what blocked most, and what was resolved.
import { Ban, ChevronDown, CircleCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import type { BlockerDetail, ChannelId } from "../../data/model";
import { myChannels } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { myBoardApi } from "../../transport/apiMyBoard";
import { helpBlocker } from "../../transport/calls";
import { problemWords } from "../../transport/http";
import { idOf } from "../../transport/ids";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { MenuButton } from "../../ui/Menu";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { say } from "../../ui/Toasts";
import { useLoaded } from "../../ui/useLoaded";
import styles from "./Blockers.module.css";
import { type BlockerRow, blockerRow, type CauseRow, causeRows } from "./listModel";

export function Blockers() {
    const [path, go] = useLocation();
    const channel = idOf("chn", new URLSearchParams(useSearch()).get("channel") ?? "");
    // What is raised or resolved meanwhile is read anew.
    const version = useView((data) => [...data.blockers.keys()].join());
    const now = useLoaded(`now ${channel} ${version}`, () =>
        myBoardApi.blockers(true, channel, null),
    );
    const causes = useLoaded(`causes ${channel} ${version}`, () => myBoardApi.causes(channel));
    const rows = useView((data, nowMs) => ({
        now: now.value?.items.map((detail) => blockerRow(data, detail, nowMs)) ?? null,
        causes: causeRows(data, causes.value ?? []),
    }));
    const error = now.error ?? causes.error;
    return (
        <Page
            title={text("blockers.title")}
            intro={text("blockers.intro")}
            actions={
                <ChannelMenu
                    chosen={channel}
                    onChoose={(next) => go(next === null ? path : `${path}?channel=${next}`)}
                />
            }
        >
            {error !== null && <p role="alert">{problemWords(error)}</p>}
            {rows.now === null && error === null && <Skeleton rows={3} />}
            {rows.now?.length === 0 && (
                <Empty title={text("blockers.none")}>{text("blockers.none_hint")}</Empty>
            )}
            {rows.now !== null && 0 < rows.now.length && (
                <Section title={text("blockers.now")} note={String(rows.now.length)}>
                    {rows.now.map((row) => (
                        <Row key={row.id} row={row} />
                    ))}
                </Section>
            )}
            {0 < rows.causes.length && (
                <Section title={text("blockers.causes")} note={text("blockers.causes_note")}>
                    {rows.causes.map((row) => (
                        <Cause key={row.key} row={row} />
                    ))}
                </Section>
            )}
            <Resolved key={`${channel} ${version}`} channel={channel} />
        </Page>
    );
}

function ChannelMenu({
    chosen,
    onChoose,
}: {
    chosen: ChannelId | null;
    onChoose: (channel: ChannelId | null) => void;
}) {
    const channels = useView((data) =>
        myChannels(data).map((channel) => ({ id: channel.id, name: channel.name })),
    );
    const shown = channels.find((one) => one.id === chosen)?.name;
    return (
        <MenuButton
            label={text("blockers.channel")}
            items={[
                {
                    id: "all",
                    label: text("blockers.all_channels"),
                    chosen: chosen === null,
                    onAction: () => onChoose(null),
                },
                ...channels.map((one, index) => ({
                    id: one.id,
                    label: one.name,
                    chosen: one.id === chosen,
                    divide: index === 0,
                    onAction: () => onChoose(one.id),
                })),
            ]}
        >
            {shown ?? text("blockers.all_channels")} <ChevronDown size={16} aria-hidden="true" />
        </MenuButton>
    );
}

function Section({ title, note, children }: { title: string; note: string; children: ReactNode }) {
    return (
        <section className={styles["section"]} aria-label={title}>
            <header>
                <h2>{title}</h2>
                <small className="num">{note}</small>
            </header>
            <ul>{children}</ul>
        </section>
    );
}

function Row({ row }: { row: BlockerRow }) {
    const handleHelp = () => {
        helpBlocker({ id: row.id, raised_by: row.raisedBy }).then(
            (reached) => {
                if (!reached) say(text("blocker.help_waits", { name: row.name }));
            },
            (error) => say(problemWords(error), true),
        );
    };
    return (
        <li className={styles["row"]}>
            <span className={styles["sign"]}>
                {row.resolved ? (
                    <CircleCheck size={16} aria-hidden="true" />
                ) : (
                    <Ban size={16} aria-hidden="true" />
                )}
            </span>
            <div className={styles["words"]}>
                <Link href={row.href} className={styles["title"] ?? ""}>
                    {row.words}
                </Link>
                <p className={`${styles["meta"]} num`}>
                    <span>{row.meta}</span>
                    <span>{row.place}</span>
                    {row.helpers !== "" && <span>{row.helpers}</span>}
                </p>
                {row.told !== "" && (
                    <p className={`${row.resolved ? styles["outcome"] : styles["told"]} num`}>
                        <span className={row.warm ? "step-now" : ""}>{row.told}</span>
                    </p>
                )}
                {row.risks.map((risk) => (
                    <p key={risk} className={`${styles["told"]} num`}>
                        {risk}
                    </p>
                ))}
            </div>
            {!row.resolved && !row.own && (
                <Button look="line" small disabled={row.helping} onClick={handleHelp}>
                    {text(row.helping ? "blockers.helping" : "blockers.help")}
                </Button>
            )}
        </li>
    );
}

function Cause({ row }: { row: CauseRow }) {
    return (
        <li className={styles["row"]}>
            <div className={styles["words"]}>
                <Link href={row.href} className={styles["title"] ?? ""}>
                    {row.title}
                </Link>
                <p className={`${styles["meta"]} num`}>
                    <span>{row.sum}</span>
                    {row.place !== "" && <span>{row.place}</span>}
                    {row.open && <span>{text("blockers.open")}</span>}
                </p>
                <span className={styles["bar"]} aria-hidden="true">
                    <i style={{ width: `${100 * row.share}%` }} />
                </span>
                {row.newest !== "" && <p className={styles["outcome"]}>{row.newest}</p>}
            </div>
        </li>
    );
}

/** Resolved ones, page by page; nothing while there are none. */
function Resolved({ channel }: { channel: ChannelId | null }) {
    const first = useLoaded("first", () => myBoardApi.blockers(false, channel, null));
    const [more, setMore] = useState<readonly BlockerDetail[]>([]);
    const [cursor, setCursor] = useState<string | null | undefined>(undefined);
    const next = cursor === undefined ? first.value?.next_cursor : cursor;
    const found = [...(first.value?.items ?? []), ...more];
    const rows = useView((data, nowMs) =>
        found
            .filter((detail) => detail.blocker.resolved_at !== null)
            .map((detail) => blockerRow(data, detail, nowMs)),
    );
    const handleMore = async () => {
        try {
            const page = await myBoardApi.blockers(false, channel, next ?? null);
            setMore([...more, ...page.items]);
            setCursor(page.next_cursor ?? null);
        } catch (error) {
            say(problemWords(error), true);
        }
    };
    if (rows.length === 0) return null;
    return (
        <Section title={text("blockers.earlier")} note="">
            {rows.map((row) => (
                <Row key={row.id} row={row} />
            ))}
            {next && (
                <li>
                    <Button look="line" small onClick={() => void handleMore()}>
                        {text("blockers.more")}
                    </Button>
                </li>
            )}
        </Section>
    );
}
