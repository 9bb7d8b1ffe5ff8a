// Asks somebody to help with a task.
import { type FormEvent, useState } from "react";
import type { MyItem } from "../../../data/model";
import { firstName } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { myBoardActs } from "../../../transport/myBoardActs";
import { Button } from "../../../ui/Button";
import { PersonPick, usePersonPick } from "../../../ui/PersonPick";
import { say } from "../../../ui/Toasts";
import { helperRows } from "../itemModel";
import styles from "./parts.module.css";

export function HelpForm({
    item,
    onDone,
    onCancel,
}: {
    item: MyItem;
    onDone: () => void;
    onCancel: () => void;
}) {
    const rows = useView((data, nowMs) => helperRows(data, item, nowMs));
    const pick = usePersonPick(rows);
    const { target } = pick;
    const [busy, setBusy] = useState(false);

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (!target) return;
        setBusy(true);
        try {
            await myBoardActs.askHelp(item, target.id);
            say(text("my_board.help_asked", { name: firstName(target.name) }));
            onDone();
        } catch (error) {
            say(problemWords(error), true);
            setBusy(false);
        }
    };
    return (
        <form className={styles["form"]} onSubmit={(event) => void handleSubmit(event)}>
            <PersonPick
                label={text("my_board.help_whom")}
                hint={text("my_board.help_note")}
                pick={pick}
                none={text("my_board.help_none")}
            />
            <div className={styles["actions"]}>
                <Button look="send" type="submit" disabled={busy || !target}>
                    {target
                        ? text("my_board.help_submit", { name: firstName(target.name) })
                        : text("my_board.ask_help")}
                </Button>
                <Button look="bare" onClick={onCancel}>
                    {text("dialog.cancel")}
                </Button>
            </div>
        </form>
    );
}
