// Any time ahead for the clock of a sample organisation.
import { type FormEvent, useState } from "react";
import { myZone } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { fromLocalInput, toLocalInput } from "../../text/time";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { skipTo } from "./skip";

const HOUR_MS = 3_600_000;

export function DemoClockDialog({ onClose }: { onClose: () => void }) {
    const view = useView((data, nowMs) => ({
        zone: myZone(data),
        minuteMs: Math.floor(nowMs / 60_000) * 60_000,
    }));
    const [value, setValue] = useState(() => toLocalInput(view.minuteMs + HOUR_MS, view.zone));
    const atMs = fromLocalInput(value, view.zone);
    const early = atMs !== null && atMs <= view.minuteMs;

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (atMs === null || early) return;
        onClose();
        void skipTo(atMs);
    };
    return (
        <Dialog title={text("demo.title")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <p className={list["hint"]}>{text("demo.hint")}</p>
                <TextField
                    label={text("demo.at")}
                    type="datetime-local"
                    autoFocus
                    required
                    value={value}
                    problem={early ? text("demo.early") : undefined}
                    onChange={(event) => setValue(event.target.value)}
                />
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={atMs === null || early}>
                        {text("demo.submit")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
