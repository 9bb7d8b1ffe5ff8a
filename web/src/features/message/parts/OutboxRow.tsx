// A message on its way: sending, waiting for the connection, or failed.
import { myself } from "../../../data/select";
import type { OutboxEntry } from "../../../data/state";
import { useView } from "../../../data/useView";
import { editText } from "../../../text/mentions";
import { text } from "../../../text/text";
import { discard, retry } from "../../../transport/outbox";
import { Button } from "../../../ui/Button";
import { Initials } from "../../../ui/Initials";
import { Attachments, type ClipRender } from "../Attachments";
import styles from "./MessageRow.module.css";

export function OutboxRow({ entry, renderClip }: { entry: OutboxEntry; renderClip: ClipRender }) {
    const name = useView((data) => myself(data)?.name ?? "");
    const offline = useView((data) => data.connection !== "online");
    const words = offline ? text("outbox.waiting") : text("outbox.sending");
    return (
        <article
            className={`${styles["row"]} ${styles["first"]}`}
            aria-label={text("message.by", { name })}
        >
            <Initials name={name} />
            <div className={styles["body"]}>
                <h3 className={styles["who"]}>{name}</h3>
                <p className={styles["sending"]}>{editText(entry.post.text)}</p>
                <Attachments files={entry.files} renderClip={renderClip} />
            </div>
            <div className={styles["note"]} role="status">
                {entry.state === "failed" ? (
                    <>
                        <span className={styles["failed"]}>
                            {text("outbox.failed", { problem: entry.problem ?? "" })}
                        </span>
                        <Button look="line" small onClick={() => retry(entry.key)}>
                            {text("outbox.retry")}
                        </Button>
                        <Button look="bare" small onClick={() => discard(entry.key)}>
                            {text("outbox.discard")}
                        </Button>
                    </>
                ) : (
                    words
                )}
            </div>
        </article>
    );
}
