// Who is told when, before it is sent; the reasons open beside it.
import type { GroupId, MessagePreview, RecipientPreview } from "../../../data/model";
import { firstNameOf, groupName, myZone, zoneOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { recipientMark, whyDue, whyRecipient } from "../../../data/words";
import { text } from "../../../text/text";
import { Dial } from "../../../ui/Dial";
import { Mark } from "../../../ui/Mark";
import { PopoverButton } from "../../../ui/PopoverButton";
import { reachLine } from "../reach";
import styles from "./ReachLine.module.css";

export function ReachLine({
    preview,
    hint,
}: {
    preview: MessagePreview | null;
    /** What stands here while nothing is written. */
    hint: string;
}) {
    const view = useView((data, nowMs) => (preview ? reachLine(data, nowMs, preview) : null));
    if (!preview || !view) {
        return (
            <p className={styles["reach"]}>
                <span className={styles["hint"]}>
                    {hint === "" ? text("composer.looking") : hint}
                </span>
            </p>
        );
    }
    const nobody = view.named.length === 0 && view.now === 0 && view.more === 0;
    return (
        <div className={styles["reach"]} role="status">
            {view.named.map((entry) => (
                <span key={entry.id} className={styles["person"]}>
                    <Mark {...entry.mark} label={`${entry.name} ${entry.mark.label}`} />
                </span>
            ))}
            {0 < view.more && <span>{text("reach.more_held", { count: view.more })}</span>}
            {0 < view.now && (
                <span className={styles["person"]}>
                    <Mark
                        step="reachable"
                        fill={1}
                        label={text("reach.count", { count: view.now })}
                    />
                </span>
            )}
            {nobody && (
                <span className={styles["hint"]}>
                    <Dial fill={0} /> {text("reach.nobody")}
                </span>
            )}
            {0 < view.quiet && (
                <span className={styles["hint"]}>
                    {text(nobody ? "reach.quiet_count" : "reach.others", { count: view.quiet })}
                </span>
            )}
            {0 < preview.recipients.length && (
                <PopoverButton
                    label={text("reach.why")}
                    small
                    className={styles["why"] ?? ""}
                    pane={() => <Reasons preview={preview} />}
                >
                    <span className="desk">{text("reach.why")}</span>
                    <span className="phone">{text("reach.why_short")}</span>
                </PopoverButton>
            )}
        </div>
    );
}

/** The group of which somebody is asked, before their reason. */
function groupsOf(preview: MessagePreview): (GroupId | null)[] {
    const groups = preview.recipients.map((recipient: RecipientPreview) => recipient.group ?? null);
    return [...new Set(groups)].sort((a, b) => Number(a !== null) - Number(b !== null));
}

function Reasons({ preview }: { preview: MessagePreview }) {
    const parts = useView((data, nowMs) =>
        groupsOf(preview).map((group) => ({
            group,
            title: group ? text("reach.group_any", { name: groupName(data, group) }) : "",
            rows: preview.recipients
                .filter((recipient) => (recipient.group ?? null) === group)
                .map((recipient) => ({
                    id: recipient.person,
                    mark: recipientMark(recipient, nowMs, zoneOf(data, recipient.person)),
                    name: firstNameOf(data, recipient.person),
                    ...whyRecipient(data, recipient, nowMs),
                    dueWhy: recipient.due_reason
                        ? whyDue(recipient.due_reason, nowMs, myZone(data))
                        : "",
                })),
        })),
    );
    return (
        <div className={styles["reasons"]}>
            <h3>{text("reach.why")}</h3>
            {parts.map((part) => (
                <div key={part.group ?? ""}>
                    {part.title !== "" && <p className={styles["part"]}>{part.title}</p>}
                    <ul>
                        {part.rows.map((row) => (
                            <li key={row.id}>
                                <Mark {...row.mark} label={`${row.name} ${row.mark.label}`} />
                                <p>{row.sentence}</p>
                                {row.due !== "" && (
                                    <p className={styles["due"]}>
                                        {row.due} {row.dueWhy}
                                    </p>
                                )}
                            </li>
                        ))}
                    </ul>
                </div>
            ))}
            {0 < preview.others && (
                <p className={styles["due"]}>
                    {text("reach.others_more", { count: preview.others })}
                </p>
            )}
        </div>
    );
}
