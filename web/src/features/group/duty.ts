// Who of a group is on duty.
import type { Group } from "../../data/model";
import type { Data } from "../../data/state";
import { dutyAt, type Turn } from "./rota";

/** Whose duty counts: members with an open account. */
function counts(data: Data, group: Group, turn: Turn | null): turn is Turn {
    if (!turn || !group.members.includes(turn.person)) return false;
    return !data.people.get(turn.person)?.disabled_at;
}

/** Who of a group is on duty now. */
export function onDuty(data: Data, group: Group, nowMs: number): Turn | null {
    if (!group.rota || group.archived_at !== null) return null;
    const turn = dutyAt(group.rota, nowMs);
    return counts(data, group, turn) ? turn : null;
}
