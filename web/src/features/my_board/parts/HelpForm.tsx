// Asks somebody to help with a task.
import { type FormEvent, useState } from "react";
import type { MyItem, PersonId } from "../../../data/model";
import { firstName } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { myBoardActs } from "../../../transport/myBoardActs";
import { Button } from "../../../ui/Button";
import { TextField } from "../../../ui/Field";
import { Initials } from "../../../ui/Initials";
import list from "../../../ui/List.module.css";
import { Mark } from "../../../ui/Mark";
import { say } from "../../../ui/Toasts";
import { helperRows } from "../itemModel";
import styles from "./parts.module.css";

/** Whether a word of a name begins so. */
function startsWord(name: string, wanted: string): boolean {
    const low = name.toLocaleLowerCase();
    return low.startsWith(wanted) || low.includes(` ${wanted}`);
}

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
    const [query, setQuery] = useState("");
    const [chosen, setChosen] = useState<PersonId | null>(null);
    const [busy, setBusy] = useState(false);
    const wanted = query.trim().toLocaleLowerCase();
    const shown = rows.filter((row) => startsWord(row.name, wanted));
    const target = shown.find((row) => row.id === chosen) ?? (wanted === "" ? undefined : shown[0]);

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
            <TextField
                label={text("my_board.help_whom")}
                hint={text("my_board.help_note")}
                autoFocus
                value={query}
                onChange={(event) => setQuery(event.target.value)}
            />
            <fieldset className={styles["people"]}>
                <legend className="sr">{text("people.title")}</legend>
                {shown.map((row) => (
                    <label
                        key={row.id}
                        className={`${list["row"]} ${list["hover"]} ${row === target ? styles["chosen"] : ""}`}
                    >
                        <input
                            type="radio"
                            name="helper"
                            className="sr"
                            checked={row === target}
                            onChange={() => setChosen(row.id)}
                        />
                        <Initials name={row.name} size={32} />
                        <span className={list["words"]}>
                            <span className={`${list["name"]} clip`}>{row.name}</span>
                            <span className={`${list["sub"]} ${styles["clock"]} num`}>
                                {row.clock}
                            </span>
                        </span>
                        <span className={list["end"]}>
                            <Mark {...row.mark} />
                        </span>
                    </label>
                ))}
                {shown.length === 0 && (
                    <p className={styles["note"]}>{text("my_board.help_none")}</p>
                )}
            </fieldset>
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
