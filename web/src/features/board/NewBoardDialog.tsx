// A new board: where, what it is called, and with which columns it begins.
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import type { ChannelId } from "../../data/model";
import { myChannels } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { work } from "../../transport/apiWork";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { useLoaded } from "../../ui/useLoaded";
import styles from "./NewBoardDialog.module.css";
import { columnNames, templateName } from "./templates";

const NAME_MAX = 80;

export function NewBoardDialog({
    channel,
    onClose,
}: {
    channel?: ChannelId | undefined;
    onClose: () => void;
}) {
    const channels = useView((data) => myChannels(data).map(({ id, name }) => ({ id, name })));
    const templates = useLoaded("templates", work.boardTemplates);
    const [picked, setPicked] = useState(channel ?? null);
    // The channels may come after the dialog: until one is picked the first of them counts.
    const where = picked ?? channels[0]?.id ?? null;
    const [name, setName] = useState("");
    const [template, setTemplate] = useState<string | null>(null);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const [, go] = useLocation();
    const problems = fieldProblems(error);
    const rows = templates.value ?? [];
    const chosen = template ?? rows[0]?.key ?? null;

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (name.trim() === "" || !where) return;
        setBusy(true);
        work.createBoard({
            channel: where,
            name: name.trim(),
            ...(chosen ? { template: chosen } : {}),
        }).then(
            (data) => {
                store.dispatch({ type: "local.answer", data: { type: "board.updated", data } });
                onClose();
                go(`/boards/${data.id}`);
            },
            (caught) => {
                setError(caught);
                setBusy(false);
            },
        );
    };
    return (
        <Dialog title={text("board.new")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("board.name")}
                    required
                    autoFocus
                    maxLength={NAME_MAX}
                    problem={problems.get("name")}
                    value={name}
                    onChange={(event) => setName(event.target.value)}
                />
                <SelectField
                    label={text("board.channel")}
                    hint={text("board.channel_hint")}
                    problem={problems.get("channel")}
                    value={where ?? ""}
                    onChange={(event) =>
                        setPicked(channels.find(({ id }) => id === event.target.value)?.id ?? null)
                    }
                >
                    {channels.map(({ id, name: word }) => (
                        <option key={id} value={id}>
                            {word}
                        </option>
                    ))}
                </SelectField>
                {0 < rows.length && (
                    <fieldset className={styles["kinds"]}>
                        <legend>{text("board.template")}</legend>
                        {rows.map((row) => (
                            <label key={row.key} className={styles["kind"]}>
                                <input
                                    type="radio"
                                    name="template"
                                    checked={row.key === chosen}
                                    onChange={() => setTemplate(row.key)}
                                />
                                <span>
                                    <b>{templateName(row)}</b>
                                    <small>{columnNames(row.columns)}</small>
                                </span>
                            </label>
                        ))}
                    </fieldset>
                )}
                {error !== null && problems.size === 0 && (
                    <p className={list["problem"]} role="alert">
                        {problemWords(error)}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button
                        look="send"
                        type="submit"
                        disabled={busy || name.trim() === "" || !where}
                    >
                        {text("board.create")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
