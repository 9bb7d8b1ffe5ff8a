// What an urgent message would do: whom it pierces, whom it rings, what it costs.
import type { MessagePreview, PersonId, UrgentBody, UrgentBudget } from "../../data/model";
import { localTime, myZone, nameOf, standInsOf } from "../../data/select";
import type { Data } from "../../data/state";
import { budgetWords, urgentLeft } from "../../data/urgentWords";
import { namesOf, stateWord } from "../../data/words";
import { text } from "../../text/text";
import { spanWords } from "../../text/time";

/** The rules' numbers where no organisation says otherwise, in minutes. */
const RING_AFTER = 10;
const RING_NEXT = 5;

/** How a message goes out when nothing is left of the week. */
export type SpentWay = "duty" | "confirm";

export interface UrgentView {
    /** Who is told at once: "Ana Sato, 22:40 there, off". */
    people: { id: PersonId; name: string; line: string }[];
    /** What happens, in order. */
    steps: string[];
    budget: string;
    spent: boolean;
    /** Who is on duty, to whom it can go when the budget is spent. */
    onDuty: { id: PersonId; name: string }[];
}

/** Whether somebody takes turns in a group of another. */
function isRotaOf(data: Data, person: PersonId, asked: PersonId): boolean {
    return [...data.groups.values()].some(
        (group) => group.members.includes(asked) && group.rota?.order.includes(person) === true,
    );
}

/** Whom it rings after those it asks, each once: deputies, then who is on duty in their groups. */
export function nextRung(data: Data, preview: MessagePreview, nowMs: number): PersonId[] {
    const asked = preview.recipients.filter((one) => one.asked).map((one) => one.person);
    const onDuty = preview.on_duty ?? [];
    const next = [
        ...asked.flatMap((person) => standInsOf(data, person, nowMs)),
        ...asked.flatMap((one) => onDuty.filter((person) => isRotaOf(data, person, one))),
    ];
    return [...new Set(next)].filter((person) => !asked.includes(person) && person !== data.me);
}

/** Computes what the dialog says. */
export function urgentView(
    data: Data,
    preview: MessagePreview | null,
    budget: UrgentBudget | null,
    nowMs: number,
): UrgentView {
    const settings = data.organisation?.settings;
    const ringAfter = settings?.ring_after_minutes ?? RING_AFTER;
    const ringNext = settings?.ring_next_minutes ?? RING_NEXT;
    const asked = preview?.recipients.filter((one) => one.asked) ?? [];
    const next = preview ? nextRung(data, preview, nowMs) : [];
    const onDuty = (preview?.on_duty ?? []).filter((person) => person !== data.me);
    return {
        people: asked.map(({ person }) => ({
            id: person,
            name: nameOf(data, person),
            line: text("urgent.there", {
                time: localTime(data, person, nowMs),
                state: stateWord(data.reach.get(person)?.state ?? "available").toLowerCase(),
            }),
        })),
        steps: [
            text("urgent.step_now"),
            text("urgent.step_ring", { count: ringAfter }),
            next.length === 0
                ? text("urgent.step_nobody")
                : text(next.length === 1 ? "urgent.step_next_one" : "urgent.step_next", {
                      span: spanWords(ringNext * 60_000),
                      names: namesOf(data, next),
                  }),
            text("urgent.step_verdict"),
        ],
        budget: budget ? budgetWords(budget, nowMs, myZone(data)) : "",
        spent: budget !== null && urgentLeft(budget) === 0,
        onDuty: onDuty.map((id) => ({ id, name: nameOf(data, id) })),
    };
}

/** What goes over the wire. */
export function urgentBody(reason: string, spent: boolean, way: SpentWay): UrgentBody {
    const words = reason.trim();
    return spent && way === "confirm"
        ? { reason: words, ask_confirmation: true }
        : { reason: words };
}
