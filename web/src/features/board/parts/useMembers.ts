// Who may be given a card of a board: the members of its channel.
import { useMemo } from "react";
import type { ChannelId, PersonId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { api } from "../../../transport/api";
import { useLoaded } from "../../../ui/useLoaded";

/** Nobody until they are read, or if no channel is asked for. */
export function useMembers(channel: ChannelId | null): readonly PersonId[] {
    const version = useView((data) => (channel ? (data.membersVersion.get(channel) ?? 0) : 0));
    const people = useView((data) => data.people);
    const { value } = useLoaded(`${channel} ${version}`, async () =>
        channel ? (await api.members(channel)).map((member) => member.person) : [],
    );
    return useMemo(
        () => (value ?? []).filter((id) => people.get(id)?.disabled_at === null),
        [value, people],
    );
}
