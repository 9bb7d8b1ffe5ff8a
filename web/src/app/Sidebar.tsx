// The sidebar: where everything is, in an order that rests.
import {
    ChevronDown,
    ChevronRight,
    Hash,
    Inbox,
    Lock,
    Moon,
    Plus,
    Radio,
    Search,
    Sun,
    SunMoon,
    Users,
} from "lucide-react";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { Link, useLocation } from "wouter";
import type { Channel, ChannelId, PersonId, Topic, TopicId } from "../data/model";
import {
    channelTitle,
    directConversations,
    isUnread,
    lastActivityMs,
    laterCount,
    myChannels,
    myGroups,
    myself,
    myZone,
    openRequestIn,
    others,
    topicsOf,
    topicTitle,
    waitingOnMe,
} from "../data/select";
import type { Data } from "../data/state";
import { useView } from "../data/useView";
import { dueMark, leftShort, markOf, type TimeMark } from "../data/words";
import { MyState } from "../features/availability/MyState";
import { DemoClock } from "../features/demo/DemoClock";
import { onDuty } from "../features/group/duty";
import { text } from "../text/text";
import { choose, isDark, onSettings } from "../transport/settings";
import { Button } from "../ui/Button";
import { Dial } from "../ui/Dial";
import { Initials } from "../ui/Initials";
import { Kbd } from "../ui/Kbd";
import { Logo } from "../ui/Logo";
import { Mark } from "../ui/Mark";
import type { Overlay } from "./overlay";
import styles from "./Sidebar.module.css";
import { WorkLinks } from "./WorkLinks";

/** How long a topic without news stays in the sidebar, in milliseconds. */
const RECENT_MS = 14 * 24 * 3_600_000;

/** Most topics shown under a channel. */
const TOPICS_MAX = 6;

