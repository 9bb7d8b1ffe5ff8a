// The earlier blockers of a topic: what came back, and how it went away before.
import { Link } from "wouter";
import type { TopicId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { useLoaded } from "../../../ui/useLoaded";
import styles from "../BlockerBanner.module.css";
import { earlierViews } from "../model";

export function Earlier({ topic, onClose }: { topic: TopicId; onClose: () => void }) {
    const { value, error } = useLoaded(topic, () => api.blockers(topic));
    const views = useView((data, nowMs) => earlierViews(data, value ?? [], nowMs));
    return (
        <div className={styles["list"]}>
            <h3>{text("blocker.earlier")}</h3>
            {error !== null && <p role="alert">{problemWords(error)}</p>}
            <ul>
                {views.map((view) => (
                    <li key={view.id}>
                        <Link href={view.href} className={styles["jump"]} onClick={onClose}>
                            {view.words}
                        </Link>
                        <p className={styles["how"]}>{view.outcome}</p>
                    </li>
                ))}
            </ul>
        </div>
    );
}
