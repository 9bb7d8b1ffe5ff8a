// The head of a topic: title, state, how much of it one hears, who can be reached.
import { Bell, BellOff, BellRing, ChevronDown, ChevronLeft, PanelRight } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { TopicId, TopicLevel, TopicState } from "../../data/model";
import { nameOf, participants, topicTitle } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Initials } from "../../ui/Initials";
import { MenuButton } from "../../ui/Menu";
import { say } from "../../ui/Toasts";
import { reachSummary } from "./model";
import { StateMenu } from "./parts/StateMenu";
import styles from "./TopicHeader.module.css";

const LEVELS: readonly TopicLevel[] = ["follow", "normal", "mute"];
const LEVEL_ICONS = { follow: BellRing, normal: Bell, mute: BellOff };

/** Most people shown as initials. */
const SHOWN_MAX = 5;

export function TopicHeader({
    topic,
    paneOpen,
    onPane,
    talk,
}: {
    topic: TopicId;
    paneOpen: boolean;
    onPane: () => void;
    /** The button that begins a call. */
    talk?: ReactNode;
}) {
    const view = useView((data, nowMs) => {
        const row = data.topics.get(topic);
        if (!row) return null;
        const channel = data.channels.get(row.channel);
        const people = participants(data, row);
        return {
            title: topicTitle(data, row),
            titled: row.title !== "",
            state: row.state,
            version: row.version,
            level: data.places.get(topic)?.level ?? "normal",
            channel:
                channel && channel.kind !== "direct"
                    ? { id: channel.id, name: channel.name }
                    : null,
            people: people.slice(0, SHOWN_MAX).map((id) => ({ id, name: nameOf(data, id) })),
            reach: reachSummary(data, people, nowMs),
        };
    });
    if (!view) return null;

    const change = (body: { title?: string; state?: TopicState }) =>
        api.changeTopic(topic, body, view.version).then(
            () => true,
            (error) => {
                say(problemWords(error), true);
                return false;
            },
        );
    const handleLevel = (level: TopicLevel) => {
        api.setLevel(topic, level).then(
            (place) => store.dispatch({ type: "local.place", data: place }),
            (error) => say(problemWords(error), true),
        );
    };
    const LevelIcon = LEVEL_ICONS[view.level];

    return (
        <header className={styles["head"]}>
            <div className={styles["row"]}>
                <Link
                    href="/talk"
                    className={`phone ${styles["back"]}`}
                    aria-label={text("frame.back")}
                >
                    <ChevronLeft size={20} />
                </Link>
                <Title
                    title={view.title}
                    editable={view.titled}
                    onChange={(title) => change({ title })}
                />
                {talk}
            </div>
            <div className={styles["state"]}>
                {view.channel && (
                    <Link href={`/channel/${view.channel.id}`} className={styles["crumb"]}>
                        {view.channel.name}
                    </Link>
                )}
                {view.channel && <i className={`${styles["sep"]} desk`} />}
                <StateMenu
                    topic={topic}
                    title={view.title}
                    titled={view.titled}
                    state={view.state}
                    onState={(state) => void change({ state })}
                />
                <MenuButton
                    label={text("topic.level")}
                    small
                    icon={<LevelIcon size={16} aria-hidden="true" />}
                    items={LEVELS.map((level) => ({
                        id: level,
                        label: text(`level.${level}`),
                        hint: text(`level.${level}_hint`),
                        chosen: level === view.level,
                        onAction: () => handleLevel(level),
                    }))}
                >
                    <span className="desk">{text(`level.${view.level}`)}</span>
                    <span className="sr">{text("topic.level")}</span>
                    <ChevronDown size={14} aria-hidden="true" />
                </MenuButton>
                {0 < view.people.length && (
                    <>
                        <i className={`${styles["sep"]} desk`} />
                        <span className={`${styles["stack"]} desk`}>
                            {view.people.map((person) => (
                                <Link
                                    key={person.id}
                                    href={`/people/${person.id}`}
                                    title={person.name}
                                    aria-label={person.name}
                                >
                                    <Initials name={person.name} size={24} />
                                </Link>
                            ))}
                        </span>
                        <span className="clip">{view.reach}</span>
                    </>
                )}
                <span className={styles["grow"]} />
                <Button
                    look="bare"
                    small
                    className={`${styles["pane"]} desk`}
                    icon={<PanelRight size={16} />}
                    label={paneOpen ? text("pane.hide") : text("pane.show")}
                    aria-pressed={paneOpen}
                    onClick={onPane}
                />
            </div>
        </header>
    );
}

function Title({
    title,
    editable,
    onChange,
}: {
    title: string;
    editable: boolean;
    onChange: (title: string) => Promise<boolean>;
}) {
    const [draft, setDraft] = useState<string | null>(null);
    const input = useRef<HTMLInputElement>(null);
    const editing = draft !== null;
    useEffect(() => {
        if (editing) input.current?.select();
    }, [editing]);

    if (draft === null) {
        return (
            <h1 className={`${styles["title"]} clip`}>
                {editable ? (
                    <button
                        type="button"
                        className="clip"
                        title={text("topic.rename")}
                        onClick={() => setDraft(title)}
                    >
                        {title}
                    </button>
                ) : (
                    title
                )}
            </h1>
        );
    }
    const handleSubmit = async (event?: FormEvent) => {
        event?.preventDefault();
        const next = draft.trim();
        if (next === "" || next === title || (await onChange(next))) setDraft(null);
    };
    return (
        <form className={styles["rename"]} onSubmit={(event) => void handleSubmit(event)}>
            <input
                ref={input}
                aria-label={text("topic.title")}
                maxLength={200}
                value={draft}
                onChange={(event) => setDraft(event.target.value)}
                onBlur={() => void handleSubmit()}
                onKeyDown={(event) => {
                    if (event.key === "Escape") setDraft(null);
                }}
            />
        </form>
    );
}
