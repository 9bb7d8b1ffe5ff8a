// When I can be reached: my week with its focus and places, what stands beside it, what others see.
import { useRef, useState } from "react";
import type { Availability, PersonId } from "../../data/model";
import { myZone } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { clockTime } from "../../text/time";
import { type Day, minuteOf } from "../../text/week";
import { api } from "../../transport/api";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import list from "../../ui/List.module.css";
import { say } from "../../ui/Toasts";
import styles from "./AvailabilityEditor.module.css";
import {
    type BlockSource,
    type Change,
    changeBlock,
    type Draft,
    draftOf,
    rebased,
    removeBlock,
    usualWeek,
    withFocusOnce,
    withOwnWeek,
    withoutPast,
    withTimeOff,
    withWeeklyFocus,
} from "./draft";
import { DayPane } from "./parts/DayPane";
import { FocusBlockDialog, type NewFocus } from "./parts/FocusBlockDialog";
import { Legend } from "./parts/Legend";
import { Standing } from "./parts/Standing";
import { TimeOffDialog } from "./parts/TimeOffDialog";
import { WeekBar } from "./parts/WeekBar";
import { WeekGrid } from "./parts/WeekGrid";
import { ReachWeek } from "./ReachWeek";
import { blocksOn, weekDates } from "./week";

export function AvailabilityEditor() {
    const own = useView((data) => (data.me ? data.availability.get(data.me) : undefined));
    const me = useView((data) => data.me);
    if (!own || !me) return null;
    return <Editor own={own} me={me} />;
}

/** What is edited: on what it began, and how it is now. */
interface Edit {
    base: Availability;
    draft: Draft;
}

type Opened = { kind: "focus" } | { kind: "off"; index: number | null } | null;

