// Written views first: who still has to write, above the messages.
import { PenLine } from "lucide-react";
import { useState } from "react";
import type { TopicId } from "../../data/model";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { say } from "../../ui/Toasts";
import styles from "./ViewsBanner.module.css";
import { viewsView } from "./views";

export function ViewsBanner({ topic }: { topic: TopicId }) {
    const view = useView((data, nowMs) => viewsView(data, topic, nowMs));
    const [busy, setBusy] = useState(false);
    if (!view) return null;
    const handleDrop = () => {
        setBusy(true);
        api.dropWrittenViews(topic)
            .then(
                (data) => store.dispatch({ type: "local.topic", data }),
                (error) => say(problemWords(error), true),
            )
            .finally(() => setBusy(false));
    };
    return (
        <section className={styles["banner"]} aria-label={text("views.label")} data-region>
            <PenLine size={20} aria-hidden="true" className={styles["sign"]} />
            <div className={styles["words"]}>
                <p>{view.line}</p>
                <p className={styles["state"]}>
                    {view.mine && <b>{text("views.mine_missing")}</b>} {view.state}
                </p>
            </div>
            <div className={styles["progress"]}>
                <p className="num">{view.progress}</p>
                <progress value={view.given} max={view.of} aria-label={view.progress} />
            </div>
            {view.canDrop && (
                <Button
                    look="bare"
                    disabled={busy}
                    aria-label={text("views.drop_named")}
                    onClick={handleDrop}
                >
                    {text("views.drop")}
                </Button>
            )}
        </section>
    );
}
