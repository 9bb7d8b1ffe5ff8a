// What people do with requests and notices: the answer is shown at once, a refusal is said.
import type {
    Delivery,
    LaterChoice,
    MessageId,
    PersonId,
    Reminder,
    ReminderId,
    ReminderOf,
    Request,
    RequestId,
    ScheduledChange,
    ScheduledId,
    TalkOfferId,
} from "../data/model";
import { store } from "../data/store";
import { api } from "./api";

async function request(answer: Promise<Request>): Promise<Request> {
    const data = await answer;
    store.dispatch({ type: "local.request", data });
    return data;
}

async function delivery(answer: Promise<Delivery>): Promise<Delivery> {
    const data = await answer;
    store.dispatch({ type: "local.answer", data: { type: "delivery.updated", data } });
    return data;
}

async function reminder(answer: Promise<Reminder>): Promise<Reminder> {
    const data = await answer;
    store.dispatch({ type: "local.answer", data: { type: "reminder.updated", data } });
    return data;
}

function atInstant(ms: number): LaterChoice {
    return { choice: "at", at: new Date(ms).toISOString() };
}

function gone(scheduled: ScheduledId): void {
    store.dispatch({
        type: "local.answer",
        data: { type: "scheduled.removed", data: { scheduled } },
    });
}

export const acts = {
    acknowledge: (id: RequestId) => request(api.acknowledge(id)),
    withdraw: (id: RequestId) => request(api.withdraw(id)),
    defer: (id: RequestId, atMs: number) => request(api.defer(id, new Date(atMs).toISOString())),
    extend: (id: RequestId, atMs: number) => request(api.extend(id, new Date(atMs).toISOString())),
    delegate: (id: RequestId, to: PersonId) => request(api.delegate(id, to)),
    /** Somebody who is rung for an urgent request cannot take it: the next one is rung. */
    declineEscalation: (id: RequestId) => request(api.declineEscalation(id)),
    noticeDone: (delivered: Pick<Delivery, "id">) => delivery(api.noticeDone(delivered.id)),
    /** Whether one is told by email, too. */
    chooseMail: async (wanted: boolean) => {
        const { mail } = await api.changeMe({ mail: wanted });
        const data = { ...store.get().ways, mail };
        store.dispatch({ type: "local.answer", data: { type: "ways.updated", data } });
    },
    confirmUrgent: async (id: MessageId) => {
        const data = await api.confirmUrgent(id);
        store.dispatch({ type: "local.message", data });
    },
    dismissTalk: async (id: TalkOfferId) => {
        const data = await api.dismissTalkOffer(id);
        store.dispatch({ type: "local.answer", data: { type: "talk_offer.updated", data } });
    },
    /** `note` counts for a reminder of its own words; without a time it is only kept. */
    remind: (of: ReminderOf, note: string, atMs: number | null) =>
        reminder(
            api.remind({
                ...of,
                ...(note === "" ? {} : { note }),
                ...(atMs === null ? {} : { later: atInstant(atMs) }),
            }),
        ),
    reminderDone: (id: ReminderId) => reminder(api.reminderDone(id)),
    /** Another time for a reminder; `null` only keeps it. */
    remindAt: (id: ReminderId, atMs: number | null) =>
        reminder(api.changeReminder(id, atMs === null ? null : atInstant(atMs))),
    changeScheduled: async (id: ScheduledId, change: ScheduledChange) => {
        const data = await api.changeScheduled(id, change);
        store.dispatch({ type: "local.answer", data: { type: "scheduled.updated", data } });
    },
    sendScheduled: async (id: ScheduledId) => {
        const message = await api.sendScheduled(id);
        store.dispatch({ type: "local.message", data: message });
        gone(id);
    },
    dropScheduled: async (id: ScheduledId) => {
        await api.dropScheduled(id);
        gone(id);
    },
};
