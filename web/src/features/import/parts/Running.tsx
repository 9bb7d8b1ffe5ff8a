// What is under way: how much is sent and how long it still takes, then what the server does.
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import list from "../../../ui/List.module.css";
import { leftWords } from "../model";
import type { Step } from "../useImport";
import styles from "./Running.module.css";

export function Running({
    step,
    name,
    onStop,
}: {
    step: Exclude<Step, { at: "rest" }>;
    name: string;
    onStop: () => void;
}) {
    if (step.at !== "sending") {
        // How long the server works nobody knows before: the bar only moves.
        const words = text(step.at === "running" ? "import.running" : "import.looking");
        return (
            <div className={styles["running"]}>
                <progress aria-label={words} />
                {step.at === "running" && (
                    <p className={list["hint"]}>{text("import.running_hint")}</p>
                )}
            </div>
        );
    }
    const percent = Math.floor(step.share * 100);
    const left = leftWords(step.share, step.elapsedMs);
    return (
        <div className={styles["running"]}>
            <progress value={step.share} max={1} aria-label={text("import.sending", { name })} />
            <p className={styles["words"]}>
                {text("import.sent", { percent })}
                {left !== "" && ` · ${left}`}
            </p>
            <Button look="bare" small onClick={onStop}>
                {text("import.cancel")}
            </Button>
        </div>
    );
}
