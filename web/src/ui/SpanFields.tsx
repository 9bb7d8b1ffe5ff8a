// From when until when: two times of a day, and a way to remove them.
import { X } from "lucide-react";
import { Button } from "./Button";
import styles from "./SpanFields.module.css";
import { TimeInput } from "./TimeInput";

export interface SpanNames {
    from: string;
    until: string;
    remove: string;
}

export function SpanFields({
    span,
    names,
    onChange,
    onRemove,
}: {
    span: { from: number; until: number };
    /** What screen readers call the two fields and the button. */
    names: SpanNames;
    onChange: (part: { from: number } | { until: number }) => void;
    onRemove?: (() => void) | undefined;
}) {
    return (
        <span className={styles["span"]}>
            <TimeInput
                aria-label={names.from}
                value={span.from}
                onChange={(from) => onChange({ from })}
            />
            <span aria-hidden="true">–</span>
            <TimeInput
                aria-label={names.until}
                value={span.until}
                onChange={(until) => onChange({ until })}
            />
            {onRemove && (
                <Button
                    look="bare"
                    small
                    icon={<X size={14} />}
                    label={names.remove}
                    onClick={onRemove}
                />
            )}
        </span>
    );
}
