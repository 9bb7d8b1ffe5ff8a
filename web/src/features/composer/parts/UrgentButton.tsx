// Beside "Now": whether the message pierces focus, off and do-not-disturb.
import { Zap } from "lucide-react";
import { useState } from "react";
import type { MessagePreview, UrgentBody } from "../../../data/model";
import { urgentLeft } from "../../../data/urgentWords";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { onDemand } from "../../../ui/onDemand";
import { PHONE, useMedia } from "../../../ui/useMedia";
import type { UrgentView } from "../urgent";
import { Bar } from "./Bar";

const UrgentDialog = onDemand(async () => (await import("./UrgentDialog")).UrgentDialog);

/** Opens the dialog; tells how many are left. */
export function UrgentButton({
    preview,
    urgent,
    narrow,
    onUrgent,
}: {
    preview: MessagePreview | null;
    urgent: UrgentBody | null;
    /** Stands in a narrow place. */
    narrow: boolean;
    onUrgent: (urgent: UrgentBody, only: UrgentView["onDuty"] | null) => void;
}) {
    const [open, setOpen] = useState(false);
    const tight = useMedia(PHONE) || narrow;
    const left = preview ? urgentLeft(preview.budget) : null;
    return (
        <>
            <Button
                look="bare"
                small
                icon={<Zap size={16} aria-hidden="true" />}
                aria-haspopup="dialog"
                aria-pressed={urgent !== null}
                {...(tight ? { label: text("urgent.button") } : {})}
                onClick={() => setOpen(true)}
            >
                {tight
                    ? undefined
                    : left === null
                      ? text("urgent.button")
                      : text("urgent.button_left", { count: left })}
            </Button>
            {open && (
                <UrgentDialog
                    preview={preview}
                    urgent={urgent}
                    onSet={(next, only) => {
                        setOpen(false);
                        onUrgent(next, only);
                    }}
                    onClose={() => setOpen(false)}
                />
            )}
        </>
    );
}

/** The reason, as everybody will read it. */
export function UrgentBar({ urgent, onRemove }: { urgent: UrgentBody; onRemove: () => void }) {
    return (
        <Bar step="now" icon={<Zap size={14} />} remove={text("urgent.remove")} onRemove={onRemove}>
            <b>{text("urgent.mark")}</b> {urgent.reason}
            {urgent.ask_confirmation && <small> {text("urgent.will_wait")}</small>}
        </Bar>
    );
}
