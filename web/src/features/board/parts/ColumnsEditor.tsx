// The columns of a board as a list that is edited and saved as a whole.
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Board, Column, ColumnId, Stage } from "../../../data/model";
import { readEstimate, STAGES, stageWord, workingWords } from "../../../data/taskWords";
import { text } from "../../../text/text";
import type { BoardChange, ColumnDraft } from "../../../transport/apiWork";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { SelectField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { say } from "../../../ui/Toasts";
import styles from "./ColumnsEditor.module.css";

interface Row {
    key: string;
    id: ColumnId | null;
    name: string;
    stage: Stage;
    /** As they were typed. */
    most: string;
    usual: string;
    measured: number | null;
}

function rowOf(column: Column): Row {
    return {
        key: column.id,
        id: column.id,
        name: column.name,
        stage: column.stage,
        most: column.cards_max === null ? "" : String(column.cards_max),
        usual: column.usual_minutes_set === null ? "" : workingWords(column.usual_minutes_set),
        measured: column.usual_minutes,
    };
}

function draftOf(row: Row): ColumnDraft {
    const most = Number.parseInt(row.most, 10);
    return {
        ...(row.id ? { id: row.id } : {}),
        name: row.name.trim(),
        stage: row.stage,
        cards_max: 0 < most ? most : null,
        usual_minutes_set: row.usual.trim() === "" ? null : readEstimate(row.usual),
    };
}

export function ColumnsEditor({
    board,
    onSave,
}: {
    board: Board;
    onSave: (board: Board, change: BoardChange) => Promise<void>;
}) {
    const [rows, setRows] = useState(() => board.columns.map(rowOf));
    const [moveTo, setMoveTo] = useState<ColumnId | null>(null);
    const [busy, setBusy] = useState(false);
    const kept = new Set(rows.flatMap((row) => row.id ?? []));
    const gone = board.columns.filter((column) => !kept.has(column.id));
    const same = JSON.stringify(rows) === JSON.stringify(board.columns.map(rowOf));
    const unnamed = rows.some((row) => row.name.trim() === "");
    const unread = rows.some((row) => row.usual.trim() !== "" && readEstimate(row.usual) === null);
    const target =
        rows.find((row) => row.id !== null && row.id === moveTo)?.id ??
        rows.find((row) => row.id)?.id ??
        null;

    const set = (key: string, part: Partial<Row>) =>
        setRows((before) => before.map((row) => (row.key === key ? { ...row, ...part } : row)));
    const shift = (index: number, by: 1 | -1) =>
        setRows((before) => {
            const next = [...before];
            const [moved] = next.splice(index, 1);
            if (moved) next.splice(index + by, 0, moved);
            return next;
        });
    const handleSave = () => {
        setBusy(true);
        onSave(board, {
            columns: rows.map(draftOf),
            ...(0 < gone.length && target ? { move_to: target } : {}),
        }).then(
            () => say(text("form.saved")),
            (error) => {
                say(problemWords(error), true);
                setBusy(false);
            },
        );
    };
    return (
        <div className={styles["editor"]}>
            <ul className={styles["rows"]}>
                {rows.map((row, index) => (
                    <li key={row.key} className={styles["row"]}>
                        <label>
                            <span className={styles["label"]}>{text("board.column_name")}</span>
                            <input
                                value={row.name}
                                maxLength={60}
                                onChange={(event) => set(row.key, { name: event.target.value })}
                            />
                        </label>
                        <label>
                            <span className={styles["label"]}>{text("board.column_stage")}</span>
                            <select
                                value={row.stage}
                                onChange={(event) =>
                                    set(row.key, {
                                        stage:
                                            STAGES.find((one) => one === event.target.value) ??
                                            row.stage,
                                    })
                                }
                            >
                                {STAGES.map((stage) => (
                                    <option key={stage} value={stage}>
                                        {stageWord(stage)}
                                    </option>
                                ))}
                            </select>
                        </label>
                        <label className={styles["small"]}>
                            <span className={styles["label"]}>{text("board.column_most")}</span>
                            <input
                                inputMode="numeric"
                                placeholder="–"
                                value={row.most}
                                onChange={(event) =>
                                    set(row.key, { most: event.target.value.replace(/\D/g, "") })
                                }
                            />
                        </label>
                        <label className={styles["usual"]}>
                            <span className={styles["label"]}>{text("board.column_usual")}</span>
                            <input
                                placeholder={
                                    row.measured === null
                                        ? text("board.not_measured")
                                        : workingWords(row.measured)
                                }
                                aria-invalid={
                                    row.usual.trim() !== "" && readEstimate(row.usual) === null
                                        ? true
                                        : undefined
                                }
                                value={row.usual}
                                onChange={(event) => set(row.key, { usual: event.target.value })}
                            />
                        </label>
                        <span className={styles["acts"]}>
                            <Button
                                look="bare"
                                small
                                icon={<ArrowUp size={14} />}
                                label={text("pick.up", { name: row.name })}
                                disabled={index === 0}
                                onClick={() => shift(index, -1)}
                            />
                            <Button
                                look="bare"
                                small
                                icon={<ArrowDown size={14} />}
                                label={text("pick.down", { name: row.name })}
                                disabled={index === rows.length - 1}
                                onClick={() => shift(index, 1)}
                            />
                            <Button
                                look="bare"
                                small
                                icon={<Trash2 size={14} />}
                                label={text("pick.remove", { name: row.name })}
                                disabled={rows.length === 1}
                                onClick={() =>
                                    setRows((before) =>
                                        before.filter((other) => other.key !== row.key),
                                    )
                                }
                            />
                        </span>
                    </li>
                ))}
            </ul>
            <p className={list["hint"]}>{text("board.usual_hint")}</p>
            {0 < gone.length && (
                <div className={list["form"]}>
                    <SelectField
                        label={text("board.move_cards_of", {
                            names: gone.map((column) => column.name).join(", "),
                        })}
                        value={target ?? ""}
                        onChange={(event) =>
                            setMoveTo(rows.find((row) => row.id === event.target.value)?.id ?? null)
                        }
                    >
                        {rows
                            .filter((row) => row.id !== null)
                            .map((row) => (
                                <option key={row.key} value={row.id ?? ""}>
                                    {row.name}
                                </option>
                            ))}
                    </SelectField>
                </div>
            )}
            <div className={list["actions"]}>
                <Button
                    look="line"
                    icon={<Plus size={16} aria-hidden="true" />}
                    onClick={() =>
                        setRows((before) => [
                            ...before,
                            {
                                key: `new ${before.length} ${Date.now()}`,
                                id: null,
                                name: "",
                                stage: "doing",
                                most: "",
                                usual: "",
                                measured: null,
                            },
                        ])
                    }
                >
                    {text("board.add_column")}
                </Button>
                {!same && (
                    <>
                        <Button
                            look="send"
                            disabled={busy || unnamed || unread}
                            onClick={handleSave}
                        >
                            {text("form.save")}
                        </Button>
                        <Button look="bare" onClick={() => setRows(board.columns.map(rowOf))}>
                            {text("form.undo")}
                        </Button>
                    </>
                )}
            </div>
        </div>
    );
}
