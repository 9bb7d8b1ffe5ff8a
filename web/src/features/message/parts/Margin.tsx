// The margin of a message: when, and what is due. Never inside the text.
import { Check, Zap } from "lucide-react";
import { Link } from "wouter";
import type { Message } from "../../../data/model";
import { myZone } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { fullTime } from "../../../text/time";
import { Chip } from "../../../ui/Chip";
import { Mark } from "../../../ui/Mark";
import { marginOf, type RequestView } from "../model";
import { HistoryButton } from "./HistoryButton";
import styles from "./Margin.module.css";
import { Verdict } from "./Verdict";

export function Margin({ message }: { message: Message }) {
    const view = useView((data, nowMs) => marginOf(data, message, nowMs));
    const title = useView((data) => fullTime(Date.parse(message.sent_at), myZone(data)));
    return (
        <div className={styles["margin"]}>
            <time dateTime={message.sent_at} title={title}>
                {view.time}
            </time>
            {view.theirTime !== "" && <span className={styles["theirs"]}>{view.theirTime}</span>}
            {view.edited && <HistoryButton message={message} />}
            {view.requests.map((request) => (
                <Asked key={request.id} request={request} />
            ))}
            {view.wish !== "" && <span>{view.wish}</span>}
            {message.urgent && <Verdict message={message} />}
        </div>
    );
}

function Asked({ request }: { request: RequestView }) {
    return (
        <span className={styles["request"]}>
            <Link
                href={`/why/request/${request.id}`}
                className={styles["why"] ?? ""}
                title={text("why_page.due_link")}
            >
                {request.open && request.urgent ? (
                    <Chip step="now" icon={<Zap size={14} aria-hidden="true" />}>
                        {request.mark.label}
                    </Chip>
                ) : request.open ? (
                    <Mark {...request.mark} chip />
                ) : (
                    <Chip icon={<Check size={14} aria-hidden="true" />}>{request.mark.label}</Chip>
                )}
                <span className="sr">{text("why_page.due_link")}</span>
            </Link>
            <span>{request.line}</span>
            {request.steps.map((step) => (
                <span key={step} className="num">
                    {step}
                </span>
            ))}
        </span>
    );
}
