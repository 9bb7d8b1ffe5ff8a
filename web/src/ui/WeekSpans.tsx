// Spans that come back every week: any number of them on each day.
import { Plus } from "lucide-react";
import { text } from "../text/text";
import { DAY_MINUTES, DAYS, type Day, spanMinutes, spansOn, type WeekSpan } from "../text/week";
import { Button } from "./Button";
import { SpanFields } from "./SpanFields";
import styles from "./WeekSpans.module.css";

export function WeekSpans({
    label,
    spans,
    usual = { from: 9 * 60, until: 17 * 60 },
    none = text("hours.free"),
    onChange,
}: {
    /** What the spans are, for screen readers. */
    label: string;
    spans: readonly WeekSpan[];
    /** What is put in first on an empty day. */
    usual?: { from: number; until: number };
    /** The word for a day without spans. */
    none?: string;
    onChange: (spans: WeekSpan[]) => void;
}) {
    const change = (span: WeekSpan, part: { from: number } | { until: number }) =>
        onChange(spans.map((one) => (one === span ? { ...one, ...part } : one)));
    const add = (day: Day) => {
        const last = spansOn(spans, day).at(-1);
        onChange([...spans, last ? after(last) : { day, ...usual }]);
    };
    return (
        <ul className={styles["week"]} aria-label={label}>
            {DAYS.map((day) => {
                const own = spansOn(spans, day);
                const name = text(`day.${day}`);
                return (
                    <li key={day} className={styles["day"]}>
                        <span className={styles["name"]}>{name}</span>
                        <DayBar spans={own} />
                        <div className={styles["spans"]}>
                            {own.length === 0 && <span className={styles["free"]}>{none}</span>}
                            {own.map((span, index) => (
                                <SpanFields
                                    // biome-ignore lint/suspicious/noArrayIndexKey: spans have no id
                                    key={index}
                                    span={span}
                                    names={{
                                        from: text("hours.from_on", { day: name }),
                                        until: text("hours.until_on", { day: name }),
                                        remove: text("hours.remove_on", { day: name }),
                                    }}
                                    onChange={(part) => change(span, part)}
                                    onRemove={() => onChange(spans.filter((one) => one !== span))}
                                />
                            ))}
                            <Button
                                look="bare"
                                small
                                icon={<Plus size={14} />}
                                label={text("hours.add_on", { day: name })}
                                onClick={() => add(day)}
                            />
                        </div>
                    </li>
                );
            })}
        </ul>
    );
}

/** A span an hour after another one, on its day as far as there is room. */
function after(last: WeekSpan): WeekSpan {
    const end = Math.min(last.from + spanMinutes(last), DAY_MINUTES);
    const from = Math.min(end + 60, DAY_MINUTES - 60);
    return { day: last.day, from, until: Math.min(from + 4 * 60, DAY_MINUTES) % DAY_MINUTES };
}

/** One day as a bar. */
export function DayBar({ spans }: { spans: readonly Pick<WeekSpan, "from" | "until">[] }) {
    return (
        <span className={styles["bar"]} aria-hidden="true">
            {spans.map((span) => {
                const length = Math.min(spanMinutes(span), DAY_MINUTES - span.from);
                return (
                    <i
                        key={`${span.from} ${span.until}`}
                        style={{
                            left: `${(span.from / DAY_MINUTES) * 100}%`,
                            width: `${(length / DAY_MINUTES) * 100}%`,
                        }}
                    />
                );
            })}
        </span>
    );
}
