// The routes of live sessions and their recordings.
import type {
    JoinedSession,
    PersonId,
    Recording,
    RecordingId,
    RosterPage,
    Session,
    SessionId,
    TopicId,
} from "../data/model";
import { newKey, request } from "./http";

function post<Answer>(route: string, body?: unknown): Promise<Answer> {
    return request<Answer>("POST", route, { body: body ?? {}, idempotencyKey: newKey() });
}

export const live = {
    /** Starts a call on a topic, or a huddle of so many minutes, or finds what is live there; rings `people`. */
    start: (topic: TopicId, people: readonly PersonId[], minutes: number | null = null) =>
        post<Session>(`/topics/${encodeURIComponent(topic)}/sessions`, {
            ring: people,
            ...(minutes === null ? {} : { kind: "huddle", minutes }),
        }),
    join: (id: SessionId) => post<JoinedSession>(`/sessions/${encodeURIComponent(id)}/join`),
    leave: (id: SessionId) => post<Session>(`/sessions/${encodeURIComponent(id)}/leave`),
    end: (id: SessionId) => post<Session>(`/sessions/${encodeURIComponent(id)}/end`),
    decline: (id: SessionId) => post<Session>(`/sessions/${encodeURIComponent(id)}/decline`),
    ring: (id: SessionId, people: readonly PersonId[]) =>
        post<Session>(`/sessions/${encodeURIComponent(id)}/ring`, { people }),
    /** A page of who is in a session, in order of the people's ids. */
    roster: (id: SessionId, after: PersonId | null) => {
        const from = after ? `?after=${encodeURIComponent(after)}` : "";
        return request<RosterPage>("GET", `/sessions/${encodeURIComponent(id)}/roster${from}`);
    },
    record: (id: SessionId) => post<Recording>(`/sessions/${encodeURIComponent(id)}/recordings`),
    stopRecording: (id: RecordingId) =>
        post<Recording>(`/recordings/${encodeURIComponent(id)}/stop`),
};
