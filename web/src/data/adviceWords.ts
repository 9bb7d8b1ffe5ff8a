// Purposes, modes and the advisor's reasons, in words.
import { type TextKey, text } from "../text/text";
import { shortTime } from "../text/time";
import type { Advice, AdviceReason, Mode, Purpose } from "./model";

/** All purposes, in the order in which they are offered: the everyday ones first. */
export const PURPOSES: readonly Purpose[] = [
    "question",
    "information",
    "decision",
    "hard_problem",
    "status_update",
    "project_update",
    "goal_setting",
    "planning",
    "kick_off",
    "retrospective",
    "one_to_one",
    "evaluation",
    "hiring",
    "onboarding",
    "sensitive_matter",
    "crisis",
];

/** All modes, from the one that waits to the one that is now. */
export const MODES: readonly Mode[] = [
    "message",
    "check_in",
    "document",
    "document_and_poll",
    "camera_clip",
    "written_views_first",
    "live",
];

/** "Status update". */
export function purposeWord(purpose: Purpose): string {
    return text(`purpose.${purpose}`);
}

/** "A document with comments". */
export function modeWord(mode: Mode): string {
    return text(`mode.${mode}`);
}

function reasonWords(reason: AdviceReason, nowMs: number, zone: string): string {
    switch (reason.because) {
        case "many_people":
            return text("advice.many_people", { count: reason.people, above: reason.above });
        case "many_round_trips":
            return text("advice.many_round_trips", { count: reason.round_trips });
        case "views_wanted": {
            const time = shortTime(Date.parse(reason.until), nowMs, zone);
            return text("advice.views_wanted", { time });
        }
        default: {
            const key: TextKey = `advice.${reason.because}`;
            return text(key);
        }
    }
}

/** What the advisor says, as one sentence: "A document suits this: it is better read than heard." */
export function adviceWords(advice: Advice, nowMs: number, zone: string): string {
    const reason = reasonWords(advice.reason, nowMs, zone);
    return text("advice.line", { mode: modeWord(advice.mode), reason });
}
