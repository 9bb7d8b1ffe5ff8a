// One recorded decision, read anew when its channel recorded another.
import type { ChannelId, DecisionRecord, RecordId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { pollApi } from "../../../transport/apiPoll";
import { useLoaded } from "../../../ui/useLoaded";

/** `null` while it is not there, or if there is none. */
export function useRecord(channel: ChannelId | null, id: RecordId | null): DecisionRecord | null {
    const heard = useView((data) => (channel ? (data.work.heard.get(channel) ?? 0) : 0));
    const { value } = useLoaded(`${id} ${heard}`, async () => (id ? pollApi.decision(id) : null));
    return value?.id === id ? value : null;
}
