// How a board is looked at: view, lanes, and what is left out. All of it stands in the address.
import { CalendarDays, ChartGantt, Columns3, List, Search, X } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { Board } from "../../../data/model";
import { PRIORITIES, priorityWord } from "../../../data/taskWords";
import { useView } from "../../../data/useView";
import type { BoardWindow } from "../../../data/work";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { DUES, type Filters, isFiltered, NO_FILTERS, VIEWS } from "../filters";
import { labelsOn, ownersOn } from "../model";
import styles from "./Toolbar.module.css";

const ICONS: Readonly<Record<Filters["view"], ReactNode>> = {
    board: <Columns3 size={16} />,
    list: <List size={16} />,
    calendar: <CalendarDays size={16} />,
    timeline: <ChartGantt size={16} />,
};

export function Toolbar({
    board,
    window,
    filters,
    onChange,
}: {
    board: Board;
    window: BoardWindow;
    filters: Filters;
    onChange: (filters: Filters) => void;
}) {
    const tasks = useView((data) => data.work.tasks);
    const people = useView((data) => data.people);
    // Thousands of cards are gone through for it: only when one of them changed.
    const { cards } = window;
    // biome-ignore lint/correctness/useExhaustiveDependencies: moves on their way change none of it
    const view = useMemo(
        () => ({
            owners: ownersOn(window, tasks, people),
            labels: labelsOn(window, tasks),
        }),
        [cards, tasks, people],
    );
    const set = (part: Partial<Filters>) => onChange({ ...filters, ...part });
    return (
        <search className={styles["bar"]} aria-label={text("board.filters", { name: board.name })}>
            <fieldset className={styles["views"]}>
                <legend className="sr">{text("board.view")}</legend>
                {VIEWS.map((one) => (
                    <Button
                        key={one}
                        look="bare"
                        small
                        aria-pressed={filters.view === one}
                        onClick={() => set({ view: one })}
                    >
                        {ICONS[one]}
                        <span className="desk">{text(`board.view_${one}`)}</span>
                        <span className="sr phone">{text(`board.view_${one}`)}</span>
                    </Button>
                ))}
            </fieldset>
            <Words value={filters.q} onChange={(q) => set({ q })} />
            <Pick
                label={text("board.owner")}
                value={filters.owner}
                onChange={(owner) => set({ owner })}
                options={[
                    ["me", text("board.mine")],
                    ["none", text("board.nobody")],
                    ...view.owners.map(({ id, name }): [string, string] => [id, name]),
                ]}
            />
            <Pick
                label={text("task.priority")}
                value={filters.priority}
                onChange={(value) =>
                    set({ priority: PRIORITIES.find((one) => one === value) ?? null })
                }
                options={PRIORITIES.map((one) => [one, priorityWord(one)])}
            />
            <Pick
                label={text("task.due")}
                value={filters.due}
                onChange={(value) => set({ due: DUES.find((one) => one === value) ?? null })}
                options={DUES.map((one) => [one, text(`board.due_${one}`)])}
            />
            {(0 < view.labels.length || filters.label) && (
                <Pick
                    label={text("board.label")}
                    value={filters.label}
                    onChange={(label) => set({ label })}
                    options={view.labels.map((label) => [label, label])}
                />
            )}
            {filters.view === "board" && (
                <Pick
                    label={text("board.lanes")}
                    value={filters.lanes}
                    onChange={(value) =>
                        set({ lanes: value === "owner" || value === "priority" ? value : null })
                    }
                    options={[
                        ["owner", text("board.lanes_owner")],
                        ["priority", text("board.lanes_priority")],
                    ]}
                />
            )}
            {isFiltered(filters) && (
                <Button
                    look="bare"
                    small
                    onClick={() =>
                        onChange({ ...NO_FILTERS, view: filters.view, lanes: filters.lanes })
                    }
                >
                    <X size={14} aria-hidden="true" />
                    {text("board.clear")}
                </Button>
            )}
        </search>
    );
}

/** How long one may type before the address says it, in milliseconds. */
const REST_MS = 250;

function Words({ value, onChange }: { value: string; onChange: (value: string) => void }) {
    const [typed, setTyped] = useState(value);
    useEffect(() => setTyped(value), [value]);
    // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed counts once it rests
    useEffect(() => {
        if (typed === value) return;
        const timer = setTimeout(() => onChange(typed), REST_MS);
        return () => clearTimeout(timer);
    }, [typed]);
    return (
        <label className={styles["find"]}>
            <Search size={14} aria-hidden="true" />
            <input
                type="search"
                aria-label={text("board.find")}
                placeholder={text("board.find")}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
            />
        </label>
    );
}

/** One of a few, as a quiet word: what is chosen stands in it. */
function Pick({
    label,
    value,
    options,
    onChange,
}: {
    label: string;
    value: string | null;
    options: readonly (readonly [string, string])[];
    onChange: (value: string | null) => void;
}) {
    return (
        <label className={`${styles["pick"]} ${value ? styles["chosen"] : ""}`}>
            <span className="sr">{label}</span>
            <select
                value={value ?? ""}
                onChange={(event) =>
                    onChange(event.target.value === "" ? null : event.target.value)
                }
            >
                <option value="">{label}</option>
                {options.map(([key, name]) => (
                    <option key={key} value={key}>
                        {name}
                    </option>
                ))}
            </select>
        </label>
    );
}
