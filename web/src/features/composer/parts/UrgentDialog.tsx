// Before a message may pierce: its reason, what it costs, and what will happen.
import { Zap } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import type { MessagePreview, UrgentBody } from "../../../data/model";
import { URGENT_REASON_CHARS_MAX } from "../../../data/urgentWords";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import list from "../../../ui/List.module.css";
import { useLoaded } from "../../../ui/useLoaded";
import { type SpentWay, type UrgentView, urgentBody, urgentView } from "../urgent";
import styles from "./UrgentDialog.module.css";

export function UrgentDialog({
    preview,
    urgent,
    onSet,
    onClose,
}: {
    preview: MessagePreview | null;
    urgent: UrgentBody | null;
    /** `only`: it is turned to those on duty. */
    onSet: (urgent: UrgentBody, only: UrgentView["onDuty"] | null) => void;
    onClose: () => void;
}) {
    const [reason, setReason] = useState(urgent?.reason ?? "");
    const [way, setWay] = useState<SpentWay>("confirm");
    const id = useId();
    const loaded = useLoaded("budget", () => api.urgentBudget());
    const budget = preview?.budget ?? loaded.value;
    const view = useView((data, nowMs) => urgentView(data, preview, budget, nowMs));
    const turned = view.spent && way === "duty";
    const blocked = turned && view.onDuty.length === 0;
    const ready = reason.trim() !== "" && !blocked;

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (ready) onSet(urgentBody(reason, view.spent, way), turned ? view.onDuty : null);
    };
    return (
        <Dialog title={text("urgent.title")} onClose={onClose} firm={reason.trim() !== ""}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <div className={styles["field"]}>
                    <label htmlFor={`${id}-reason`}>{text("urgent.reason")}</label>
                    <textarea
                        id={`${id}-reason`}
                        rows={2}
                        required
                        autoFocus
                        maxLength={URGENT_REASON_CHARS_MAX}
                        aria-describedby={`${id}-hint`}
                        value={reason}
                        onChange={(event) => setReason(event.target.value)}
                    />
                    <p id={`${id}-hint`}>{text("urgent.reason_hint")}</p>
                </div>
                <p className={view.spent ? styles["spent"] : styles["budget"]} role="status">
                    <Zap size={14} aria-hidden="true" /> {view.budget}
                </p>
                {view.spent && (
                    <SpentWays
                        way={way}
                        onDuty={view.onDuty.map((person) => person.name).join(", ")}
                        onWay={setWay}
                    />
                )}
                <section className={styles["what"]}>
                    <h3>{text("urgent.what")}</h3>
                    {view.people.length === 0 ? (
                        <p>{text("urgent.nobody")}</p>
                    ) : (
                        <ul>
                            {view.people.map((person) => (
                                <li key={person.id}>
                                    <b>{person.name}</b> <span className="num">{person.line}</span>
                                </li>
                            ))}
                        </ul>
                    )}
                    <ol>
                        {view.steps.map((step) => (
                            <li key={step}>{step}</li>
                        ))}
                    </ol>
                </section>
                <div className={list["actions"]}>
                    <Button look="end" type="submit" disabled={!ready}>
                        {text("urgent.set")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}

function SpentWays({
    way,
    onDuty,
    onWay,
}: {
    way: SpentWay;
    onDuty: string;
    onWay: (way: SpentWay) => void;
}) {
    const name = useId();
    return (
        <fieldset className={styles["ways"]}>
            <legend>{text("urgent.ways")}</legend>
            <label>
                <input
                    type="radio"
                    name={name}
                    checked={way === "confirm"}
                    onChange={() => onWay("confirm")}
                />
                <span>
                    {text("urgent.way_confirm")}
                    <small>{text("urgent.way_confirm_hint")}</small>
                </span>
            </label>
            <label>
                <input
                    type="radio"
                    name={name}
                    checked={way === "duty"}
                    disabled={onDuty === ""}
                    onChange={() => onWay("duty")}
                />
                <span>
                    {text("urgent.way_duty")}
                    <small>
                        {onDuty === ""
                            ? text("urgent.way_duty_none")
                            : text("urgent.way_duty_hint", { names: onDuty })}
                    </small>
                </span>
            </label>
        </fieldset>
    );
}
