// Where a task came from, with the way there.
import { Link } from "wouter";
import type { Task } from "../../../data/model";
import { topicTitle } from "../../../data/select";
import { useView } from "../../../data/useView";
import { fullDate } from "../../../text/dates";
import { text } from "../../../text/text";
import styles from "./Origin.module.css";

/** From where it was imported, in the words of that place. */
function importWords(source: string): string {
    if (source === "trello") return text("task.from_trello");
    return source === "csv" ? text("task.from_table") : text("task.from_import", { source });
}

export function Origin({ task }: { task: Task }) {
    const view = useView((data) => {
        const { origin } = task;
        if (!origin) return null;
        switch (origin.from) {
            case "message":
            case "request":
            case "session": {
                const topic = data.topics.get(origin.topic);
                const title = topic ? topicTitle(data, topic) : "";
                const hash = origin.from === "session" ? "" : `#${origin.message}`;
                return {
                    words: text(`task.from_${origin.from}`, { title }),
                    href: topic ? `/topic/${origin.topic}${hash}` : null,
                };
            }
            case "check_in":
                return {
                    words: text("task.from_check_in", { date: fullDate(origin.date) }),
                    href: `/check-ins/${origin.check_in}/${origin.date}`,
                };
            case "recurred":
                return { words: text("task.from_recurred"), href: `/tasks/${origin.task}` };
            case "import":
                return { words: importWords(origin.source), href: null };
            default:
                return null; // an origin of a newer server
        }
    });
    if (!view) return <span />;
    return view.href ? (
        <Link href={view.href} className={`${styles["origin"]} clip`}>
            {view.words}
        </Link>
    ) : (
        <span className={`${styles["origin"]} clip`}>{view.words}</span>
    );
}
