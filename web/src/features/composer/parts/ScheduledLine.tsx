// That something of the reader's goes out in this topic later, so that nobody writes it twice.
import { Link } from "wouter";
import type { TopicId } from "../../../data/model";
import { myZone, scheduledMessages } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { shortTime } from "../../../text/time";
import styles from "./ScheduledLine.module.css";

export function ScheduledLine({ topic }: { topic: TopicId }) {
    const words = useView((data, nowMs) => {
        const waiting = scheduledMessages(data).filter(
            (one) => one.topic === topic && one.problem === null,
        );
        const [next] = waiting;
        if (!next) return "";
        const time = shortTime(Date.parse(next.send_at), nowMs, myZone(data));
        return text("send_later.here", { count: waiting.length, time });
    });
    if (words === "") return null;
    return (
        <p className={styles["line"]}>
            {words} <Link href="/later">{text("send_later.see")}</Link>
        </p>
    );
}
