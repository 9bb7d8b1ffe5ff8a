// What blockers do to a task's date and to its iteration.
import { TriangleAlert } from "lucide-react";
import type { TaskDetail } from "../../../data/model";
import { myZone } from "../../../data/select";
import type { Data } from "../../../data/state";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { shortTime } from "../../../text/time";
import part from "./Section.module.css";

type Risk = TaskDetail["risks"][number];

function dateLine(data: Data, risk: Risk, nowMs: number): string {
    if (!risk.due_at || !risk.expected_at) return text("task.risk");
    const zone = myZone(data);
    const due = shortTime(Date.parse(risk.due_at), nowMs, zone);
    const expected = shortTime(Date.parse(risk.expected_at), nowMs, zone);
    return text("task.risk_due", { due, expected });
}

/** An iteration's name is known while its board was looked at. */
function iterationLine(data: Data, risk: Risk): string {
    if (!risk.iteration) return "";
    for (const { iterations } of data.work.open.values()) {
        const found = iterations.get(risk.iteration);
        if (found) return text("task.risk_iteration", { name: found.name });
    }
    return text("task.risk_an_iteration");
}

export function Risks({ risks }: { risks: readonly Risk[] }) {
    const lines = useView((data, nowMs) =>
        risks.map((risk) =>
            [dateLine(data, risk, nowMs), iterationLine(data, risk)].join(" ").trim(),
        ),
    );
    return [...new Set(lines)].map((line) => (
        <p key={line} className={`${part["risk"]} step-now`}>
            <TriangleAlert size={14} aria-hidden="true" />
            {line}
        </p>
    ));
}
