// The margin of a message: when, and what is due. Never inside the text.
import { Check } from "lucide-react";
import type { Message } from "../../../data/model";
import { myZone } from "../../../data/select";
import { useView } from "../../../data/useView";
import { fullTime } from "../../../text/time";
import { Chip } from "../../../ui/Chip";
import { Mark } from "../../../ui/Mark";
import { marginOf } from "../model";
import { HistoryButton } from "./HistoryButton";
import styles from "./Margin.module.css";

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
                <span key={request.id} className={styles["request"]}>
                    {request.open ? (
                        <Mark {...request.mark} chip />
                    ) : (
                        <Chip icon={<Check size={14} aria-hidden="true" />}>
                            {request.mark.label}
                        </Chip>
                    )}
                    <span>{request.line}</span>
                </span>
            ))}
            {view.wish !== "" && <span>{view.wish}</span>}
        </div>
    );
}
