// What is left of the urgent messages of a week, in words.
import { text } from "../text/text";
import { shortTime } from "../text/time";
import type { UrgentBudget } from "./model";

/** Longest reason, in characters, as the server wants it. */
export const URGENT_REASON_CHARS_MAX = 500;

/** How many are left. */
export function urgentLeft(budget: UrgentBudget): number {
    return Math.max(0, budget.per_week - budget.spent);
}

/** "2 of 3 left this week; all are back Mon 00:00." */
export function budgetWords(budget: UrgentBudget, nowMs: number, zone: string): string {
    const time = shortTime(Date.parse(budget.resets_at), nowMs, zone);
    const left = urgentLeft(budget);
    if (left === 0) return text("urgent.spent", { count: budget.per_week, time });
    return text("urgent.left", { left, count: budget.per_week, time });
}
