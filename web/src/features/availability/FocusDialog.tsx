// How long to be undisturbed: by a press, by a number key, or until any time.
import { type FormEvent, type KeyboardEvent, useState } from "react";
import type { FocusChoice } from "../../data/model";
import { myZone } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Dialog } from "../../ui/Dialog";
import { Kbd } from "../../ui/Kbd";
import list from "../../ui/List.module.css";
import { TimeField } from "../../ui/TimeInput";
import styles from "./FocusDialog.module.css";
import { isQuiet, myStateWords, quietChoices } from "./model";
import { endQuiet, focusNow, silentNow } from "./quiet";

const SHORT_MINUTES = 25;

export function FocusDialog({ silent, onClose }: { silent: boolean; onClose: () => void }) {
    const [kind, setKind] = useState<"focus" | "silent">(silent ? "silent" : "focus");
    const [minute, setMinute] = useState<number | null>(null);
    const view = useView((data, nowMs) => ({
        choices: quietChoices(nowMs, myZone(data), SHORT_MINUTES),
        state: myStateWords(data, nowMs).now,
        quiet: isQuiet(data.me ? data.availability.get(data.me) : undefined, nowMs),
    }));

    const handleChoose = (choice: FocusChoice) => {
        onClose();
        void (kind === "focus" ? focusNow(choice) : silentNow(choice));
    };
    const handleEnd = () => {
        onClose();
        void endQuiet();
    };
    const handleKeyDown = (event: KeyboardEvent) => {
        const inBox = event.target instanceof HTMLInputElement && event.target.type === "text";
        const chosen = view.choices[Number(event.key) - 1];
        if (inBox || !/^[1-9]$/.test(event.key) || !chosen) return;
        event.preventDefault();
        handleChoose(chosen.choice);
    };
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (minute !== null) handleChoose({ choice: "until", minute });
    };
    return (
        <Dialog title={text("quiet.title")} onClose={onClose}>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: number keys beside the buttons */}
            <div className={list["dialogForm"]} onKeyDown={handleKeyDown}>
                <p className={list["hint"]}>
                    {text(kind === "focus" ? "quiet.focus_hint" : "quiet.silent_hint")}
                </p>
                <Choice
                    label={text("quiet.kind")}
                    hideLabel
                    value={kind}
                    options={[
                        { value: "focus", label: text("state.focus") },
                        { value: "silent", label: text("state.do_not_disturb") },
                    ]}
                    onChange={setKind}
                />
                <div className={styles["choices"]}>
                    {view.choices.map((one, index) => (
                        <button
                            key={one.id}
                            type="button"
                            className={styles["choice"]}
                            // biome-ignore lint/a11y/noAutofocus: the first thing to do in its dialog
                            autoFocus={index === 0}
                            onClick={() => handleChoose(one.choice)}
                        >
                            <span>{one.words}</span>
                            {one.time !== "" && <small>{one.time}</small>}
                            <Kbd>{String(index + 1)}</Kbd>
                        </button>
                    ))}
                </div>
                <form className={list["inline"]} onSubmit={handleSubmit}>
                    <TimeField label={text("quiet.any_time")} value={minute} onChange={setMinute} />
                    <Button look="send" type="submit" disabled={minute === null}>
                        {text("quiet.submit")}
                    </Button>
                </form>
                {view.quiet && (
                    <div className={list["actions"]}>
                        <Button look="line" onClick={handleEnd}>
                            {text("quiet.end")}
                        </Button>
                        <span className={list["hint"]}>{view.state}</span>
                    </div>
                )}
            </div>
        </Dialog>
    );
}
