// What the recorder shows: its steps, its clock, and what is left of a clip's time.
import type { ClipKind } from "../../data/model";
import { text } from "../../text/text";
import { lengthWords } from "../../text/time";

/** Longest clip, in milliseconds, as the server wants it (`CLIP_MS_MAX`). */
export const CLIP_MS_MAX = 5 * 60_000;

/** From when on what is left is said aloud, in milliseconds. */
const WARN_MS = 30_000;

/** Shortest recording that is kept, in milliseconds: less is a slip of the finger. */
const CLIP_MS_MIN = 500;

/** Where a recording stands; `beforeMs` is what was recorded before the last pause. */
export type Step =
    | { at: "ready" }
    | { at: "recording"; sinceMs: number; beforeMs: number }
    | { at: "paused"; beforeMs: number }
    | { at: "review"; lengthMs: number };

export type Turn = "record" | "pause" | "resume" | "stop" | "retake";

/** How long was recorded so far, in milliseconds. */
export function recordedMs(step: Step, nowMs: number): number {
    switch (step.at) {
        case "ready":
            return 0;
        case "recording":
            return step.beforeMs + Math.max(0, nowMs - step.sinceMs);
        case "paused":
            return step.beforeMs;
        case "review":
            return step.lengthMs;
    }
}

/** What comes of a press; what makes no sense there changes nothing. */
export function turned(step: Step, turn: Turn, nowMs: number): Step {
    const length = recordedMs(step, nowMs);
    switch (turn) {
        case "record":
            return step.at === "ready" ? { at: "recording", sinceMs: nowMs, beforeMs: 0 } : step;
        case "pause":
            return step.at === "recording" ? { at: "paused", beforeMs: length } : step;
        case "resume":
            return step.at === "paused"
                ? { at: "recording", sinceMs: nowMs, beforeMs: step.beforeMs }
                : step;
        case "stop":
            if (step.at !== "recording" && step.at !== "paused") return step;
            return length < CLIP_MS_MIN
                ? { at: "ready" }
                : { at: "review", lengthMs: Math.min(length, CLIP_MS_MAX) };
        case "retake":
            return { at: "ready" };
    }
}

/** Whether a recording has come to its end by itself. */
export function isOver(step: Step, nowMs: number): boolean {
    return step.at === "recording" && CLIP_MS_MAX <= recordedMs(step, nowMs);
}

export interface ClockView {
    /** "0:42". */
    recorded: string;
    /** "4:18 left". */
    left: string;
    /** Whether little is left. */
    short: boolean;
    /** How much of the time is used, 0 to 1. */
    share: number;
}

/** The clock of a recording. */
export function clockView(step: Step, nowMs: number): ClockView {
    const ms = Math.min(CLIP_MS_MAX, recordedMs(step, nowMs));
    // Whole seconds that have passed; what is left is never shown before it is.
    const seconds = Math.floor(ms / 1_000) * 1_000;
    const left = CLIP_MS_MAX - seconds;
    return {
        recorded: lengthWords(seconds),
        left: text("clip.left", { length: lengthWords(left) }),
        short: left <= WARN_MS,
        share: ms / CLIP_MS_MAX,
    };
}

/** What a screen reader is told: what happens, and once that little time is left. */
export function stepWords(step: Step, nowMs: number): string {
    switch (step.at) {
        case "ready":
            return "";
        case "recording":
            return clockView(step, nowMs).short
                ? text("clip.recording_short", { count: WARN_MS / 1_000 })
                : text("clip.recording");
        case "paused":
            return text("clip.paused", { length: clockView(step, nowMs).recorded });
        case "review":
            return text("clip.review", { length: lengthWords(step.lengthMs) });
    }
}

/** What stops somebody from recording, in order; `null`: nothing. */
export function obstacle(
    kind: ClipKind,
    opened: { microphone: boolean; camera: boolean },
): "microphone" | "camera" | null {
    if (kind === "voice" && !opened.microphone) return "microphone";
    if (kind === "camera" && !opened.camera) return "camera";
    return null;
}

/** Heights of the bars of a voice, 0.06 to 1: quiet places stay in sight, loud ones stand out. */
export function bars(loudness: readonly number[]): number[] {
    const top = Math.max(1, ...loudness);
    return loudness.map((level) => Math.max(0.06, (level / top) ** 2));
}
