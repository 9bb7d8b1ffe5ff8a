// What blocks a topic, above its messages: the clock, who helps, and how it ends.
import { AudioLines, Ban } from "lucide-react";
import { useState } from "react";
import type { TopicId } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { helpBlocker } from "../../transport/calls";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { PopoverButton } from "../../ui/PopoverButton";
import { say } from "../../ui/Toasts";
import styles from "./BlockerBanner.module.css";
import { type BlockerView, blockerViews } from "./model";
import { Earlier } from "./parts/Earlier";
import { ResolveForm } from "./parts/ResolveForm";

export function BlockerBanner({ topic }: { topic: TopicId }) {
    const views = useView((data, nowMs) => blockerViews(data, topic, nowMs));
    return views.map((view) => <One key={view.id} topic={topic} view={view} />);
}

function One({ topic, view }: { topic: TopicId; view: BlockerView }) {
    const [busy, setBusy] = useState(false);
    const [resolving, setResolving] = useState(false);
    const handleHelp = async () => {
        setBusy(true);
        try {
            const reached = await helpBlocker({ id: view.id, raised_by: view.raisedBy });
            if (!reached) say(text("blocker.help_waits", { name: view.name }));
        } catch (error) {
            say(problemWords(error), true);
        }
        setBusy(false);
    };
    return (
        <section className={styles["banner"]} aria-label={text("blocker.label")} data-region>
            <Ban size={20} aria-hidden="true" className={styles["sign"]} />
            <div className={styles["words"]}>
                <p className={styles["title"]}>{view.title}</p>
                <p>
                    {view.told}
                    {view.helpers !== "" && ` ${view.helpers}`}{" "}
                    {view.returned && (
                        <PopoverButton
                            label={text("blocker.earlier")}
                            small
                            className={styles["earlier"] ?? ""}
                            pane={(close) => <Earlier topic={topic} onClose={close} />}
                        >
                            {text("blocker.came_back")}
                        </PopoverButton>
                    )}
                </p>
            </div>
            {view.clock !== "" && (
                <div className={styles["clock"]}>
                    <p className="num">{view.clock}</p>
                    <progress value={view.gone} max={1} aria-label={text("blocker.clock")} />
                </div>
            )}
            <div className={styles["actions"]}>
                {!view.own && (
                    <Button
                        look="line"
                        icon={<AudioLines size={16} aria-hidden="true" />}
                        disabled={busy}
                        onClick={() => void handleHelp()}
                    >
                        {view.helping ? text("blocker.help_again") : text("blocker.help")}
                    </Button>
                )}
                <Button
                    look={view.own ? "line" : "bare"}
                    aria-expanded={resolving}
                    onClick={() => setResolving(!resolving)}
                >
                    {text("blocker.resolve")}
                </Button>
            </div>
            {resolving && <ResolveForm blocker={view.id} onClose={() => setResolving(false)} />}
        </section>
    );
}
