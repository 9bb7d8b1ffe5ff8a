// What goal pages show: the tree by team, results, updates, and the draft of a goal.
import type {
    Goal,
    GoalId,
    GoalUpdate,
    GroupId,
    KeyResult,
    PersonId,
    TaskId,
    TopicId,
    Track,
} from "../../data/model";
import { firstNameOf, groupName, myZone, nameOf, topicTitle } from "../../data/select";
import type { Data } from "../../data/state";
import { addDays, fullDate, shortDate } from "../../text/dates";
import { measured, readThousandths, toNumberInput } from "../../text/numbers";
import { text } from "../../text/text";
import { dayKey, exactTime, shortTime } from "../../text/time";
import type { GoalBody, GoalLink } from "../../transport/apiGoal";
import type { ChartPoint } from "../../ui/LineChart";

export const TRACKS = ["on_track", "at_risk", "off"] as const satisfies readonly Track[];

export function trackWord(track: Track): string {
    return text(`track.${track}`);
}

export function goalHref(id: GoalId): string {
    return `/goals/${id}`;
}

/** "42%" of 423 thousandths. */
export function percent(permille: number): string {
    return `${Math.round(permille / 10)}%`;
}

// The tree --------------------------------------------------------------------------------------

export interface GoalRow {
    id: GoalId;
    objective: string;
    /** "Ana · until 31 Dec". */
    meta: string;
    /** "serves: Fewer lost readings" where that stands under another team. */
    serves: string;
    depth: number;
    progress: number;
    track: Track | null;
}

export interface TeamGoals {
    team: GroupId | null;
    name: string;
    rows: GoalRow[];
}

/** Deepest step that is shown to the right of the one before. */
const DEPTH_MAX = 4;

/** Goals by team, those that serve another below it; the organisation's own first. */
export function goalTree(data: Data, goals: readonly Goal[]): TeamGoals[] {
    const teams = new Map<GroupId | null, Goal[]>();
    for (const goal of goals) teams.set(goal.team, [...(teams.get(goal.team) ?? []), goal]);
    return [...teams]
        .map(([team, own]) => ({
            team,
            name: team ? groupName(data, team) : (data.organisation?.name ?? ""),
            rows: rowsOf(data, own, goals),
        }))
        .sort(
            (a, b) =>
                Number(a.team !== null) - Number(b.team !== null) || a.name.localeCompare(b.name),
        );
}

function rowsOf(data: Data, own: readonly Goal[], all: readonly Goal[]): GoalRow[] {
    const ids = new Set(own.map((goal) => goal.id));
    const isRoot = (goal: Goal) => goal.parent === null || !ids.has(goal.parent);
    const byAge = [...own].sort((a, b) => a.last.localeCompare(b.last) || a.id.localeCompare(b.id));
    const found: GoalRow[] = [];
    const seen = new Set<GoalId>();
    const add = (goal: Goal, depth: number) => {
        if (seen.has(goal.id)) return;
        seen.add(goal.id);
        const parent = isRoot(goal) ? all.find((one) => one.id === goal.parent) : undefined;
        found.push({
            id: goal.id,
            objective: goal.objective,
            meta: text("goal.row_meta", {
                name: firstNameOf(data, goal.owner),
                date: shortDate(goal.last),
            }),
            serves: parent ? text("goal.serves", { objective: parent.objective }) : "",
            depth: Math.min(depth, DEPTH_MAX),
            progress: goal.progress_permille,
            track: goal.track,
        });
        for (const child of byAge) if (child.parent === goal.id) add(child, depth + 1);
    };
    for (const goal of byAge) if (isRoot(goal)) add(goal, 0);
    // A circle has no root; nothing of it is lost.
    for (const goal of byAge) add(goal, 0);
    return found;
}

/** Goals that serve one. */
export function subGoals(data: Data, id: GoalId): Goal[] {
    return [...data.work.goals.values()]
        .filter((goal) => goal.parent === id)
        .sort((a, b) => a.last.localeCompare(b.last) || a.id.localeCompare(b.id));
}

