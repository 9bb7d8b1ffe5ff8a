// One thing of my board as its dialogs show it, when it may come again, and who could help.
import { laterTimes, myWeek } from "../../data/laterTimes";
import type { MyItem, PersonId, Request, Task } from "../../data/model";
import { localTime, myZone, nameOf, placeOf } from "../../data/select";
import type { Data } from "../../data/state";
import { markOf, type TimeMark, withoutOwnName } from "../../data/words";
import { itemKey } from "../../data/work";
import { addDays, dayOf, instantAt, MORNING_MINUTE } from "../../text/dates";
import { text } from "../../text/text";
import { dayKey, shortTime } from "../../text/time";
import type { TimeChoice } from "../../ui/TimeChoices";

export interface ItemFacts {
    title: string;
    /** The next step that was said; empty if none was. */
    step: string;
    /** What becomes of it when it is let go. */
    letGo: string;
}

export function taskOf(data: Data, item: MyItem): Task | undefined {
    return item.of === "task" ? data.work.tasks.get(item.task) : undefined;
}

export function requestOf(data: Data, item: MyItem): Request | undefined {
    return item.of === "request" ? data.requests.get(item.request) : undefined;
}

export function itemFacts(data: Data, item: MyItem): ItemFacts | null {
    const task = taskOf(data, item);
    const request = requestOf(data, item);
    if (!task && !request) return null;
    return {
        title: task?.title ?? (request ? withoutOwnName(data, request.excerpt) : ""),
        step: data.work.myCards.get(itemKey(item))?.next_step ?? "",
        letGo: task ? letGoWords(data, task) : "",
    };
}

/** What becomes of a task that its person lets go. */
function letGoWords(data: Data, task: Task): string {
    if (task.owner !== data.me) return text("my_board.let_go_helper");
    const alone = task.helpers.length === 0 && task.channel === null;
    return text(alone ? "my_board.let_go_mine" : "my_board.let_go_owner");
}

export type SnoozeTime = TimeChoice & { atMs: number };

/** When something may come again: what is offered for later, in two weeks, next month. */
export function snoozeTimes(data: Data, nowMs: number): SnoozeTime[] {
    const zone = myZone(data);
    const today = dayKey(nowMs, zone);
    const times: SnoozeTime[] = laterTimes(data, nowMs)
        .filter((time) => time.id !== "hour")
        .map((time) => ({ ...time, atMs: time.atMs }));
    const offer = (id: string, label: string, date: string) => {
        const atMs = morningFrom(data, date, zone);
        if (times.some((time) => time.atMs === atMs)) return;
        times.push({ id, label, atMs, time: shortTime(atMs, nowMs, zone) });
    };
    offer("weeks", text("my_board.snooze_weeks"), addDays(today, 14));
    offer("month", text("my_board.snooze_month"), firstOfNextMonth(today));
    return times.sort((a, b) => a.atMs - b.atMs);
}

function firstOfNextMonth(date: string): string {
    const first = new Date(Date.parse(`${date.slice(0, 7)}-01`));
    first.setUTCMonth(first.getUTCMonth() + 1);
    return first.toISOString().slice(0, 10);
}

/** When the reader begins on a date, or on the first day of work after it. */
function morningFrom(data: Data, date: string, zone: string): number {
    const week = myWeek(data);
    for (let ahead = 0; ahead < 7; ahead += 1) {
        const day = addDays(date, ahead);
        const spans = week.filter((span) => span.day === dayOf(day));
        if (0 < spans.length) {
            return instantAt(day, Math.min(...spans.map((span) => span.from)), zone);
        }
    }
    return instantAt(date, MORNING_MINUTE, zone);
}

export interface HelperRow {
    id: PersonId;
    name: string;
    clock: string;
    mark: TimeMark;
}

/** Who could help: those who can be reached first come first. */
export function helperRows(data: Data, item: MyItem, nowMs: number): HelperRow[] {
    const task = taskOf(data, item);
    return [...data.people.values()]
        .filter((person) => person.disabled_at === null && person.id !== data.me)
        .filter((person) => person.id !== task?.owner && !task?.helpers.includes(person.id))
        .map((person) => ({
            at: Date.parse(data.reach.get(person.id)?.next_reachable ?? "") || Number.MAX_VALUE,
            row: {
                id: person.id,
                name: nameOf(data, person.id),
                clock: `${localTime(data, person.id, nowMs)} ${placeOf(person)}`,
                mark: markOf(data, person.id, nowMs),
            },
        }))
        .sort(
            (a, b) =>
                Math.max(a.at, nowMs) - Math.max(b.at, nowMs) ||
                a.row.name.localeCompare(b.row.name),
        )
        .map(({ row }) => row);
}
