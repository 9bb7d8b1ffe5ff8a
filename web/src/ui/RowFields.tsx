// Rows of fields in a form: each can go, and another can come.
import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./Button";
import list from "./List.module.css";
import styles from "./RowFields.module.css";

export function RowFields<Row extends { key: number }>({
    legend,
    hint,
    rows,
    min = 0,
    max,
    rowClass,
    addWords,
    removeWords,
    fresh,
    onChange,
    children,
}: {
    legend: string;
    hint?: string | undefined;
    rows: readonly Row[];
    /** With so many rows none can go. */
    min?: number;
    /** With so many rows none can come. */
    max: number;
    rowClass: string | undefined;
    addWords: string;
    removeWords: (at: number) => string;
    fresh: () => Row;
    onChange: (rows: Row[]) => void;
    children: (row: Row, at: number, change: (part: Partial<Row>) => void) => ReactNode;
}) {
    const change = (row: Row) => (part: Partial<Row>) =>
        onChange(rows.map((one) => (one.key === row.key ? { ...one, ...part } : one)));
    return (
        <fieldset className={styles["rows"]}>
            <legend>{legend}</legend>
            {hint && <p className={list["hint"]}>{hint}</p>}
            {rows.map((row, at) => (
                <div key={row.key} className={rowClass}>
                    {children(row, at, change(row))}
                    <Button
                        look="bare"
                        small
                        icon={<X size={14} />}
                        label={removeWords(at)}
                        disabled={rows.length <= min}
                        onClick={() => onChange(rows.filter((one) => one !== row))}
                    />
                </div>
            ))}
            {rows.length < max && (
                <div>
                    <Button
                        look="line"
                        small
                        icon={<Plus size={14} aria-hidden="true" />}
                        onClick={() => onChange([...rows, fresh()])}
                    >
                        {addWords}
                    </Button>
                </div>
            )}
        </fieldset>
    );
}
