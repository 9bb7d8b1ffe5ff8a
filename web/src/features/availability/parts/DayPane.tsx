// One day of the week beside it: its hours, its focus, its place, and what others see of it.

import { Plus, Trash2 } from "lucide-react";
import type { WorkSpan } from "../../../data/model";
import { myself, placeOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { shortDate } from "../../../text/dates";
import { text } from "../../../text/text";
import { longDay } from "../../../text/time";
import { DAYS, type Day, spansOn } from "../../../text/week";
import { Button } from "../../../ui/Button";
import { SpanFields } from "../../../ui/SpanFields";
import {
    type Draft,
    removeBlock,
    withHoursOf,
    withPlaceOn,
    withPlaceOnDate,
    withWeeklyFocus,
} from "../draft";
import { seenOn, stretchWords } from "../week";
import styles from "./DayPane.module.css";
import { PlaceFields } from "./PlaceFields";
import { blockName } from "./WeekBlock";
import type { DayColumn } from "./WeekGrid";

/** The working days of most teams. */
const MONDAY_TO_FRIDAY: readonly Day[] = DAYS.slice(0, 5);

export function DayPane({
    column,
    draft,
    weekly,
    changed,
    onChange,
    onOff,
}: {
    column: DayColumn;
    draft: Draft;
    /** The week that counts, own or assumed. */
    weekly: readonly WorkSpan[];
    /** Whether something of the week is not saved. */
    changed: boolean;
    /** Changes the draft, whose week is an own one then. */
    onChange: (step: (draft: Draft) => Draft) => void;
    /** Opens a time off. */
    onOff: (index: number) => void;
}) {
    const { date, blocks } = column;
    const name = text(`day.${date.day}`);
    const seen = seenOn(blocks);
    const holiday = blocks.find((block) => block.kind === "holiday");
    const off = blocks.filter((block) => block.kind === "off");
    return (
        <div className={styles["pane"]}>
            <h2 className={styles["title"]}>
                {longDay(Date.parse(date.key), "UTC")}
                {changed && <small>{text("week.changed")}</small>}
            </h2>
            <section className={styles["seen"]} aria-label={text("week.seen", { day: name })}>
                <h3>{text("week.seen", { day: name })}</h3>
                <dl>
                    <dt>{text("week.reachable")}</dt>
                    <dd>{stretchWords(seen.reachable)}</dd>
                    {0 < seen.focus.length && (
                        <>
                            <dt>{text("week.in_focus")}</dt>
                            <dd>{stretchWords(seen.focus)}</dd>
                        </>
                    )}
                    {holiday && (
                        <>
                            <dt>{text("week.holiday")}</dt>
                            <dd>{holiday.words}</dd>
                        </>
                    )}
                </dl>
            </section>
            <Hours day={date.day} name={name} weekly={weekly} onChange={onChange} />
            <Focus day={date.day} name={name} draft={draft} column={column} onChange={onChange} />
            {0 < off.length && (
                <section className={styles["part"]}>
                    <h3>{text("off.title")}</h3>
                    {off.map((block) => (
                        <p key={block.key} className={styles["line"]}>
                            <span className="clip">
                                {blockName(block)}{" "}
                                <span className="num">{stretchWords([block])}</span>
                            </span>
                            <Button look="bare" small onClick={() => onOff(block.source.index)}>
                                {text("off.change")}
                            </Button>
                        </p>
                    ))}
                </section>
            )}
            <Place draft={draft} column={column} name={name} onChange={onChange} />
        </div>
    );
}

function Hours({
    day,
    name,
    weekly,
    onChange,
}: {
    day: Day;
    name: string;
    weekly: readonly WorkSpan[];
    onChange: (step: (draft: Draft) => Draft) => void;
}) {
    const spans = spansOn(weekly, day);
    const add = () => {
        const last = spans.at(-1);
        const from = last ? Math.min(last.until + 60, 22 * 60) : 9 * 60;
        const span = { day, from, until: last ? from + 2 * 60 : 17 * 60 };
        onChange((draft) => ({ ...draft, weekly: [...(draft.weekly ?? []), span] }));
    };
    return (
        <section className={styles["part"]}>
            <h3>{text("week.works", { day: name })}</h3>
            {spans.length === 0 && <p className={styles["none"]}>{text("week.free")}</p>}
            {spans.map((span) => {
                const index = weekly.indexOf(span);
                return (
                    <SpanFields
                        key={index}
                        span={span}
                        names={{
                            from: text("hours.from_on", { day: name }),
                            until: text("hours.until_on", { day: name }),
                            remove: text("hours.remove_on", { day: name }),
                        }}
                        onChange={(part) =>
                            onChange((draft) => ({
                                ...draft,
                                weekly: (draft.weekly ?? []).map((one, at) =>
                                    at === index ? { ...one, ...part } : one,
                                ),
                            }))
                        }
                        onRemove={() =>
                            onChange((draft) => removeBlock(draft, { list: "weekly", index }))
                        }
                    />
                );
            })}
            <p className={styles["acts"]}>
                <Button
                    look="bare"
                    small
                    icon={<Plus size={14} aria-hidden="true" />}
                    onClick={add}
                >
                    {text("week.add_hours")}
                </Button>
                {0 < spans.length && (
                    <Button
                        look="bare"
                        small
                        onClick={() =>
                            onChange((draft) => withHoursOf(draft, day, MONDAY_TO_FRIDAY))
                        }
                    >
                        {text("week.same_hours")}
                    </Button>
                )}
            </p>
        </section>
    );
}

function Focus({
    day,
    name,
    draft,
    column,
    onChange,
}: {
    day: Day;
    name: string;
    draft: Draft;
    column: DayColumn;
    onChange: (step: (draft: Draft) => Draft) => void;
}) {
    const shown = column.blocks.filter((block) => block.kind === "focus" && block.begins);
    const add = () => onChange((before) => withWeeklyFocus(before, [day], freeSpan(column)));
    return (
        <section className={styles["part"]}>
            <h3>{text("week.focus")}</h3>
            {shown.length === 0 && <p className={styles["none"]}>{text("week.no_focus")}</p>}
            {shown.map((block) => {
                const { index } = block.source;
                const when = draft.focus[index]?.when;
                if (when?.kind !== "weekly") {
                    return (
                        <p key={block.key} className={styles["line"]}>
                            <span>
                                <span className="num">{stretchWords([block])}</span>{" "}
                                {text("week.once")}
                            </span>
                            <Button
                                look="bare"
                                small
                                icon={<Trash2 size={14} />}
                                label={text("week.remove_focus", { day: name })}
                                onClick={() =>
                                    onChange((before) => removeBlock(before, block.source))
                                }
                            />
                        </p>
                    );
                }
                return (
                    <SpanFields
                        key={block.key}
                        span={when}
                        names={{
                            from: text("week.focus_from", { day: name }),
                            until: text("week.focus_until", { day: name }),
                            remove: text("week.remove_focus", { day: name }),
                        }}
                        onChange={(part) =>
                            onChange((before) => ({
                                ...before,
                                focus: before.focus.map((one, at) =>
                                    at === index && one.when.kind === "weekly"
                                        ? { ...one, when: { ...one.when, ...part } }
                                        : one,
                                ),
                            }))
                        }
                        onRemove={() => onChange((before) => removeBlock(before, block.source))}
                    />
                );
            })}
            <p className={styles["acts"]}>
                <Button
                    look="bare"
                    small
                    icon={<Plus size={14} aria-hidden="true" />}
                    onClick={add}
                >
                    {text("week.add_focus", { day: name })}
                </Button>
            </p>
        </section>
    );
}

/** Two hours of a day's work that are free of focus; its first two if there are none. */
function freeSpan(column: DayColumn): { from: number; until: number } {
    const { reachable } = seenOn(column.blocks);
    const room = reachable.find((one) => 120 <= one.until - one.from) ?? reachable[0];
    const from = room?.from ?? 9 * 60;
    return { from, until: Math.min(from + 120, room?.until ?? from + 120) };
}

function Place({
    draft,
    column,
    name,
    onChange,
}: {
    draft: Draft;
    column: DayColumn;
    name: string;
    onChange: (step: (draft: Draft) => Draft) => void;
}) {
    const home = useView((data) => {
        const me = myself(data);
        return me ? placeOf(me) : "";
    });
    const { date } = column;
    const ofWeek = draft.places.weekly.find((entry) => entry.day === date.day)?.place ?? null;
    const ofDate = draft.places.dates.find((entry) => entry.date === date.key)?.place ?? null;
    return (
        <section className={styles["part"]}>
            <h3>{text("place.title")}</h3>
            <PlaceFields
                label={text("place.every", { day: name })}
                none={text("place.not_said")}
                value={ofWeek}
                office={home}
                onChange={(place) => onChange((before) => withPlaceOn(before, date.day, place))}
            />
            <PlaceFields
                label={text("place.only", { date: shortDate(date.key) })}
                none={text("place.as_week")}
                value={ofDate}
                office={home}
                onChange={(place) => onChange((before) => withPlaceOnDate(before, date.key, place))}
            />
        </section>
    );
}
