// A few times to choose from, by press or by number, and any other one.
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { text } from "../text/text";
import { fromLocalInput, toLocalInput } from "../text/time";
import { Button } from "./Button";
import { TextField } from "./Field";
import { Kbd } from "./Kbd";
import styles from "./TimeChoices.module.css";

export interface TimeChoice {
    id: string;
    /** What it is: "Tomorrow". */
    label: string;
    /** When that is: "Mon 09:00". */
    time: string;
    /** On somebody else's clock, or why it is offered. */
    hint?: string;
}

export function TimeChoices({
    label,
    choices,
    zone,
    fromMs,
    busy = false,
    focus = true,
    hintOf,
    submit,
    onChoose,
    onPick,
}: {
    /** Name of the group. */
    label: string;
    choices: readonly TimeChoice[];
    /** The clock of the box for any other time. */
    zone: string;
    /** The earliest time that may be picked. */
    fromMs: number;
    busy?: boolean;
    /** Whether the first choice gets the focus. */
    focus?: boolean;
    /** What to say of a picked time. */
    hintOf?: (atMs: number) => string;
    /** The word on the button of a picked time. */
    submit: string;
    onChoose: (id: string) => void;
    onPick: (atMs: number) => void;
}) {
    const [value, setValue] = useState("");
    const [open, setOpen] = useState(false);
    const picked = fromLocalInput(value, zone);
    const early = picked !== null && picked <= fromMs;

    const handleKeyDown = (event: KeyboardEvent) => {
        const inBox = event.target instanceof HTMLInputElement;
        const choice = /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
        if (inBox || busy || !choice || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        onChoose(choice.id);
    };
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (picked !== null && !early) onPick(picked);
    };

    return (
        <fieldset className={styles["choices"]} onKeyDown={handleKeyDown}>
            <legend className="sr">{label}</legend>
            {choices.map((choice, index) => (
                <button
                    key={choice.id}
                    type="button"
                    className={styles["choice"]}
                    disabled={busy}
                    // biome-ignore lint/a11y/noAutofocus: the first thing to do in its dialog
                    autoFocus={focus && index === 0}
                    onClick={() => onChoose(choice.id)}
                >
                    <span className={styles["words"]}>
                        <b>{choice.label}</b> <span className="num">{choice.time}</span>
                    </span>
                    {choice.hint && <small>{choice.hint}</small>}
                    <Kbd>{String(index + 1)}</Kbd>
                </button>
            ))}
            {open ? (
                <form className={styles["pick"]} onSubmit={handleSubmit}>
                    <TextField
                        label={text("later.pick")}
                        type="datetime-local"
                        autoFocus
                        min={toLocalInput(fromMs, zone)}
                        value={value}
                        onChange={(event) => setValue(event.target.value)}
                        hint={picked !== null && !early ? hintOf?.(picked) : undefined}
                        problem={early ? text("later.too_early") : undefined}
                    />
                    <Button look="send" type="submit" disabled={busy || picked === null || early}>
                        {submit}
                    </Button>
                </form>
            ) : (
                <button
                    type="button"
                    className={styles["choice"]}
                    onClick={() => {
                        setValue(toLocalInput(fromMs + 3_600_000, zone));
                        setOpen(true);
                    }}
                >
                    <span className={styles["words"]}>
                        <b>{text("later.pick")}</b>
                    </span>
                </button>
            )}
        </fieldset>
    );
}
