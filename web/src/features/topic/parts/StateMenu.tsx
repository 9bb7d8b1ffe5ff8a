// Where a topic stands, and what can be done about that: resolve it, say that one is stuck, ask for
// views in writing, be reminded.
import {
    AudioLines,
    Ban,
    Bell,
    CheckCheck,
    ChevronDown,
    CircleDot,
    Ellipsis,
    PenLine,
    RotateCcw,
} from "lucide-react";
import type { TopicId, TopicState } from "../../../data/model";
import { openOverlay } from "../../../data/overlay";
import { text } from "../../../text/text";
import { MenuButton, type MenuItem } from "../../../ui/Menu";
import styles from "./StateMenu.module.css";

const LOOKS = {
    open: { icon: CircleDot, word: "topic.open" },
    blocked: { icon: Ban, word: "topic.blocked" },
    resolved: { icon: CheckCheck, word: "topic.resolved" },
} as const;

export function StateMenu({
    topic,
    title,
    titled,
    state,
    onState,
}: {
    topic: TopicId;
    title: string;
    /** The untitled topic of a direct conversation is not resolved: it goes on. */
    titled: boolean;
    state: TopicState;
    onState: (state: TopicState) => void;
}) {
    const { icon: Icon, word } = LOOKS[state];
    const reopens: MenuItem = {
        id: "reopen",
        label: text("topic.reopen"),
        icon: <RotateCcw size={16} aria-hidden="true" />,
        onAction: () => onState("open"),
    };
    const resolves: MenuItem = {
        id: "resolve",
        label: text("topic.resolve"),
        icon: <CheckCheck size={16} aria-hidden="true" />,
        onAction: () => onState("resolved"),
    };
    const items: MenuItem[] = [
        ...(titled && state === "resolved" ? [reopens] : []),
        // A blocked topic is first unblocked, in its banner.
        ...(titled && state === "open" ? [resolves] : []),
        {
            id: "talk",
            label: text("topic.talk"),
            icon: <AudioLines size={16} aria-hidden="true" />,
            onAction: () => openOverlay({ kind: "start_call", topic }),
        },
        {
            id: "blocker",
            label: text("blocker.raise"),
            icon: <Ban size={16} aria-hidden="true" />,
            onAction: () => openOverlay({ kind: "raise_blocker", topic }),
        },
        {
            id: "views",
            label: text("views.ask"),
            icon: <PenLine size={16} aria-hidden="true" />,
            onAction: () => openOverlay({ kind: "written_views", topic }),
        },
        {
            id: "remind",
            label: text("topic.remind"),
            icon: <Bell size={16} aria-hidden="true" />,
            onAction: () =>
                openOverlay({
                    kind: "remind",
                    of: { of: "topic", of_topic: topic },
                    words: title,
                }),
        },
    ];
    if (!titled && state === "open") {
        return (
            <MenuButton
                label={text("topic.more")}
                small
                icon={<Ellipsis size={16} aria-hidden="true" />}
                items={items}
            />
        );
    }
    return (
        <MenuButton
            label={text("topic.state")}
            small
            look={state === "blocked" ? "line" : "bare"}
            className={state === "blocked" ? (styles["blocked"] ?? "") : ""}
            icon={<Icon size={16} aria-hidden="true" />}
            items={items}
        >
            {text(word)}
            <span className="sr">{text("topic.state")}</span>
            <ChevronDown size={14} aria-hidden="true" />
        </MenuButton>
    );
}
