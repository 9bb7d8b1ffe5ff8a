// The questions of a check-in while they are written: of four kinds, in an order that can be changed.
import { ArrowDown, ArrowUp, Plus, Trash2, X } from "lucide-react";
import { useRef } from "react";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Choice";
import { TextField } from "../../../ui/Field";
import { Switch } from "../../../ui/Switch";
import { newQuestion, OPTIONS_MAX, OPTIONS_MIN, QUESTIONS_MAX, type QuestionDraft } from "../model";
import styles from "./Questions.module.css";

const TEXT_CHARS_MAX = 200;
const UNIT_CHARS_MAX = 20;
const KINDS = ["text", "choice", "number", "mood"] as const;

export function Questions({
    questions,
    onChange,
}: {
    questions: readonly QuestionDraft[];
    onChange: (questions: QuestionDraft[]) => void;
}) {
    const frame = useRef<HTMLDivElement>(null);
    const replace = (key: number, part: Partial<QuestionDraft>) =>
        onChange(questions.map((one) => (one.key === key ? { ...one, ...part } : one)));
    const move = (at: number, by: 1 | -1) => {
        const next = [...questions];
        const [moved] = next.splice(at, 1);
        if (!moved) return;
        next.splice(at + by, 0, moved);
        onChange(next);
    };
    const handleAdd = () => {
        const added = newQuestion();
        onChange([...questions, added]);
        setTimeout(() =>
            frame.current?.querySelector<HTMLElement>(`#q${added.key} input`)?.focus(),
        );
    };
    return (
        <div ref={frame} className={styles["questions"]}>
            <ol>
                {questions.map((question, at) => (
                    <li key={question.key} id={`q${question.key}`}>
                        <div className={styles["line"]}>
                            <TextField
                                label={text("check_in.question_nth", { number: at + 1 })}
                                value={question.text}
                                maxLength={TEXT_CHARS_MAX}
                                placeholder={text("check_in.question_example")}
                                onChange={(event) =>
                                    replace(question.key, { text: event.target.value })
                                }
                            />
                            <span className={styles["tools"]}>
                                <Button
                                    look="bare"
                                    small
                                    icon={<ArrowUp size={14} />}
                                    label={text("pick.up", { name: question.text })}
                                    disabled={at === 0}
                                    onClick={() => move(at, -1)}
                                />
                                <Button
                                    look="bare"
                                    small
                                    icon={<ArrowDown size={14} />}
                                    label={text("pick.down", { name: question.text })}
                                    disabled={at === questions.length - 1}
                                    onClick={() => move(at, 1)}
                                />
                                <Button
                                    look="bare"
                                    small
                                    icon={<Trash2 size={14} />}
                                    label={text("pick.remove", { name: question.text })}
                                    disabled={questions.length === 1}
                                    onClick={() =>
                                        onChange(questions.filter((one) => one !== question))
                                    }
                                />
                            </span>
                        </div>
                        <div className={styles["kind"]}>
                            <Choice
                                label={text("check_in.kind")}
                                hideLabel
                                value={question.kind}
                                options={KINDS.map((kind) => ({
                                    value: kind,
                                    label: text(`check_in.kind_${kind}`),
                                }))}
                                onChange={(kind) => replace(question.key, { kind })}
                            />
                            <Switch
                                label={text("check_in.required")}
                                checked={question.required}
                                onChange={(required) => replace(question.key, { required })}
                            />
                        </div>
                        {question.kind === "choice" && (
                            <Options
                                options={question.options}
                                onChange={(options) => replace(question.key, { options })}
                            />
                        )}
                        {question.kind === "number" && (
                            <div className={styles["unit"]}>
                                <TextField
                                    label={text("check_in.unit")}
                                    placeholder={text("check_in.unit_example")}
                                    maxLength={UNIT_CHARS_MAX}
                                    value={question.unit}
                                    onChange={(event) =>
                                        replace(question.key, { unit: event.target.value })
                                    }
                                />
                            </div>
                        )}
                    </li>
                ))}
            </ol>
            {questions.length < QUESTIONS_MAX && (
                <div>
                    <Button
                        look="line"
                        small
                        icon={<Plus size={14} aria-hidden="true" />}
                        onClick={handleAdd}
                    >
                        {text("check_in.add_question")}
                    </Button>
                </div>
            )}
        </div>
    );
}

function Options({
    options,
    onChange,
}: {
    options: readonly string[];
    onChange: (options: string[]) => void;
}) {
    return (
        <div className={styles["options"]}>
            {options.map((option, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: options are known by their place
                <span key={at}>
                    <input
                        aria-label={text("check_in.option_nth", { number: at + 1 })}
                        placeholder={text("check_in.option_nth", { number: at + 1 })}
                        maxLength={TEXT_CHARS_MAX}
                        value={option}
                        onChange={(event) =>
                            onChange(options.map((one, i) => (i === at ? event.target.value : one)))
                        }
                    />
                    <Button
                        look="bare"
                        small
                        icon={<X size={14} />}
                        label={text("check_in.option_remove", { number: at + 1 })}
                        disabled={options.length <= OPTIONS_MIN}
                        onClick={() => onChange(options.filter((_, i) => i !== at))}
                    />
                </span>
            ))}
            {options.length < OPTIONS_MAX && (
                <Button look="bare" small onClick={() => onChange([...options, ""])}>
                    {text("check_in.option_add")}
                </Button>
            )}
        </div>
    );
}
