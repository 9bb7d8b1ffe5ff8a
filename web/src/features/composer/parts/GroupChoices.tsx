// Of each group that is asked: whether any one answers for all, or everyone.
import type { GroupId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import type { Draft } from "../../../transport/drafts";
import { Choice } from "../../../ui/Choice";
import { groupsAsked } from "../model";
import styles from "./GroupChoices.module.css";

export function GroupChoices({
    draft,
    onEveryone,
}: {
    draft: Draft;
    onEveryone: (group: GroupId, everyone: boolean) => void;
}) {
    const asked = groupsAsked(draft);
    const rows = useView((data) =>
        asked.flatMap(({ name, group, everyone }) => {
            const others = data.groups.get(group)?.members.filter((one) => one !== data.me) ?? [];
            return others.length < 2 ? [] : [{ group, name, everyone, count: others.length }];
        }),
    );
    if (rows.length === 0) return null;
    return (
        <div className={styles["groups"]}>
            {rows.map((row) => (
                <div key={row.group} className={styles["row"]}>
                    <span aria-hidden="true">{text("composer.group_ask", { name: row.name })}</span>
                    <Choice
                        label={text("composer.group_ask", { name: row.name })}
                        hideLabel
                        value={row.everyone ? "everyone" : "any"}
                        options={[
                            {
                                value: "any",
                                label: text("composer.group_any", { count: row.count }),
                            },
                            { value: "everyone", label: text("composer.group_everyone") },
                        ]}
                        onChange={(value) => onEveryone(row.group, value === "everyone")}
                    />
                </div>
            ))}
        </div>
    );
}
