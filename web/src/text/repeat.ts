// How something comes again: an RRULE (RFC 5545) as people choose it, and in words.
import { text } from "./text";
import { DAYS, type Day, daysWords } from "./week";

/** What the picker makes. Rules that say more are kept as they are. */
export interface Repeat {
    every: "day" | "week" | "month" | "year";
    /** Every so many. */
    interval: number;
    /** Of a week. */
    days: readonly Day[];
    /** Of a month: a date, or -1 for the last one. */
    monthDay: number | null;
    /** Of a month: the first, second … or last (-1) such weekday. */
    nth: { day: Day; nth: number } | null;
    /** After how many it ends, or on which day. */
    count: number | null;
    until: string | null;
}

const CODES: Readonly<Record<Day, string>> = {
    monday: "MO",
    tuesday: "TU",
    wednesday: "WE",
    thursday: "TH",
    friday: "FR",
    saturday: "SA",
    sunday: "SU",
};

const EVERY: Readonly<Record<Repeat["every"], string>> = {
    day: "DAILY",
    week: "WEEKLY",
    month: "MONTHLY",
    year: "YEARLY",
};

export const WORKING_DAYS: readonly Day[] = DAYS.slice(0, 5);

export const EVERY_WEEK: Repeat = {
    every: "week",
    interval: 1,
    days: [],
    monthDay: null,
    nth: null,
    count: null,
    until: null,
};

/** The rule of a choice, without `DTSTART`. */
export function ruleOf(repeat: Repeat): string {
    const parts = [`FREQ=${EVERY[repeat.every]}`];
    if (1 < repeat.interval) parts.push(`INTERVAL=${repeat.interval}`);
    if (repeat.every === "week" && 0 < repeat.days.length) {
        const days = DAYS.filter((day) => repeat.days.includes(day)).map((day) => CODES[day]);
        parts.push(`BYDAY=${days.join(",")}`);
    }
    if (repeat.every === "month" && repeat.nth) {
        parts.push(`BYDAY=${repeat.nth.nth}${CODES[repeat.nth.day]}`);
    } else if (repeat.every === "month" && repeat.monthDay !== null) {
        parts.push(`BYMONTHDAY=${repeat.monthDay}`);
    }
    if (repeat.count !== null) parts.push(`COUNT=${repeat.count}`);
    else if (repeat.until) parts.push(`UNTIL=${repeat.until.replaceAll("-", "")}`);
    return parts.join(";");
}

function dayOfCode(code: string): Day | null {
    return DAYS.find((day) => CODES[day] === code) ?? null;
}

const KNOWN = new Set(["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "WKST"]);

/** The choice that makes a rule; `null` for one that the picker does not know. */
export function repeatOf(rule: string): Repeat | null {
    const parts = new Map(
        rule
            .replace(/^RRULE:/i, "")
            .toUpperCase()
            .split(";")
            .map((part): [string, string] => {
                const [name = "", value = ""] = part.split("=");
                return [name, value];
            }),
    );
    if ([...parts.keys()].some((name) => !KNOWN.has(name))) return null;
    const every = (["day", "week", "month", "year"] as const).find(
        (one) => EVERY[one] === parts.get("FREQ"),
    );
    if (!every) return null;
    const until = parts.get("UNTIL");
    const repeat: Repeat = {
        ...EVERY_WEEK,
        every,
        interval: Number(parts.get("INTERVAL") ?? 1),
        count: parts.has("COUNT") ? Number(parts.get("COUNT")) : null,
        until: until ? `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}` : null,
    };
    return withDays(repeat, parts.get("BYDAY"), parts.get("BYMONTHDAY"));
}

function withDays(repeat: Repeat, byDay?: string, byMonthDay?: string): Repeat | null {
    if (byDay && byMonthDay) return null;
    if (byMonthDay) {
        const monthDay = Number(byMonthDay);
        return repeat.every === "month" && Number.isInteger(monthDay)
            ? { ...repeat, monthDay }
            : null;
    }
    if (!byDay) return repeat;
    if (repeat.every === "week") {
        const days = byDay.split(",").map(dayOfCode);
        return days.every((day) => day !== null) ? { ...repeat, days } : null;
    }
    const found = /^(-?\d)([A-Z]{2})$/.exec(byDay);
    const day = dayOfCode(found?.[2] ?? "");
    if (repeat.every !== "month" || !found || !day) return null;
    return { ...repeat, nth: { day, nth: Number(found[1]) } };
}

/** "first", "second" … "last". */
export function nthWord(nth: number): string {
    if (nth === 2) return text("repeat.second");
    if (nth === 3) return text("repeat.third");
    if (nth === 4) return text("repeat.fourth");
    return nth === 1 ? text("repeat.first") : text("repeat.last");
}

/** A rule in words: "every second week on Monday and Thursday". */
export function ruleWords(rule: string): string {
    const repeat = repeatOf(rule);
    return repeat ? repeatWords(repeat) : text("repeat.by_rule", { rule });
}

export function repeatWords(repeat: Repeat): string {
    const words = rhythmWords(repeat);
    if (repeat.count !== null) return text("repeat.count", { words, count: repeat.count });
    if (repeat.until) return text("repeat.until", { words, date: repeat.until });
    return words;
}

function rhythmWords({ every, interval, days, monthDay, nth }: Repeat): string {
    const base = text(`repeat.every_${every}`, { count: interval });
    if (every === "week" && 0 < days.length) {
        const working = days.length === 5 && WORKING_DAYS.every((day) => days.includes(day));
        if (working && interval === 1) return text("repeat.working_days");
        return text("repeat.on", { base, days: daysWords(days) });
    }
    if (every === "month" && nth) {
        return text("repeat.on_nth", { base, nth: nthWord(nth.nth), day: text(`day.${nth.day}`) });
    }
    if (every === "month" && monthDay !== null) {
        return monthDay === -1
            ? text("repeat.on_last_day", { base })
            : text("repeat.on_date", { base, date: monthDay });
    }
    return base;
}
