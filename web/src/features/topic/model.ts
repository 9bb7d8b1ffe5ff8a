// What the head of a topic says about its people.
import type { PersonId } from "../../data/model";
import { firstNameOf } from "../../data/select";
import type { Data } from "../../data/state";
import { markOf } from "../../data/words";
import { text } from "../../text/text";

/** "3 reachable now, next Ben 15:00"; with one person: "can be reached Mon 09:00". */
export function reachSummary(data: Data, people: readonly PersonId[], nowMs: number): string {
    const known = people.flatMap((person) => {
        const reach = data.reach.get(person);
        return reach ? [{ person, reach, mark: markOf(data, person, nowMs) }] : [];
    });
    const now = known.filter((entry) => entry.mark.step === "reachable");
    const later = known
        .filter((entry) => entry.mark.step !== "reachable" && entry.reach.next_reachable)
        .sort((a, b) => (a.reach.next_reachable ?? "").localeCompare(b.reach.next_reachable ?? ""));
    const [next] = later;
    const name = next ? firstNameOf(data, next.person) : "";
    const time = next?.mark.label ?? "";
    if (known.length === 0) return "";
    if (people.length === 1) {
        if (now.length === 1) return text("topic.reach_one_now");
        return next ? text("topic.reach_one", { time }) : text("reach.never");
    }
    if (now.length === 0) {
        return next ? text("topic.reach_none", { name, time }) : text("reach.never");
    }
    const line = text("topic.reach", { count: now.length });
    return next ? text("topic.reach_next", { line, name, time }) : line;
}
