// "What is the next step?": one line.
import { type FormEvent, type ReactNode, type RefObject, useState } from "react";
import type { MyItem } from "../../../data/model";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { myBoardActs } from "../../../transport/myBoardActs";
import { Button } from "../../../ui/Button";
import { TextField } from "../../../ui/Field";
import { say } from "../../../ui/Toasts";
import styles from "./StepForm.module.css";

/** The longest step, in characters, as the server takes it. */
const STEP_MAX = 200;

export function StepForm({
    item,
    step,
    focus = true,
    ways,
    box,
    onDone,
    onCancel,
}: {
    item: MyItem;
    /** What was said before. */
    step: string;
    focus?: boolean;
    /** What else can be done about it. */
    ways?: ReactNode;
    box?: RefObject<HTMLFormElement | null>;
    onDone: () => void;
    onCancel?: () => void;
}) {
    const [value, setValue] = useState(step);
    const [missing, setMissing] = useState(false);
    const [busy, setBusy] = useState(false);
    const line = value.trim();

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (line === "") {
            setMissing(true);
            return;
        }
        setBusy(true);
        try {
            await myBoardActs.nextStep(item, line);
            say(text("my_board.step_saved"));
            onDone();
        } catch (error) {
            say(problemWords(error), true);
            setBusy(false);
        }
    };
    return (
        <form
            ref={box}
            className={styles["form"]}
            onSubmit={(event) => void handleSubmit(event)}
            onKeyDown={(event) => {
                if (event.key !== "Escape" || !onCancel) return;
                event.preventDefault();
                onCancel();
            }}
        >
            <TextField
                label={text("my_board.next_step")}
                autoFocus={focus}
                maxLength={STEP_MAX}
                value={value}
                problem={missing && line === "" ? text("my_board.step_missing") : undefined}
                onChange={(event) => setValue(event.target.value)}
            />
            <div className={styles["ways"]}>
                <Button look="send" small type="submit" disabled={busy}>
                    {text("my_board.save_step")}
                </Button>
                {ways}
            </div>
        </form>
    );
}
