// Some of many, in an order that counts or not: a list with a way to add, move and remove.
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { text } from "../text/text";
import { Button } from "./Button";
import { SelectField } from "./Field";
import styles from "./OrderedPick.module.css";

interface Option<Id extends string> {
    id: Id;
    name: string;
    /** A quiet word beside the name. */
    hint?: string;
}

export function OrderedPick<Id extends string>({
    label,
    add,
    options,
    chosen,
    ordered = false,
    most,
    problem,
    onChange,
}: {
    /** Name of the list. */
    label: string;
    /** Name of the field that adds. */
    add: string;
    /** All there are. */
    options: readonly Option<Id>[];
    chosen: readonly Id[];
    /** Whether the order counts; it is shown and can be changed then. */
    ordered?: boolean;
    /** Most that may be chosen. */
    most?: number;
    problem?: string | undefined;
    onChange: (chosen: Id[]) => void;
}) {
    const rows = chosen.flatMap((id) => options.find((option) => option.id === id) ?? []);
    const free = options.filter((option) => !chosen.includes(option.id));
    const full = most !== undefined && most <= chosen.length;
    const move = (index: number, by: 1 | -1) => {
        const next = [...chosen];
        const [moved] = next.splice(index, 1);
        if (moved === undefined) return;
        next.splice(index + by, 0, moved);
        onChange(next);
    };
    const List = ordered ? "ol" : "ul";
    return (
        <div className={styles["pick"]}>
            {0 < rows.length && (
                <List aria-label={label} className={styles["list"]}>
                    {rows.map((row, index) => (
                        <li key={row.id} className={styles["row"]}>
                            {ordered && (
                                <span className={styles["number"]} aria-hidden="true">
                                    {index + 1}
                                </span>
                            )}
                            <span className={`${styles["name"]} clip`}>{row.name}</span>
                            {row.hint && <small className="clip">{row.hint}</small>}
                            {ordered && (
                                <>
                                    <Button
                                        look="bare"
                                        small
                                        icon={<ArrowUp size={14} />}
                                        label={text("pick.up", { name: row.name })}
                                        disabled={index === 0}
                                        onClick={() => move(index, -1)}
                                    />
                                    <Button
                                        look="bare"
                                        small
                                        icon={<ArrowDown size={14} />}
                                        label={text("pick.down", { name: row.name })}
                                        disabled={index === rows.length - 1}
                                        onClick={() => move(index, 1)}
                                    />
                                </>
                            )}
                            <Button
                                look="bare"
                                small
                                icon={<X size={14} />}
                                label={text("pick.remove", { name: row.name })}
                                onClick={() => onChange(chosen.filter((id) => id !== row.id))}
                            />
                        </li>
                    ))}
                </List>
            )}
            {!full && 0 < free.length && (
                <SelectField
                    label={add}
                    value=""
                    problem={problem}
                    onChange={(event) => {
                        const option = free.find(({ id }) => id === event.target.value);
                        if (option) onChange([...chosen, option.id]);
                    }}
                >
                    <option value="">{text("pick.choose")}</option>
                    {free.map((option) => (
                        <option key={option.id} value={option.id}>
                            {option.name}
                        </option>
                    ))}
                </SelectField>
            )}
            {(full || free.length === 0) && problem && (
                <p className={styles["problem"]}>{problem}</p>
            )}
        </div>
    );
}
