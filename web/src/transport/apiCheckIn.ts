// The routes of check-ins: recurring questions, turns to answer them, reports by date.
import type {
    ChannelId,
    CheckIn,
    CheckInAnswer,
    CheckInAsked,
    CheckInDay,
    CheckInId,
    CheckInReport,
    CheckInState,
    CheckInTemplate,
    PersonId,
    Prefill,
    Question,
    Said,
    Topic,
} from "../data/model";
import { request } from "./http";
import { all, create, type Page, path } from "./routes";

/** What may be said of a check-in; on a change what is left out stays. */
export interface CheckInBody {
    title?: string;
    questions?: Question[];
    asked?: CheckInAsked;
    rule?: string;
    first?: string;
    minute?: number;
    opens_before_minutes?: number;
    closes_after_minutes?: number;
    followers?: PersonId[];
    state?: CheckInState;
}

/** Check-ins that have ended, on one page of their list. */
const ENDED_LIMIT = 20;

/** Reports that one page of the list holds. */
const REPORTS_LIMIT = 30;

export const checkInApi = {
    list: (channel?: ChannelId) =>
        all<CheckIn>(channel ? `/check-ins?channel=${encodeURIComponent(channel)}` : "/check-ins"),
    /** Those of the reader's channels that have ended, newest first. */
    ended: (cursor?: string) => {
        const query = new URLSearchParams({ ended: "true", limit: String(ENDED_LIMIT) });
        if (cursor) query.set("cursor", cursor);
        return request<Page<CheckIn>>("GET", `/check-ins?${query}`);
    },
    one: (id: string) => request<CheckIn>("GET", path`/check-ins/${id}`),
    create: (channel: ChannelId, body: CheckInBody) =>
        create<CheckIn>("/check-ins", { channel, ...body }),
    change: (id: CheckInId, body: CheckInBody, version: number) =>
        request<CheckIn>("PATCH", path`/check-ins/${id}`, { body, version }),
    templates: () => all<CheckInTemplate>("/check-in-templates"),
    follow: (id: CheckInId, follows: boolean) =>
        request<CheckIn>(follows ? "PUT" : "DELETE", path`/check-ins/${id}/follow`),
    reports: (id: CheckInId, cursor?: string) => {
        const query = new URLSearchParams({ limit: String(REPORTS_LIMIT) });
        if (cursor) query.set("cursor", cursor);
        return request<Page<CheckInDay>>("GET", `${path`/check-ins/${id}/reports`}?${query}`);
    },
    report: (id: CheckInId, date: string) =>
        request<CheckInReport>("GET", path`/check-ins/${id}/reports/${date}`),
    prefill: (id: CheckInId, date: string) =>
        request<Prefill>("GET", path`/check-ins/${id}/reports/${date}/prefill`),
    saveDraft: (id: CheckInId, date: string, said: readonly Said[]) =>
        request<void>("PUT", path`/check-ins/${id}/reports/${date}/draft`, { body: { said } }),
    answer: (id: CheckInId, date: string, said: readonly Said[], blocked: boolean) =>
        request<CheckInAnswer>("PUT", path`/check-ins/${id}/reports/${date}/answer`, {
            body: { said, blocked },
        }),
    /** The small topic of one answer; made when there is none. */
    topic: (id: CheckInId, date: string, person: PersonId) =>
        create<Topic>(path`/check-ins/${id}/reports/${date}/answers/${person}/topic`, {}),
};