/** Whether one goal serves another, at any depth. */
export function servesGoal(data: Data, goal: GoalId, over: GoalId): boolean {
    let at: GoalId | null = goal;
    for (let step = 0; at !== null && step <= data.work.goals.size; step += 1) {
        if (at === over) return true;
        at = data.work.goals.get(at)?.parent ?? null;
    }
    return false;
}

// Results ---------------------------------------------------------------------------------------

/** How much of a result is reached, 0 to 1. */
export function resultShare(result: KeyResult): number {
    if (result.to === result.from) return result.now === result.to ? 1 : 0;
    return Math.min(1, Math.max(0, (result.now - result.from) / (result.to - result.from)));
}

/** "19 of 31 days, from 12". */
export function resultWords(result: KeyResult): string {
    return text("goal.result_words", {
        now: measured(result.now, ""),
        to: measured(result.to, result.unit),
        from: measured(result.from, ""),
    });
}

/** "1 Oct – 31 Dec 2026". */
export function spanDates(goal: Pick<Goal, "first" | "last">): string {
    return `${shortDate(goal.first)} – ${fullDate(goal.last).replace(/^\w+ /, "")}`;
}

// Updates ---------------------------------------------------------------------------------------

export interface UpdateView {
    name: string;
    time: string;
    /** "70% sure". */
    sure: string;
    progress: string;
}

export function updateView(data: Data, update: GoalUpdate, nowMs: number): UpdateView {
    return {
        name: nameOf(data, update.by),
        time: exactTime(Date.parse(update.at), nowMs, myZone(data)),
        sure:
            update.confidence_percent === null
                ? ""
                : text("goal.sure", { percent: update.confidence_percent }),
        progress: update.on === "goal" ? percent(update.progress_permille) : "",
    };
}

/** The progress of a goal at each of its updates, in order of time, from nothing on its first day. */
export function progressPoints(
    data: Data,
    goal: Goal,
    updates: readonly GoalUpdate[],
    nowMs: number,
): ChartPoint[] {
    const zone = myZone(data);
    const point = (atMs: number, permille: number): ChartPoint => ({
        atMs,
        value: permille,
        words: `${shortDate(dayKey(atMs, zone))}: ${percent(permille)}`,
    });
    const firstMs = Date.parse(goal.first);
    const made = [...updates]
        .map((update) => point(Date.parse(update.at), update.progress_permille))
        .sort((a, b) => a.atMs - b.atMs);
    const [earliest] = made;
    const begins = firstMs < (earliest?.atMs ?? nowMs) ? [point(firstMs, 0)] : [];
    const latest = made.at(-1);
    // What moved since the last update stands at now.
    const moved = latest !== undefined && latest.value !== goal.progress_permille;
    const now = moved && latest.atMs < nowMs ? [point(nowMs, goal.progress_permille)] : [];
    return [...begins, ...made, ...now];
}

/** How sure authors were at each update, in order of time. */
export function confidencePoints(data: Data, updates: readonly GoalUpdate[]): ChartPoint[] {
    const zone = myZone(data);
    return updates
        .flatMap((update) =>
            update.confidence_percent === null
                ? []
                : [
                      {
                          atMs: Date.parse(update.at),
                          value: update.confidence_percent,
                          words: `${shortDate(dayKey(Date.parse(update.at), zone))}: ${update.confidence_percent}%`,
                      },
                  ],
        )
        .sort((a, b) => a.atMs - b.atMs);
}

// The draft -------------------------------------------------------------------------------------

/** A result while it is written: numbers as they are typed. */
export interface ResultDraft {
    key: number;
    text: string;
    unit: string;
    from: string;
    to: string;
    /** Where it stands; kept when a goal is changed. */
    now: number | null;
}

export interface GoalDraft {
    objective: string;
    purpose: string;
    owner: PersonId | null;
    team: GroupId | null;
    parent: GoalId | null;
    first: string;
    last: string;
    results: ResultDraft[];
    checkIn: Goal["check_in"];
}

/** Most results of one goal. */
export const RESULTS_MAX = 10;

/** How long a new goal lasts, in days: a quarter. */
const GOAL_DAYS = 90;

let lastKey = 0;

export function newResult(): ResultDraft {
    lastKey += 1;
    return { key: lastKey, text: "", unit: "", from: "0", to: "100", now: null };
}