export function Sidebar({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
    const organisation = useView((data) => data.organisation?.name ?? "");
    return (
        <aside
            className={styles["side"]}
            aria-label={text("sidebar.label")}
            data-region
            tabIndex={-1}
        >
            <p className={styles["brand"]}>
                <Logo />
                Meanwhile
                <small className="clip">{organisation}</small>
            </p>
            <button
                type="button"
                className={styles["find"]}
                onClick={() => onOverlay({ kind: "jump" })}
            >
                <Search size={16} aria-hidden="true" />
                <span>{text("sidebar.jump")}</span>
                <Kbd>Ctrl K</Kbd>
            </button>
            <nav className={styles["nav"]} aria-label={text("sidebar.main")}>
                <InboxItem />
                <Item href="/today" icon={<Sun size={16} />} name={text("today.title")} />
                <LiveItem />
                <LaterItem />
                <PeopleItems />
                <DirectSection onNew={() => onOverlay({ kind: "new_direct" })} />
                <ChannelSection onNew={() => onOverlay({ kind: "new_channel" })} />
            </nav>
            <WorkLinks />
            <div className={styles["clock"]}>
                <DemoClock />
            </div>
            <Foot />
        </aside>
    );
}

/** One line of the sidebar. */
export function Item({
    href,
    icon,
    name,
    end,
    unread = false,
    sub = false,
}: {
    href: string;
    icon?: ReactNode;
    name: string;
    end?: ReactNode;
    unread?: boolean;
    sub?: boolean;
}) {
    const [path] = useLocation();
    const classes = [styles["item"], unread ? styles["unread"] : "", sub ? styles["sub"] : ""];
    return (
        <Link
            href={href}
            className={classes.join(" ")}
            aria-current={path === href ? "page" : undefined}
        >
            {icon}
            <span className="clip">{name}</span>
            {unread && <span className="sr">{text("sidebar.unread")}</span>}
            {end && <span className={styles["end"]}>{end}</span>}
        </Link>
    );
}

export function InboxItem() {
    const view = useView((data, nowMs) => {
        const [next] = waitingOnMe(data);
        const unread = [...data.topics.values()].some((topic) => isUnread(data, topic));
        if (!next) return { unread, mark: null, left: "" };
        return { unread, mark: dueMark(next, nowMs, myZone(data)), left: leftShort(next, nowMs) };
    });
    return (
        <Item
            href="/"
            icon={<Inbox size={16} />}
            name={text("inbox.title")}
            unread={view.unread || view.mark !== null}
            end={
                view.mark && (
                    <>
                        <Mark {...view.mark} label={view.left} />
                        <span className="sr">{text("sidebar.next_due")}</span>
                    </>
                )
            }
        />
    );
}

export function LiveItem() {
    const count = useView((data) => data.sessions.size);
    return (
        <Item
            href="/live"
            icon={<Radio size={16} />}
            name={text("live.title")}
            end={0 < count && <span className="step-now">{text("live.count", { count })}</span>}
        />
    );
}

/** What is left for later; not there while there is nothing. */
export function LaterItem() {
    const count = useView(laterCount);
    if (count === 0) return null;
    return <Item href="/later" icon={<Moon size={16} />} name={text("later.title")} end={count} />;
}

/** Most groups shown under the people. */
const GROUPS_MAX = 6;

function PeopleItems() {
    const view = useView((data, nowMs) => ({
        guest: myself(data)?.role === "guest",
        groups: myGroups(data)
            .slice(0, GROUPS_MAX)
            .map((group) => ({
                id: group.id,
                name: group.name,
                duty: onDuty(data, group, nowMs)?.person === data.me,
            })),
    }));
    return (
        <>
            <Item href="/people" icon={<Users size={16} />} name={text("people.title")} />
            {view.groups.map((group) => (
                <Item
                    key={group.id}
                    sub
                    href={`/groups/${group.id}`}
                    name={group.name}
                    end={group.duty && text("rota.on_duty")}
                />
            ))}
            {!view.guest && <Item sub href="/groups" name={text("group.all")} />}
        </>
    );
}

interface DirectView {
    id: TopicId;
    name: string;
    unread: boolean;
    mark: TimeMark | null;
}

function directView(data: Data, nowMs: number): DirectView[] {
    return directConversations(data).map(({ channel, topic }) => {
        const people: PersonId[] = others(data, channel);
        const [only] = people;
        return {
            id: topic.id,
            name: channelTitle(data, channel),
            unread: isUnread(data, topic),
            mark: people.length === 1 && only ? markOf(data, only, nowMs) : null,
        };
    });
}

export function DirectSection({ onNew }: { onNew: () => void }) {
    const view = useView(directView);
    return (
        <div>
            <Heading title={text("direct.title")} add={text("direct.new")} onAdd={onNew} />
            {view.map((entry) => (
                <Item
                    key={entry.id}
                    href={`/topic/${entry.id}`}
                    icon={<Initials name={entry.name} size={24} />}
                    name={entry.name}
                    unread={entry.unread}
                    end={entry.mark && <Mark {...entry.mark} />}
                />
            ))}
        </div>
    );
}

interface ChannelView {
    id: ChannelId;
    name: string;
    isPrivate: boolean;
    unread: boolean;
    topics: { id: TopicId; title: string; unread: boolean; due: TimeMark | null }[];
}

function channelView(data: Data, nowMs: number): ChannelView[] {
    return myChannels(data).map((channel: Channel) => {
        const topics = topicsOf(data, channel.id);
        const wanted = (topic: Topic) =>
            isUnread(data, topic) ||
            openRequestIn(data, topic.id) !== undefined ||
            (topic.state === "open" && nowMs - lastActivityMs(topic) < RECENT_MS);
        const shown = topics.filter(wanted).slice(0, TOPICS_MAX);
        shown.sort((a, b) => b.id.localeCompare(a.id)); // by age: nothing moves when somebody writes
        return {
            id: channel.id,
            name: channel.name,
            isPrivate: channel.kind === "private",
            unread: topics.some((topic) => isUnread(data, topic)),
            topics: shown.map((topic) => {
                const request = openRequestIn(data, topic.id);
                return {
                    id: topic.id,
                    title: topicTitle(data, topic),
                    unread: isUnread(data, topic),
                    due: request ? dueMark(request, nowMs, myZone(data)) : null,
                };
            }),
        };
    });
}

export function ChannelSection({ onNew }: { onNew: () => void }) {
    const view = useView(channelView);
    const guest = useView((data) => myself(data)?.role === "guest");
    const [closed, setClosed] = useState<ReadonlySet<ChannelId>>(new Set());
    const toggle = (id: ChannelId) => {
        const next = new Set(closed);
        if (!next.delete(id)) next.add(id);
        setClosed(next);
    };
    return (
        <div>
            {guest ? (
                <h2 className={styles["heading"]}>{text("channels.title")}</h2>
            ) : (
                <Heading title={text("channels.title")} add={text("channel.new")} onAdd={onNew} />
            )}
            {view.map((channel) => (
                <ChannelGroup
                    key={channel.id}
                    channel={channel}
                    closed={closed.has(channel.id)}
                    onToggle={() => toggle(channel.id)}
                />
            ))}
            {!guest && (
                <Item href="/channels" icon={<Plus size={16} />} name={text("channels.browse")} />
            )}
        </div>
    );
}

function ChannelGroup({
    channel,
    closed,
    onToggle,
}: {
    channel: ChannelView;
    closed: boolean;
    onToggle: () => void;
}) {
    const Caret = closed ? ChevronRight : ChevronDown;
    const Kind = channel.isPrivate ? Lock : Hash;
    return (
        <div>
            <div className={styles["group"]}>
                {0 < channel.topics.length ? (
                    <button
                        type="button"
                        className={styles["caret"]}
                        aria-expanded={!closed}
                        aria-label={text("sidebar.topics_of", { channel: channel.name })}
                        onClick={onToggle}
                    >
                        <Caret size={16} aria-hidden="true" />
                    </button>
                ) : (
                    <span className={styles["caret"]} aria-hidden="true">
                        <Kind size={14} />
                    </span>
                )}
                <Item
                    href={`/channel/${channel.id}`}
                    name={channel.name}
                    unread={closed && channel.unread}
                />
            </div>
            {!closed &&
                channel.topics.map((topic) => (
                    <Item
                        key={topic.id}
                        sub
                        href={`/topic/${topic.id}`}
                        name={topic.title}
                        unread={topic.unread}
                        end={
                            topic.due && (
                                <span className={`step-${topic.due.step}`} title={topic.due.label}>
                                    <Dial fill={topic.due.fill} />
                                    <span className="sr">
                                        {text("sidebar.due", { time: topic.due.label })}
                                    </span>
                                </span>
                            )
                        }
                    />
                ))}
        </div>
    );
}

function Heading({ title, add, onAdd }: { title: string; add: string; onAdd: () => void }) {
    return (
        <h2 className={styles["heading"]}>
            {title}
            <button
                type="button"
                className={styles["add"]}
                aria-label={add}
                title={add}
                onClick={onAdd}
            >
                <Plus size={14} aria-hidden="true" />
            </button>
        </h2>
    );
}

function Foot() {
    const dark = useSyncExternalStore(onSettings, isDark);
    const name = useView((data) => myself(data)?.name ?? "");
    return (
        <footer className={styles["foot"]}>
            <Link href="/settings/profile" aria-label={text("settings.open")} title={name}>
                <Initials name={name} size={32} />
            </Link>
            <MyState />
            <Button
                look="bare"
                icon={<SunMoon size={16} />}
                label={dark ? text("theme.to_light") : text("theme.to_dark")}
                onClick={() => choose("theme", dark ? "light" : "dark")}
            />
        </footer>
    );
}
