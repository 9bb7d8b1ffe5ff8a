// Who is told when, before it is sent; the reasons open beside it.
import type { MessagePreview, RecipientPreview } from "../../../data/model";
import { firstNameOf, myZone, zoneOf } from "../../../data/select";
import type { Data } from "../../../data/state";
import { useView } from "../../../data/useView";
import { recipientMark, type TimeMark, whyDue, whyRecipient } from "../../../data/words";
import { text } from "../../../text/text";
import { Dial } from "../../../ui/Dial";
import { Mark } from "../../../ui/Mark";
import { PopoverButton } from "../../../ui/PopoverButton";
import styles from "./ReachLine.module.css";

/** Most people named one by one; the rest is counted. */
const NAMED_MAX = 3;

interface LineView {
    named: { id: string; name: string; mark: TimeMark }[];
    now: number;
    quiet: number;
    more: number;
}

function lineView(data: Data, nowMs: number, preview: MessagePreview): LineView {
    const isNow = (recipient: RecipientPreview) =>
        recipient.delivery === "notify" || recipient.delivery === "break_through";
    const now = preview.recipients.filter(isNow);
    const quiet = preview.recipients.filter((recipient) =>
        ["quiet", "digest"].includes(recipient.delivery),
    );
    const held = preview.recipients
        .filter((recipient) => recipient.delivery === "hold")
        .sort((a, b) => (b.told_at ?? "").localeCompare(a.told_at ?? ""));
    const nameNow = now.length === 1 || held.length + now.length <= NAMED_MAX ? now : [];
    const named = [...held.slice(0, NAMED_MAX), ...nameNow].map((recipient) => ({
        id: recipient.person,
        name: firstNameOf(data, recipient.person),
        mark: recipientMark(recipient, nowMs, zoneOf(data, recipient.person)),
    }));
    return {
        named,
        now: now.length - nameNow.length,
        quiet: quiet.length + preview.others,
        more: Math.max(0, held.length - NAMED_MAX),
    };
}

export function ReachLine({
    preview,
    hint,
}: {
    preview: MessagePreview | null;
    /** What stands here while nothing is written. */
    hint: string;
}) {
    const view = useView((data, nowMs) => (preview ? lineView(data, nowMs, preview) : null));
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

function Reasons({ preview }: { preview: MessagePreview }) {
    const rows = useView((data, nowMs) =>
        preview.recipients.map((recipient) => ({
            id: recipient.person,
            mark: recipientMark(recipient, nowMs, zoneOf(data, recipient.person)),
            name: firstNameOf(data, recipient.person),
            ...whyRecipient(data, recipient, nowMs),
            dueWhy: recipient.due_reason ? whyDue(recipient.due_reason, nowMs, myZone(data)) : "",
        })),
    );
    return (
        <div className={styles["reasons"]}>
            <h3>{text("reach.why")}</h3>
            <ul>
                {rows.map((row) => (
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
            {0 < preview.others && (
                <p className={styles["due"]}>
                    {text("reach.others_more", { count: preview.others })}
                </p>
            )}
        </div>
    );
}
