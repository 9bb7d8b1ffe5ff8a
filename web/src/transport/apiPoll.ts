// The routes of polls and of decisions.
import type {
    ChannelId,
    DecisionRecord,
    Poll,
    PollId,
    PollKind,
    PollOption,
    RecordId,
    Timestamp,
    TopicId,
    Vote,
} from "../data/model";
import { request } from "./http";
import { all, create, type Page, path } from "./routes";

/** A poll as it is asked. */
export interface PollBody {
    question: string;
    kind: PollKind;
    options: PollOption[];
    anonymous: boolean;
    closes_at?: Timestamp;
}

/** A decision as it is recorded. */
export interface DecisionBody {
    text: string;
    reason?: string;
    replaces?: RecordId;
}

export const pollApi = {
    ask: (topic: TopicId, body: PollBody) => create<Poll>(path`/topics/${topic}/polls`, body),
    list: (topic: TopicId) => all<Poll>(path`/topics/${topic}/polls`),
    /** The reader's own vote, which an anonymous poll does not carry. */
    ownVote: (id: PollId) => request<Vote>("GET", path`/polls/${id}/vote`),
    /** No options withdraw the vote. */
    vote: (id: PollId, options: readonly number[]) =>
        request<Poll>("PUT", path`/polls/${id}/vote`, { body: { options } }),
    close: (id: PollId) => create<Poll>(path`/polls/${id}/close`, {}),
    decide: (id: PollId, body: DecisionBody) =>
        create<DecisionRecord>(path`/polls/${id}/decide`, body),
    record: (topic: TopicId, body: DecisionBody) =>
        create<DecisionRecord>(path`/topics/${topic}/decisions`, body),
    decision: (id: RecordId) => request<DecisionRecord>("GET", path`/decisions/${id}`),
    /** Of one channel, or of all that the reader may see; newest first. */
    decisions: (channel: ChannelId | null, q: string, cursor?: string) => {
        const query = new URLSearchParams();
        if (q !== "") query.set("q", q);
        if (cursor) query.set("cursor", cursor);
        const where = channel ? path`/channels/${channel}/decisions` : "/decisions";
        const line = query.toString();
        return request<Page<DecisionRecord>>("GET", line === "" ? where : `${where}?${line}`);
    },
};
