// How soon a reply is wanted: five words; on a phone one button.
import { ChevronDown } from "lucide-react";
import { text } from "../../../text/text";
import { toLocalInput } from "../../../text/time";
import { Choice as Choices } from "../../../ui/Choice";
import { MenuButton } from "../../../ui/Menu";
import { PHONE, useMedia } from "../../../ui/useMedia";
import type { Choice } from "../model";
import styles from "./ExpectationPicker.module.css";

const OPTIONS = [
    { value: "now", key: "expectation.now", step: "now" },
    { value: "today", key: "expectation.today", step: "today" },
    { value: "this_week", key: "expectation.this_week", step: "later" },
    { value: "by", key: "expectation.by_button", step: "later" },
    { value: "none", key: "expectation.none", step: "plain" },
] as const;

export function ExpectationPicker({
    value,
    chosen,
    by,
    zone,
    narrow,
    onChange,
    onBy,
}: {
    value: Choice;
    /** Whether the author chose it, or the channel's default shows. */
    chosen: boolean;
    by: string;
    zone: string;
    narrow: boolean;
    onChange: (choice: Choice) => void;
    onBy: (by: string) => void;
}) {
    const phone = useMedia(PHONE);
    const options = OPTIONS.map((option) => ({
        value: option.value,
        label: text(option.key),
        step: option.step,
    }));
    const word = options.find((option) => option.value === value)?.label ?? "";
    return (
        <div className={styles["picker"]}>
            {phone || narrow ? (
                <MenuButton
                    label={text("composer.expectation")}
                    look="quiet"
                    small
                    items={options.map((option) => ({
                        id: option.value,
                        label: option.label,
                        chosen: option.value === value,
                        onAction: () => onChange(option.value),
                    }))}
                >
                    {text("composer.expectation_short", { word: word.toLowerCase() })}
                    <ChevronDown size={14} aria-hidden="true" />
                </MenuButton>
            ) : (
                <>
                    <span className={styles["label"]} aria-hidden="true">
                        {text("composer.reply")}
                    </span>
                    <Choices
                        label={text("composer.expectation")}
                        hideLabel
                        value={value}
                        options={options}
                        onChange={onChange}
                    />
                </>
            )}
            {chosen && value === "by" && (
                <input
                    type="datetime-local"
                    className={styles["by"]}
                    aria-label={text("composer.by_label")}
                    min={toLocalInput(Date.now(), zone)}
                    value={by}
                    // biome-ignore lint/a11y/noAutofocus: choosing "By…" asks for the time next
                    autoFocus
                    onChange={(event) => onBy(event.target.value)}
                />
            )}
        </div>
    );
}
