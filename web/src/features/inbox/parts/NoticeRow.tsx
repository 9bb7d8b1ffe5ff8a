// A notice: what the rules tell the reader, with what can be done about it in place.
import {
    BellRing,
    CircleHelp,
    FileText,
    Flag,
    Hand,
    Layers,
    type LucideIcon,
    MessageCircleQuestion,
    MessagesSquare,
    PenLine,
    PhoneMissed,
    SquareCheck,
    Timer,
    TriangleAlert,
    Vote,
    Zap,
} from "lucide-react";
import { useLocation } from "wouter";
import type { Notice } from "../../../data/select";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { Dial } from "../../../ui/Dial";
import { Initials } from "../../../ui/Initials";
import type { NoticeAct, NoticeItem } from "../noticeModel";
import styles from "./InboxRows.module.css";
import { performNotice } from "./perform";
import { Row, type RowProps } from "./Row";

const ICONS: Record<Notice["about"], LucideIcon> = {
    ring: PhoneMissed,
    reminder: BellRing,
    nudge: Timer,
    overdue: Timer,
    nobody_left: Zap,
    urgent_ring: Zap,
    blocker: Hand,
    talk: MessagesSquare,
    confirm: Zap,
    verdict: CircleHelp,
    proposal: FileText,
    review: FileText,
    not_sent: TriangleAlert,
    views_in: PenLine,
    digest: Layers,
    task: SquareCheck,
    check_in: MessageCircleQuestion,
    update: Flag,
    poll: Vote,
};

function actWord(act: NoticeAct): string {
    switch (act.act) {
        case "call":
            return text("inbox.call", { name: act.name });
        case "more_time":
            return text("request.more_time");
        case "ask_else":
            return text("request.ask_else");
        case "withdraw":
            return text("inbox.withdraw");
        case "again":
            return text("notice.again");
        case "help":
            return text("notice.help");
        case "talk":
            return text("notice.talk_now", { count: act.minutes });
        case "dismiss_talk":
            return text("notice.dismiss");
        case "not_me":
            return text("notice.not_me");
        case "confirm":
            return text("notice.confirm_it");
        case "verdict":
            return text(act.urgent ? "notice.was_urgent" : "notice.not_urgent");
        case "look":
            return text(act.word ? `notice.${act.word}` : "notice.look");
        case "my_item":
            return text(`notice.do_${act.about.what}`);
        case "read_all":
            return text("notice.read_all");
    }
}

export function NoticeRow({ item, ...props }: RowProps & { item: NoticeItem }) {
    const Icon = ICONS[item.notice.about];
    const step = item.held !== "" ? "step-later" : item.warm ? "step-now" : "step-none";
    return (
        <Row
            {...props}
            item={item}
            when={
                item.held === "" ? (
                    <span className={`${styles["due"]} ${styles["told"]} ${step}`}>
                        <Icon size={14} aria-hidden="true" />
                        {item.time}
                    </span>
                ) : (
                    <>
                        <span className={`${styles["due"]} ${styles["told"]} ${step}`}>
                            <Dial fill={0} />
                            {item.held}
                        </span>
                        <span className={styles["left"]}>{text("inbox.held_word")}</span>
                    </>
                )
            }
            avatar={
                item.name === "" ? (
                    <span className={styles["group"]} aria-hidden="true">
                        <Icon size={16} />
                    </span>
                ) : (
                    <Initials name={item.name} size={32} />
                )
            }
            content={
                <>
                    <span className={styles["title"]}>{item.title}</span>
                    {item.meta !== "" && (
                        <span className={`${styles["meta"]} clip`}>{item.meta}</span>
                    )}
                </>
            }
            below={<NoticeActs item={item} />}
        />
    );
}

/** The buttons of a notice. */
export function NoticeActs({ item }: { item: NoticeItem }) {
    const [, go] = useLocation();
    if (item.acts.length === 0) return null;
    return (
        <div className={`${styles["below"]} ${styles["acts"]}`}>
            {item.acts.map((act, index) => (
                <Button
                    key={actWord(act)}
                    look={index === 0 ? "line" : "bare"}
                    small
                    onClick={() => performNotice(item, act, go)}
                >
                    {actWord(act)}
                </Button>
            ))}
        </div>
    );
}
