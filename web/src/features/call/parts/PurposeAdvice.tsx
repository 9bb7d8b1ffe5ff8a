// The advisor where a talk begins: what it is for, and whether another way suits better.
import { Compass } from "lucide-react";
import { useState } from "react";
import { adviceWords, PURPOSES, purposeWord } from "../../../data/adviceWords";
import type { Purpose, TopicId } from "../../../data/model";
import { myZone } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { SelectField } from "../../../ui/Field";
import { say } from "../../../ui/Toasts";
import { useLoaded } from "../../../ui/useLoaded";
import styles from "./PurposeAdvice.module.css";

export function PurposeAdvice({ topic, minutes }: { topic: TopicId; minutes: number | null }) {
    const [purpose, setPurpose] = useState<Purpose | null>(null);
    const [quiet, setQuiet] = useState(false);
    const key = JSON.stringify([purpose, topic, minutes]);
    const { value } = useLoaded(key, async () => {
        if (!purpose) return null;
        return api.advice(purpose, topic, minutes ?? undefined);
    });
    const said = purpose && value ? value.advice : null;
    // That written views come first stands below, whatever the purpose.
    const views = said?.reason.because === "views_wanted";
    const advice = views ? null : said;
    const words = useView((data, nowMs) =>
        advice ? adviceWords(advice, nowMs, myZone(data)) : text("advice.talk_fits"),
    );
    const handleNotHelpful = () => {
        if (!purpose) return;
        setQuiet(true);
        api.notHelpful(purpose).then(
            () => say(text("advice.quieter")),
            (error) => say(problemWords(error), true),
        );
    };
    return (
        <div className={styles["purpose"]}>
            <SelectField
                label={text("advice.purpose")}
                value={purpose ?? ""}
                onChange={(event) => {
                    setQuiet(false);
                    setPurpose(PURPOSES.find((one) => one === event.target.value) ?? null);
                }}
            >
                <option value="">{text("advice.purpose_none")}</option>
                {PURPOSES.map((one) => (
                    <option key={one} value={one}>
                        {purposeWord(one)}
                    </option>
                ))}
            </SelectField>
            {purpose && value && !quiet && !views && (
                <p className={styles["advice"]} role="status">
                    <Compass size={14} aria-hidden="true" />
                    <span>{words}</span>
                    {advice && (
                        <Button look="bare" small onClick={handleNotHelpful}>
                            {text("advice.not_helpful")}
                        </Button>
                    )}
                </p>
            )}
        </div>
    );
}
