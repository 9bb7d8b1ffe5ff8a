// What came of a huddle, in what it left; who was there can still say it.
import { useSyncExternalStore } from "react";
import type { Session } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import styles from "./OutcomeLine.module.css";
import { askedNow, onAsked } from "./parts/asking";
import { OutcomeForm } from "./parts/OutcomeForm";

export function OutcomeLine({ session }: { session: Session }) {
    const asks = useView(
        (data) =>
            session.kind === "huddle" &&
            session.outcome === null &&
            session.attendance.some((stay) => stay.person === data.me) &&
            session.attendance.some((stay) => stay.person !== data.me),
    );
    const inCard = useSyncExternalStore(onAsked, askedNow) === session.id;
    if (session.outcome !== null) {
        return (
            <p className={styles["outcome"]}>
                <b>{text("huddle.outcome")}</b> {session.outcome}
            </p>
        );
    }
    return asks && !inCard ? <OutcomeForm session={session.id} topic={session.topic} /> : null;
}
