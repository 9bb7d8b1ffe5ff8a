// Updates, newest first: how it goes, what changed, what is next.
import type { GoalUpdate } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Initials } from "../../ui/Initials";
import { SafeHtml } from "../../ui/SafeHtml";
import { updateView } from "./model";
import { TrackMark } from "./parts/TrackMark";
import styles from "./UpdateList.module.css";

export function UpdateList({ updates }: { updates: readonly GoalUpdate[] }) {
    return (
        <ol className={styles["updates"]}>
            {updates.map((update) => (
                <li key={update.id}>
                    <Update update={update} />
                </li>
            ))}
        </ol>
    );
}

function Update({ update }: { update: GoalUpdate }) {
    const view = useView((data, nowMs) => updateView(data, update, nowMs));
    const quiet = [view.time, view.progress, view.sure].filter((part) => part !== "");
    return (
        <article
            className={styles["update"]}
            aria-label={text("goal.update_by", { name: view.name })}
        >
            <header>
                <Initials name={view.name} size={32} />
                <div>
                    <h3>{view.name}</h3>
                    <small className="num">{quiet.join(" · ")}</small>
                </div>
                <TrackMark track={update.track} />
            </header>
            <div className={styles["words"]}>
                <SafeHtml html={update.changed_html} />
                {update.next_html !== "" && (
                    <div className={styles["next"]}>
                        <h4>{text("goal.next")}</h4>
                        <SafeHtml html={update.next_html} />
                    </div>
                )}
            </div>
        </article>
    );
}
