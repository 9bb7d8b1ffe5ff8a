// How something comes again, chosen in words.
import { useId } from "react";
import {
    EVERY_WEEK,
    nthWord,
    type Repeat,
    repeatOf,
    repeatWords,
    ruleOf,
    ruleWords,
    WORKING_DAYS,
} from "../text/repeat";
import { text } from "../text/text";
import { DAYS, type Day } from "../text/week";
import styles from "./RepeatField.module.css";

const KINDS = ["never", "day", "working_days", "week", "month_date", "month_day", "year"] as const;

type Kind = (typeof KINDS)[number];

function kindOf(repeat: Repeat): Kind {
    if (repeat.every === "month") return repeat.nth ? "month_day" : "month_date";
    if (repeat.every !== "week") return repeat.every;
    const working = repeat.days.length === 5 && WORKING_DAYS.every((d) => repeat.days.includes(d));
    return working && repeat.interval === 1 ? "working_days" : "week";
}

/** The choice that a kind begins with. */
function beginning(kind: Kind, day: Day, date: number): Repeat {
    switch (kind) {
        case "working_days":
            return { ...EVERY_WEEK, days: WORKING_DAYS };
        case "month_date":
            return { ...EVERY_WEEK, every: "month", monthDay: date };
        case "month_day":
            return { ...EVERY_WEEK, every: "month", nth: { day, nth: 1 } };
        case "day":
        case "year":
            return { ...EVERY_WEEK, every: kind };
        default:
            return { ...EVERY_WEEK, days: [day] };
    }
}

export function RepeatField({
    label,
    rule,
    day,
    date,
    required = false,
    onChange,
}: {
    label: string;
    /** An RRULE without `DTSTART`; `null` for never. */
    rule: string | null;
    /** The weekday and the date of the month to begin with. */
    day: Day;
    date: number;
    /** Whether "never" is no choice. */
    required?: boolean;
    onChange: (rule: string | null) => void;
}) {
    const id = useId();
    const repeat = rule === null ? null : repeatOf(rule);
    const foreign = rule !== null && repeat === null;
    const kind = repeat ? kindOf(repeat) : "never";
    const set = (part: Partial<Repeat>) => {
        if (repeat) onChange(ruleOf({ ...repeat, ...part }));
    };
    return (
        <div className={styles["repeat"]}>
            <label htmlFor={id} className={styles["label"]}>
                {label}
            </label>
            <select
                id={id}
                value={foreign ? "foreign" : kind}
                onChange={(event) => {
                    const next = KINDS.find((one) => one === event.target.value);
                    if (next === "never") onChange(null);
                    else if (next) onChange(ruleOf(beginning(next, day, date)));
                }}
            >
                {foreign && <option value="foreign">{ruleWords(rule)}</option>}
                {KINDS.filter((one) => !required || one !== "never").map((one) => (
                    <option key={one} value={one}>
                        {text(`repeat.kind_${one}`)}
                    </option>
                ))}
            </select>
            {repeat && kind !== "working_days" && (
                <label className={styles["line"]}>
                    <span>{text(`repeat.interval_${repeat.every}`)}</span>
                    <input
                        type="number"
                        min={1}
                        max={99}
                        value={repeat.interval}
                        onChange={(event) =>
                            set({ interval: Math.max(1, Math.round(Number(event.target.value))) })
                        }
                    />
                </label>
            )}
            {repeat && kind === "week" && (
                <fieldset className={styles["days"]}>
                    <legend className="sr">{text("repeat.days")}</legend>
                    {DAYS.map((one) => (
                        <label key={one}>
                            <input
                                type="checkbox"
                                checked={repeat.days.includes(one)}
                                onChange={(event) =>
                                    set({
                                        days: event.target.checked
                                            ? [...repeat.days, one]
                                            : repeat.days.filter((other) => other !== one),
                                    })
                                }
                            />
                            <span aria-hidden="true">{text(`day.${one}`).slice(0, 2)}</span>
                            <span className="sr">{text(`day.${one}`)}</span>
                        </label>
                    ))}
                </fieldset>
            )}
            {repeat && kind === "month_date" && (
                <label className={styles["line"]}>
                    <span>{text("repeat.date")}</span>
                    <select
                        value={repeat.monthDay ?? 1}
                        onChange={(event) => set({ monthDay: Number(event.target.value) })}
                    >
                        {Array.from({ length: 31 }, (_, index) => index + 1).map((one) => (
                            <option key={one} value={one}>
                                {one}
                            </option>
                        ))}
                        <option value={-1}>{text("repeat.last_day")}</option>
                    </select>
                </label>
            )}
            {repeat?.nth && (
                <span className={styles["line"]}>
                    <select
                        aria-label={text("repeat.which")}
                        value={repeat.nth.nth}
                        onChange={(event) =>
                            repeat.nth &&
                            set({ nth: { ...repeat.nth, nth: Number(event.target.value) } })
                        }
                    >
                        {[1, 2, 3, 4, -1].map((one) => (
                            <option key={one} value={one}>
                                {nthWord(one)}
                            </option>
                        ))}
                    </select>
                    <select
                        aria-label={text("repeat.days")}
                        value={repeat.nth.day}
                        onChange={(event) => {
                            const chosen = DAYS.find((one) => one === event.target.value);
                            if (chosen && repeat.nth) set({ nth: { ...repeat.nth, day: chosen } });
                        }}
                    >
                        {DAYS.map((one) => (
                            <option key={one} value={one}>
                                {text(`day.${one}`)}
                            </option>
                        ))}
                    </select>
                </span>
            )}
            {repeat && (
                <label className={styles["line"]}>
                    <span>{text("repeat.end")}</span>
                    <input
                        type="date"
                        value={repeat.until ?? ""}
                        onChange={(event) =>
                            set({
                                until: event.target.value === "" ? null : event.target.value,
                                count: null,
                            })
                        }
                    />
                </label>
            )}
            {repeat && <p className={styles["words"]}>{sentence(repeatWords(repeat))}</p>}
        </div>
    );
}

function sentence(words: string): string {
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
