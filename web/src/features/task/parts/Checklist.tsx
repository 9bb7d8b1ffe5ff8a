// The checklist: lines that are checked, written, moved away; Enter adds the next.
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { ChecklistLine, TaskDetail } from "../../../data/model";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import type { OpenTask } from "../useTaskDetail";
import styles from "./Checklist.module.css";
import { Section } from "./Section";

const LINE_MAX = 300;

export function Checklist({
    open,
    detail,
    editable,
}: {
    open: OpenTask;
    detail: TaskDetail;
    editable: boolean;
}) {
    const [typed, setTyped] = useState("");
    // Shown before the server has said yes.
    const [early, setEarly] = useState<readonly ChecklistLine[] | null>(null);
    const lines = early ?? detail.lines;
    const set = async (next: ChecklistLine[]) => {
        setEarly(next);
        await open.save({ lines: next });
        setEarly(null);
    };
    const handleAdd = (event: FormEvent) => {
        event.preventDefault();
        const words = typed.trim();
        if (words === "") return;
        setTyped("");
        void set([...lines, { text: words, done: false }]);
    };
    if (!editable && lines.length === 0) return null;
    const done = lines.filter((line) => line.done).length;
    return (
        <Section
            title={text("task.checklist")}
            {...(0 < lines.length ? { note: text("task.of", { done, count: lines.length }) } : {})}
        >
            {0 < lines.length && (
                <ul className={styles["lines"]}>
                    {lines.map((line, index) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
                        <li key={index}>
                            <label className={line.done ? styles["done"] : ""}>
                                <input
                                    type="checkbox"
                                    disabled={!editable}
                                    checked={line.done}
                                    onChange={() =>
                                        void set(
                                            lines.map((one, at) =>
                                                at === index ? { ...one, done: !one.done } : one,
                                            ),
                                        )
                                    }
                                />
                                <span>{line.text}</span>
                            </label>
                            {editable && (
                                <Button
                                    look="bare"
                                    small
                                    icon={<X size={14} />}
                                    label={text("pick.remove", { name: line.text })}
                                    onClick={() => void set(lines.filter((_, at) => at !== index))}
                                />
                            )}
                        </li>
                    ))}
                </ul>
            )}
            {editable && (
                <form onSubmit={handleAdd}>
                    <input
                        className={styles["add"]}
                        aria-label={text("task.add_line")}
                        placeholder={text("task.add_line")}
                        maxLength={LINE_MAX}
                        value={typed}
                        onChange={(event) => setTyped(event.target.value)}
                    />
                </form>
            )}
        </Section>
    );
}