function Editor({ own, me }: { own: Availability; me: PersonId }) {
    const [edit, setEdit] = useState<Edit | null>(null);
    const [weeks, setWeeks] = useState(0);
    const [chosenDay, setDay] = useState<Day | null>(null);
    const [chosen, setChosen] = useState<string | null>(null);
    const [opened, setOpened] = useState<Opened>(null);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const dragBase = useRef<Draft | null>(null);

    const saved = draftOf(own);
    const draft = edit ? rebased(draftOf(edit.base), edit.draft, saved) : saved;
    const changed = edit !== null && JSON.stringify(draft) !== JSON.stringify(saved);
    const clock = useView((data, nowMs) => ({
        zone: myZone(data),
        minuteMs: Math.floor(nowMs / 60_000) * 60_000,
    }));
    const { zone, minuteMs: nowMs } = clock;
    const assumedWeek = useView((data) => data.organisation?.default_week ?? []);
    const holidays = useView(
        (data) =>
            data.organisation?.regions.find(({ name }) => name === draft.region)?.holidays ?? [],
    );
    const assumed = draft.weekly === null;
    const weekly = draft.weekly ?? (0 < assumedWeek.length ? assumedWeek : usualWeek());
    const days = weekDates(nowMs, zone, weeks).map((date) => ({
        date,
        blocks: blocksOn(date, { draft, weekly, holidays, zone, nowMs }),
    }));
    const [monday] = days;
    const today = days.find(({ date }) => date.today) ?? monday;
    const column = days.find(({ date }) => date.day === chosenDay) ?? today;
    const problems = fieldProblems(error);

    const set = (next: Draft) => {
        setError(null);
        setEdit({ base: own, draft: next });
    };
    const change = (step: (before: Draft) => Draft) => set(step(draft));
    /** A step that may touch the working hours: an assumed week becomes an own one. */
    const changeWeek = (step: (before: Draft) => Draft) => {
        const next = step(withOwnWeek(draft, assumedWeek));
        const same = JSON.stringify(next.weekly) === JSON.stringify(weekly);
        set(assumed && same ? { ...next, weekly: null } : next);
    };
    const changeOf = (source: BlockSource) => (source.list === "weekly" ? changeWeek : change);
    const handleDrag = (source: BlockSource, how: Change, by: number) => {
        const base = dragBase.current ?? draft;
        const own = source.list === "weekly" ? withOwnWeek(base, assumedWeek) : base;
        set(changeBlock(own, source, how, by));
    };
    const handleFocus = (focus: NewFocus) =>
        change((before) =>
            focus.kind === "weekly"
                ? withWeeklyFocus(before, focus.days, focus)
                : withFocusOnce(before, focus.fromMs, focus.untilMs),
        );
    const handleUndo = () => {
        setEdit(null);
        setError(null);
        setChosen(null);
    };
    const handleSave = () => {
        setBusy(true);
        api.setAvailability(me, withoutPast(draft, nowMs), own.version)
            .then(
                (availability) => {
                    store.dispatch({ type: "local.availability", data: availability });
                    setEdit(null);
                    setError(null);
                    say(text("form.saved"));
                },
                (caught) => setError(caught),
            )
            .finally(() => setBusy(false));
    };

    return (
        <>
            <WeekBar
                monday={monday?.date.key ?? ""}
                weeks={weeks}
                onWeeks={setWeeks}
                onFocus={() => setOpened({ kind: "focus" })}
                onOff={() => setOpened({ kind: "off", index: null })}
            />
            <div className={styles["layout"]}>
                <div className={styles["main"]}>
                    <WeekGrid
                        days={days}
                        assumed={assumed}
                        nowMinute={minuteOf(clockTime(nowMs, zone)) ?? 0}
                        day={column?.date.day ?? "monday"}
                        chosen={chosen}
                        onDay={(day) => {
                            setDay(day);
                            setChosen(null);
                        }}
                        onChoose={(block, day) => {
                            setDay(day);
                            setChosen(block.key);
                        }}
                        onDragStart={() => {
                            dragBase.current = draft;
                        }}
                        onDrag={handleDrag}
                        onNudge={(source, how, by) =>
                            changeOf(source)((before) => changeBlock(before, source, how, by))
                        }
                        onRemove={(source) =>
                            changeOf(source)((before) => removeBlock(before, source))
                        }
                    />
                    <Legend
                        assumed={assumed}
                        onForget={() => change((before) => ({ ...before, weekly: null }))}
                    />
                </div>
                {column && (
                    <aside className={styles["day"]} aria-label={text("week.day_label")}>
                        <DayPane
                            column={column}
                            draft={draft}
                            weekly={weekly}
                            changed={changed}
                            onChange={changeWeek}
                            onOff={(index) => setOpened({ kind: "off", index })}
                        />
                    </aside>
                )}
            </div>
            <Standing
                draft={draft}
                zone={zone}
                nowMs={nowMs}
                problemOf={(field) => [...problems].find(([name]) => name.startsWith(field))?.[1]}
                onChange={(part) => change((before) => ({ ...before, ...part }))}
                onOff={(index) => setOpened({ kind: "off", index })}
            />
            <section
                className={`${list["section"]} ${styles["ahead"]}`}
                aria-label={text("week.seen_ahead")}
            >
                <h2>{text("week.seen_ahead")}</h2>
                <p className={list["hint"]}>
                    {text(changed ? "week.seen_saved" : "week.seen_hint")}
                </p>
                <ReachWeek person={me} />
            </section>
            {(changed || error !== null) && (
                <div className={styles["save"]}>
                    {error === null ? (
                        <p role="status">{text("week.unsaved")}</p>
                    ) : (
                        <p role="alert" className={list["problem"]}>
                            {[problemWords(error), ...problems.values()].join(" · ")}
                        </p>
                    )}
                    <Button look="send" disabled={!changed || busy} onClick={handleSave}>
                        {text("form.save")}
                    </Button>
                    <Button look="bare" onClick={handleUndo}>
                        {text("form.undo")}
                    </Button>
                </div>
            )}
            {opened?.kind === "focus" && column && (
                <FocusBlockDialog
                    date={column.date}
                    zone={zone}
                    onAdd={handleFocus}
                    onClose={() => setOpened(null)}
                />
            )}
            {opened?.kind === "off" && column && (
                <TimeOffDialog
                    entry={opened.index === null ? null : (draft.time_off[opened.index] ?? null)}
                    date={column.date.key}
                    zone={zone}
                    onSave={(entry) => change((before) => withTimeOff(before, entry, opened.index))}
                    onRemove={() =>
                        change((before) =>
                            opened.index === null
                                ? before
                                : removeBlock(before, { list: "time_off", index: opened.index }),
                        )
                    }
                    onClose={() => setOpened(null)}
                />
            )}
        </>
    );
}
