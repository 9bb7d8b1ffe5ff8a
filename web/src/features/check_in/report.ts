// The report of one day: what is shown of answers, numbers and changes.
import type {
    CheckIn,
    CheckInAnswer,
    CheckInReport,
    PersonId,
    Question,
    Said,
} from "../../data/model";
import { firstNameOf, myZone, nameOf } from "../../data/select";
import type { Data } from "../../data/state";
import { namesOf, whyState } from "../../data/words";
import { measured } from "../../text/numbers";
import { text } from "../../text/text";
import { clockTime, exactTime, shortTime } from "../../text/time";
import type { Bar } from "../../ui/Bars";
import { MOODS, moodWord } from "./answer";

export interface AnswerView {
    person: PersonId;
    name: string;
    /** "09:12, 17:12 there", with "late" or "changed". */
    meta: string;
    blocked: boolean;
    /** Whether it is the reader's. */
    mine: boolean;
    answer: CheckInAnswer;
}

export interface ReportView {
    /** "3 of 5 answered". */
    counted: string;
    /** "The report was made Mon 17:30." */
    closed: string;
    answers: AnswerView[];
    /** "Luis and Ben have not answered yet; they still can." */
    missing: string;
    /** "Ruth is off (holiday)". */
    skipped: string[];
    changes: string[];
    /** Who says that something stops them. */
    blocked: { id: PersonId; name: string }[];
}

export function reportView(data: Data, report: CheckInReport, nowMs: number): ReportView {
    const zone = myZone(data);
    const asked = report.answers.length + report.missing.length;
    return {
        counted: text("check_in.counted", { count: report.answers.length, asked }),
        closed:
            report.closed_at === null
                ? text("check_in.still_coming")
                : text("check_in.made", {
                      time: exactTime(Date.parse(report.closed_at), nowMs, zone),
                  }),
        answers: report.answers.map((answer) => answerView(data, answer, nowMs)),
        missing:
            report.missing.length === 0
                ? ""
                : text(report.closed_at === null ? "check_in.missing_yet" : "check_in.missing", {
                      names: namesOf(data, report.missing),
                  }),
        skipped: report.skipped.map(({ person, why }) =>
            text("check_in.skipped", { reason: whyState(firstNameOf(data, person), why) }),
        ),
        changes: changeLines(data, report),
        blocked: report.blocked.map((id) => ({ id, name: firstNameOf(data, id) })),
    };
}

function answerView(data: Data, answer: CheckInAnswer, nowMs: number): AnswerView {
    const atMs = Date.parse(answer.at);
    const time = shortTime(atMs, nowMs, myZone(data));
    const zone = data.people.get(answer.person)?.time_zone;
    const there = zone ? clockTime(atMs, zone) : "";
    const name = firstNameOf(data, answer.person);
    const parts = [
        there === "" || time.endsWith(there)
            ? time
            : text("check_in.at_there", { time, there, name }),
        answer.late ? text("check_in.late") : "",
        answer.edited_at === null ? "" : text("check_in.edited"),
    ];
    return {
        person: answer.person,
        name: nameOf(data, answer.person),
        meta: parts.filter((part) => part !== "").join(" · "),
        blocked: answer.blocked,
        mine: answer.person === data.me,
        answer,
    };
}

function changeLines(data: Data, { changes, questions }: CheckInReport): string[] {
    if (changes.since === null) return [];
    const lines: string[] = [];
    if (0 < changes.newly_blocked.length) {
        lines.push(text("check_in.newly_blocked", { names: namesOf(data, changes.newly_blocked) }));
    }
    if (0 < changes.no_longer_blocked.length) {
        lines.push(text("check_in.unblocked", { names: namesOf(data, changes.no_longer_blocked) }));
    }
    for (const { question, was, is } of changes.means) {
        const asked = questions[question];
        if (!asked || was === null || is === null || was === is || asked.kind === "choice")
            continue;
        const key = was < is ? "check_in.mean_up" : "check_in.mean_down";
        lines.push(
            text(key, {
                question: asked.text,
                was: meanWords(asked, was),
                is: meanWords(asked, is),
            }),
        );
    }
    return lines;
}

/** "3.8" of a mood, "2.5 h" of a number. */
export function meanWords(question: Question, thousandths: number): string {
    // One decimal says enough of a mean.
    const rounded = Math.round(thousandths / 100) * 100;
    return measured(rounded, question.kind === "number" ? question.unit : "");
}

// Small charts ----------------------------------------------------------------------------------

/** How often each mood or option was said, as bars; `null` of other questions and of none. */
export function spread(
    data: Data,
    report: CheckInReport,
    at: number,
): { bars: Bar[]; mean: string } | null {
    const question = report.questions[at];
    if (!question || (question.kind !== "mood" && question.kind !== "choice")) return null;
    const said = report.answers.flatMap((answer) => {
        const value = placeOf(answer.said[at]);
        return value === null ? [] : [{ value, person: answer.person }];
    });
    if (said.length === 0) return null;
    const places =
        question.kind === "mood"
            ? MOODS.toReversed().map((mood) => ({ value: mood, label: moodWord(mood) }))
            : question.options.map((label, value) => ({ value, label }));
    const most = Math.max(...places.map(({ value }) => count(said, value)));
    const bars = places.map(({ value, label }): Bar => {
        const own = said.filter((one) => one.value === value);
        return {
            key: value,
            label,
            share: own.length / most,
            words: String(own.length),
            below: namesOf(
                data,
                own.map(({ person }) => person),
            ),
        };
    });
    const mean = said.reduce((sum, { value }) => sum + value, 0) / said.length;
    return { bars, mean: question.kind === "mood" ? meanWords(question, mean * 1000) : "" };
}

function count(said: readonly { value: number }[], wanted: number): number {
    return said.filter(({ value }) => value === wanted).length;
}

function placeOf(said: Said | undefined): number | null {
    if (said === undefined || said === "nothing") return null;
    if ("mood" in said) return said.mood;
    if ("choice" in said) return said.choice;
    return null;
}

/** The numbers that were said to a question, each with who said it, as bars; `null` if there are none. */
export function numbers(
    data: Data,
    report: CheckInReport,
    at: number,
): { bars: Bar[]; mean: string } | null {
    const question = report.questions[at];
    if (question?.kind !== "number") return null;
    const said = report.answers.flatMap(({ said: all, person }) => {
        const one = all[at];
        return one !== undefined && one !== "nothing" && "number" in one
            ? [{ person, value: one.number }]
            : [];
    });
    if (said.length === 0) return null;
    const most = Math.max(1, ...said.map(({ value }) => Math.abs(value)));
    const bars = said.map(
        ({ person, value }): Bar => ({
            key: person,
            label: firstNameOf(data, person),
            share: Math.max(0, value) / most,
            words: measured(value, question.unit),
        }),
    );
    const mean = said.reduce((sum, { value }) => sum + value, 0) / said.length;
    return { bars, mean: meanWords(question, mean) };
}

/** The mean of what was said to a question on one day, in thousandths; `null` if nothing was. */
export function meanOf(report: CheckInReport, at: number): number | null {
    const values = report.answers.flatMap((answer) => {
        const said = answer.said[at];
        if (said === undefined || said === "nothing") return [];
        if ("mood" in said) return [said.mood * 1000];
        return "number" in said ? [said.number] : [];
    });
    if (values.length === 0) return null;
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Questions whose answers make a line over the days. */
export function measuredQuestions(checkIn: CheckIn): { at: number; question: Question }[] {
    return checkIn.questions
        .map((question, at) => ({ at, question }))
        .filter(({ question }) => question.kind === "mood" || question.kind === "number");
}