export function emptyGoal(me: PersonId | null, today: string, parent: Goal | null): GoalDraft {
    return {
        objective: "",
        purpose: "",
        owner: me,
        team: parent?.team ?? null,
        parent: parent?.id ?? null,
        first: today,
        last: parent && today < parent.last ? parent.last : addDays(today, GOAL_DAYS),
        results: [newResult()],
        checkIn: null,
    };
}

export function goalDraft(goal: Goal): GoalDraft {
    return {
        objective: goal.objective,
        purpose: goal.purpose,
        owner: goal.owner,
        team: goal.team,
        parent: goal.parent,
        first: goal.first,
        last: goal.last,
        results: goal.results.map((result) => ({
            ...newResult(),
            text: result.text,
            unit: result.unit,
            from: toNumberInput(result.from),
            to: toNumberInput(result.to),
            now: result.now,
        })),
        checkIn: goal.check_in,
    };
}

/** Results that say something. */
function written(draft: GoalDraft): ResultDraft[] {
    return draft.results.filter((result) => result.text.trim() !== "");
}

/** What is still missing; empty when it can be saved. */
export function goalLacks(draft: GoalDraft): string[] {
    const found: string[] = [];
    if (draft.objective.trim() === "") found.push(text("goal.lacks_objective"));
    if (draft.owner === null) found.push(text("goal.lacks_owner"));
    if (draft.last < draft.first) found.push(text("goal.lacks_span"));
    const wrong = written(draft).some(
        (result) => readThousandths(result.from) === null || readThousandths(result.to) === null,
    );
    if (wrong) found.push(text("goal.lacks_number"));
    const still = written(draft).some(
        (result) => readThousandths(result.from) === readThousandths(result.to),
    );
    if (!wrong && still) found.push(text("goal.lacks_way"));
    return found;
}

export function goalBody(draft: GoalDraft): GoalBody {
    return {
        objective: draft.objective.trim(),
        purpose: draft.purpose.trim(),
        ...(draft.owner ? { owner: draft.owner } : {}),
        team: draft.team,
        parent: draft.parent,
        first: draft.first,
        last: draft.last,
        check_in: draft.checkIn,
        results: written(draft).map((result) => {
            const from = readThousandths(result.from) ?? 0;
            return {
                text: result.text.trim(),
                unit: result.unit.trim(),
                from,
                to: readThousandths(result.to) ?? 0,
                now: result.now ?? from,
            };
        }),
    };
}

// Links -----------------------------------------------------------------------------------------

export interface LinkChoice {
    key: string;
    title: string;
    kind: string;
    link: GoalLink;
}

/** Choices that are shown at once. */
const CHOICES_MAX = 12;

/** Tasks and topics that could be linked, by what is typed. */
export function linkChoices(
    data: Data,
    query: string,
    linked: { tasks: readonly TaskId[]; topics: readonly TopicId[] },
): LinkChoice[] {
    const wanted = query.trim().toLocaleLowerCase();
    const fits = (title: string) => title.toLocaleLowerCase().includes(wanted);
    const tasks = [...data.work.tasks.values()]
        .filter((task) => !linked.tasks.includes(task.id) && fits(task.title))
        .map(
            (task): LinkChoice => ({
                key: task.id,
                title: task.title,
                kind: text("goal.task"),
                link: { to: "task", task: task.id },
            }),
        );
    const topics = [...data.topics.values()]
        .filter((topic) => topic.title !== "" && !linked.topics.includes(topic.id))
        .map(
            (topic): LinkChoice => ({
                key: topic.id,
                title: topicTitle(data, topic),
                kind: text("goal.topic"),
                link: { to: "topic", topic: topic.id },
            }),
        )
        .filter((choice) => fits(choice.title));
    return [...tasks, ...topics]
        .sort((a, b) => a.title.localeCompare(b.title))
        .slice(0, CHOICES_MAX);
}

/** When a goal was last updated, in words; empty if it never was. */
export function updatedWords(data: Data, goal: Goal, nowMs: number): string {
    if (goal.updated_at === null) return text("goal.never_updated");
    const time = shortTime(Date.parse(goal.updated_at), nowMs, myZone(data));
    return text("goal.updated", { time });
}
