// The numbers of the attention rules: what each means, its default, and what it may be.
import { text } from "../text/text";
import type { RuleSettings, TeamSettings } from "./model";

/** What a number counts. */
export type NumberUnit = "minutes" | "work_minutes" | "work_days" | "people" | "times" | "trips";

export type NumberName = keyof RuleSettings;

/** A number that a team's agreement may set. */
export type TeamNumberName = keyof TeamSettings;

/** One number of the rules. The bounds are those of the server. */
export interface RuleNumber<Name extends NumberName = NumberName> {
    name: Name;
    unit: NumberUnit;
    /** What holds until somebody changes it. */
    usual: number;
    least: number;
    most: number;
}

/** What numbers belong to. */
export type NumberSubject = "replies" | "urgent" | "talking" | "meetings" | "work";

/** Numbers that belong together, under one heading. */
export interface NumberGroup<Name extends NumberName = NumberName> {
    subject: NumberSubject;
    numbers: readonly RuleNumber<Name>[];
}

function of<Name extends NumberName>(
    name: Name,
    unit: NumberUnit,
    usual: number,
    [least, most]: readonly [number, number],
): RuleNumber<Name> {
    return { name, unit, usual, least, most };
}

/** Those that a team may agree on for itself. */
export const TEAM_NUMBERS: readonly NumberGroup<TeamNumberName>[] = [
    {
        subject: "replies",
        numbers: [
            of("now_minutes", "minutes", 10, [5, 120]),
            of("today_minutes", "work_minutes", 480, [60, 2400]),
            of("this_week_days", "work_days", 5, [1, 20]),
            of("overdue_offer_minutes", "work_minutes", 60, [0, 2400]),
            of("asked_by_default_max", "people", 8, [1, 200]),
        ],
    },
    {
        subject: "urgent",
        numbers: [
            of("urgent_per_week", "times", 3, [0, 20]),
            of("ring_after_minutes", "minutes", 10, [1, 120]),
            of("ring_next_minutes", "minutes", 5, [1, 120]),
        ],
    },
    {
        subject: "talking",
        numbers: [
            of("round_trips_max", "trips", 3, [1, 50]),
            of("blocker_minutes", "work_minutes", 120, [15, 2400]),
        ],
    },
    {
        subject: "meetings",
        numbers: [
            of("asynchronous_above_people", "people", 8, [2, 1500]),
            of("meeting_minutes", "minutes", 15, [5, 480]),
            of("pause_minutes", "minutes", 5, [0, 60]),
            of("recurring_times_max", "times", 8, [1, 104]),
        ],
    },
];

/** Those that only the organisation sets, under the same headings. */
const OWN_NUMBERS: readonly NumberGroup[] = [
    {
        subject: "replies",
        numbers: [of("by_minutes", "work_minutes", 60, [10, 480])],
    },
    {
        subject: "urgent",
        numbers: [of("urgent_verdict_days", "work_days", 5, [1, 20])],
    },
    {
        subject: "talking",
        numbers: [
            of("round_trips_within_minutes", "minutes", 60, [5, 1440]),
            of("huddle_minutes", "minutes", 5, [5, 15]),
        ],
    },
    {
        subject: "work",
        numbers: [
            of("column_passages_max", "times", 50, [5, 1000]),
            of("column_passages_min", "times", 5, [1, 1000]),
            of("balance_people_min", "people", 5, [5, 100]),
        ],
    },
];

/** All numbers of the organisation, by subject. */
export const ALL_NUMBERS: readonly NumberGroup[] = [
    ...TEAM_NUMBERS.map((group): NumberGroup => {
        const own = OWN_NUMBERS.filter(({ subject }) => subject === group.subject);
        return {
            subject: group.subject,
            numbers: [...group.numbers, ...own.flatMap(({ numbers }) => numbers)],
        };
    }),
    ...OWN_NUMBERS.filter(({ subject }) =>
        TEAM_NUMBERS.every((group) => group.subject !== subject),
    ),
];

/** "10 minutes", "8 h", "5 working days": a number with what it counts. */
export function amountWords(unit: NumberUnit, count: number): string {
    switch (unit) {
        case "minutes":
            return text("unit.minutes_of", { count });
        case "work_minutes":
            return workWords(count);
        case "work_days":
            return text("unit.work_days_of", { count });
        case "people":
            return text("unit.people_of", { count });
        case "times":
            return text("unit.times_of", { count });
        case "trips":
            return text("unit.trips_of", { count });
    }
}

/** Working time in whole hours and minutes: "8 working hours", "1 h 30 of work". */
function workWords(minutes: number): string {
    if (minutes % 60 === 0 && 0 < minutes) {
        return text("unit.work_hours_of", { count: minutes / 60 });
    }
    if (minutes < 60) return text("unit.work_minutes_of", { count: minutes });
    return text("unit.work_mixed", {
        hours: Math.floor(minutes / 60),
        minutes: String(minutes % 60).padStart(2, "0"),
    });
}

/** The unit beside a field. */
export function unitWord(unit: NumberUnit): string {
    return text(`unit.${unit}`);
}

/** What a number is called. */
export function numberName(name: NumberName): string {
    return text(`number.${name}`);
}

/** One sentence on what a number does, with its value in it. */
export function numberSentence(number: RuleNumber, value: number): string {
    return text(`number.${number.name}_means`, { value: amountWords(number.unit, value) });
}
