// What a new check-in may begin with.
import { useState } from "react";
import type { CheckInTemplate } from "../../../data/model";
import { ruleWords } from "../../../text/repeat";
import { text } from "../../../text/text";
import { checkInApi } from "../../../transport/apiCheckIn";
import { useLoaded } from "../../../ui/useLoaded";
import { type CheckInDraft, sentence, withTemplate } from "../model";
import styles from "./Templates.module.css";

export function Templates({
    draft,
    onDraft,
}: {
    draft: CheckInDraft;
    onDraft: (draft: CheckInDraft) => void;
}) {
    const { value } = useLoaded("templates", checkInApi.templates);
    const [taken, setTaken] = useState("");
    if (!value || value.length === 0) return null;
    const handleTake = (template: CheckInTemplate) => {
        setTaken(template.key);
        onDraft(withTemplate(draft, template));
    };
    return (
        <fieldset className={styles["templates"]}>
            <legend>{text("check_in.begin_with")}</legend>
            {value.map((template) => (
                <button
                    key={template.key}
                    type="button"
                    aria-pressed={taken === template.key}
                    onClick={() => handleTake(template)}
                >
                    <b>{template.title}</b>
                    <small>
                        {sentence(ruleWords(template.rule))} ·{" "}
                        {text("check_in.question_count", { count: template.questions.length })}
                    </small>
                </button>
            ))}
        </fieldset>
    );
}
