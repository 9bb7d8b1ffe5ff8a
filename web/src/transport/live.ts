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
import { request } from "./http";
import { create, path } from "./routes";

export const live = {
    /** Starts a call on a topic, or a huddle of so many minutes, or finds what is live there; rings `people`. */
    start: (topic: TopicId, people: readonly PersonId[], minutes: number | null = null) =>
        create<Session>(path`/topics/${topic}/sessions`, {
            ring: people,
            ...(minutes === null ? {} : { kind: "huddle", minutes }),
        }),
    join: (id: SessionId) => create<JoinedSession>(path`/sessions/${id}/join`, {}),
    leave: (id: SessionId) => create<Session>(path`/sessions/${id}/leave`, {}),
    end: (id: SessionId) => create<Session>(path`/sessions/${id}/end`, {}),
    decline: (id: SessionId) => create<Session>(path`/sessions/${id}/decline`, {}),
    ring: (id: SessionId, people: readonly PersonId[]) =>
        create<Session>(path`/sessions/${id}/ring`, { people }),
    /** A page of who is in a session, in order of the people's ids. */
    roster: (id: SessionId, after: PersonId | null) => {
        const from = after ? path`?after=${after}` : "";
        return request<RosterPage>("GET", path`/sessions/${id}/roster` + from);
    },
    record: (id: SessionId) => create<Recording>(path`/sessions/${id}/recordings`, {}),
    stopRecording: (id: RecordingId) => create<Recording>(path`/recordings/${id}/stop`, {}),
};
