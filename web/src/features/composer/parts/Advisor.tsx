// The advisor: the purpose that the author picks, and one quiet line with its reason.
import { Compass } from "lucide-react";
import { useState } from "react";
import { adviceWords, PURPOSES, purposeWord } from "../../../data/adviceWords";
import type { Advice, Purpose, TopicId } from "../../../data/model";
import { myZone } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { dismissToday, isDismissed } from "../../../transport/dismissed";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { MenuButton } from "../../../ui/Menu";
import { say } from "../../../ui/Toasts";
import styles from "./Advisor.module.css";

/** What a message is for, as its author says. */
export interface PurposePick {
    purpose: Purpose;
    /** Of a decision: among how many options. */
    options: number;
}

/** Fewest and most options of a decision. */
const OPTIONS_MIN = 2;
const OPTIONS_MAX = 20;

export function PurposeMenu({
    pick,
    onPick,
}: {
    pick: PurposePick | null;
    onPick: (pick: PurposePick | null) => void;
}) {
    const word = pick ? text("advice.purpose_is", { purpose: purposeWord(pick.purpose) }) : "";
    return (
        <MenuButton
            label={word === "" ? text("advice.purpose") : word}
            icon={<Compass size={16} aria-hidden="true" />}
            className={pick ? (styles["picked"] ?? "") : ""}
            items={[
                ...PURPOSES.map((purpose) => ({
                    id: purpose,
                    label: purposeWord(purpose),
                    chosen: pick?.purpose === purpose,
                    onAction: () => onPick({ purpose, options: OPTIONS_MIN }),
                })),
                {
                    id: "none",
                    label: text("advice.purpose_none"),
                    chosen: pick === null,
                    onAction: () => onPick(null),
                },
            ]}
        />
    );
}

export function AdviceLine({
    topic,
    pick,
    advice,
    onPick,
}: {
    topic: TopicId;
    pick: PurposePick;
    /** `null`: a message is as good as any other way. */
    advice: Advice | null;
    onPick: (pick: PurposePick | null) => void;
}) {
    const place = `advice.${topic}.${pick.purpose}`;
    const [asked, setAsked] = useState(false);
    const [gone, setGone] = useState(() => isDismissed(place));
    const words = useView((data, nowMs) =>
        advice ? adviceWords(advice, nowMs, myZone(data)) : text("advice.fits"),
    );
    const quiet = advice !== null && advice.voice !== "line" && !asked;

    const handleDismiss = () => {
        dismissToday(place);
        setGone(true);
    };
    const handleNotHelpful = () => {
        handleDismiss();
        api.notHelpful(pick.purpose).then(
            () => say(text("advice.quieter")),
            (error) => say(problemWords(error), true),
        );
    };
    if (gone) return null;
    return (
        <div className={styles["advice"]} role="status" aria-label={text("advice.label")}>
            <Compass size={14} aria-hidden="true" />
            {quiet ? (
                <button type="button" className={styles["link"]} onClick={() => setAsked(true)}>
                    {advice.voice === "mark" ? text("advice.mark") : text("advice.ask")}
                </button>
            ) : (
                <span className={styles["words"]}>
                    <b>{purposeWord(pick.purpose)}.</b> {words}
                </span>
            )}
            {pick.purpose === "decision" && (
                <label className={styles["options"]}>
                    {text("advice.options")}
                    <input
                        type="number"
                        min={OPTIONS_MIN}
                        max={OPTIONS_MAX}
                        value={pick.options}
                        onChange={(event) => {
                            const options = event.target.valueAsNumber;
                            const fits = OPTIONS_MIN <= options && options <= OPTIONS_MAX;
                            if (fits) onPick({ ...pick, options: Math.floor(options) });
                        }}
                    />
                </label>
            )}
            {!quiet && (
                <span className={styles["actions"]}>
                    {advice && (
                        <button type="button" className={styles["link"]} onClick={handleNotHelpful}>
                            {text("advice.not_helpful")}
                        </button>
                    )}
                    <Button look="bare" small onClick={handleDismiss}>
                        {text("advice.dismiss")}
                    </Button>
                </span>
            )}
        </div>
    );
}
