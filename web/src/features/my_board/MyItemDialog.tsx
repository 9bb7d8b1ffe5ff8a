// The small questions about something on my board: the next step, when again, who helps, let it go.
import type { AboutMyItem } from "../../data/overlay";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Dialog } from "../../ui/Dialog";
import { itemFacts } from "./itemModel";
import styles from "./MyItemDialog.module.css";
import { HelpForm } from "./parts/HelpForm";
import { LetGo } from "./parts/LetGo";
import { SnoozeChoices } from "./parts/SnoozeChoices";
import { StepForm } from "./parts/StepForm";

const TITLES = {
    step: "my_board.next_step",
    snooze: "my_board.snooze_title",
    help: "my_board.help_title",
    let_go: "my_board.let_go_title",
} as const;

export function MyItemDialog({ about, onClose }: { about: AboutMyItem; onClose: () => void }) {
    const { item, what } = about;
    const facts = useView((data) => itemFacts(data, item));
    if (!facts) return null;
    return (
        <Dialog title={text(TITLES[what])} onClose={onClose}>
            <div className={styles["body"]}>
                <p className={styles["about"]}>{facts.title}</p>
                {what === "step" && (
                    <StepForm item={item} step={facts.step} onDone={onClose} onCancel={onClose} />
                )}
                {what === "snooze" && <SnoozeChoices item={item} onDone={onClose} />}
                {what === "help" && <HelpForm item={item} onDone={onClose} onCancel={onClose} />}
                {what === "let_go" && <LetGo item={item} onDone={onClose} onCancel={onClose} />}
            </div>
        </Dialog>
    );
}
