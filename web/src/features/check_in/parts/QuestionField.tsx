// The place to answer one question, by its kind.

import { useState } from "react";
import type { Question, Said } from "../../../data/model";
import { readThousandths, toNumberInput } from "../../../text/numbers";
import { text } from "../../../text/text";
import { TextField } from "../../../ui/Field";
import { TextArea } from "../../../ui/TextArea";
import { MoodPick } from "./MoodPick";
import styles from "./QuestionField.module.css";

/** Longest answer in words, in characters. */
const TEXT_CHARS_MAX = 10_000;

/** The question, of a number with its unit. */
function questionWords(question: Question): string {
    if (question.kind !== "number" || question.unit === "") return question.text;
    return text("check_in.in_unit", { question: question.text, unit: question.unit });
}

export function QuestionField({
    question,
    said,
    onChange,
}: {
    question: Question;
    said: Said;
    onChange: (said: Said) => void;
}) {
    const asked = questionWords(question);
    const label = question.required ? asked : text("check_in.if_you_like", { question: asked });
    switch (question.kind) {
        case "text":
            return (
                <TextArea
                    label={label}
                    maxLength={TEXT_CHARS_MAX}
                    value={said !== "nothing" && "text" in said ? said.text : ""}
                    onChange={(event) => {
                        const words = event.target.value;
                        onChange(words === "" ? "nothing" : { text: words });
                    }}
                />
            );
        case "choice":
            return (
                <ChoiceField label={label} question={question} said={said} onChange={onChange} />
            );
        case "number":
            return <NumberBox label={label} said={said} onChange={onChange} />;
        case "mood":
            return (
                <MoodPick
                    label={label}
                    required={question.required}
                    value={said !== "nothing" && "mood" in said ? said.mood : null}
                    onChange={(mood) => onChange({ mood })}
                />
            );
    }
}

function ChoiceField({
    label,
    question,
    said,
    onChange,
}: {
    label: string;
    question: Extract<Question, { kind: "choice" }>;
    said: Said;
    onChange: (said: Said) => void;
}) {
    const chosen = said !== "nothing" && "choice" in said ? said.choice : null;
    return (
        <fieldset className={styles["options"]}>
            <legend>{label}</legend>
            {question.options.map((option, at) => (
                <label key={option}>
                    <input
                        type="radio"
                        checked={chosen === at}
                        onChange={() => onChange({ choice: at })}
                    />
                    {option}
                </label>
            ))}
        </fieldset>
    );
}

function NumberBox({
    label,
    said,
    onChange,
}: {
    label: string;
    said: Said;
    onChange: (said: Said) => void;
}) {
    const value = said !== "nothing" && "number" in said ? said.number : null;
    // What is being typed; `null` when the field rests.
    const [typed, setTyped] = useState<string | null>(null);
    const wrong = typed !== null && typed.trim() !== "" && readThousandths(typed) === null;
    return (
        <div className={styles["number"]}>
            <TextField
                label={label}
                inputMode="decimal"
                autoComplete="off"
                value={typed ?? (value === null ? "" : toNumberInput(value))}
                problem={wrong ? text("check_in.no_number") : undefined}
                onChange={(event) => {
                    setTyped(event.target.value);
                    const number = readThousandths(event.target.value);
                    onChange(number === null ? "nothing" : { number });
                }}
                onBlur={() => {
                    if (!wrong) setTyped(null);
                }}
            />
        </div>
    );
}
