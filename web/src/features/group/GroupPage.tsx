// One group: its people with their time, who is on duty, and its agreement.
import { ChevronRight, Pencil } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link, Redirect } from "wouter";
import type { Group, GroupBody, PersonId } from "../../data/model";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Initials } from "../../ui/Initials";
import list from "../../ui/List.module.css";
import { Mark } from "../../ui/Mark";
import { MenuButton } from "../../ui/Menu";
import { Page } from "../../ui/Page";
import { say } from "../../ui/Toasts";
import { GroupDialog } from "./GroupDialog";
import { agreementLine, mayChange, memberRows } from "./model";
import { DutySection } from "./parts/DutySection";
import { RotaDialog } from "./parts/RotaDialog";

export function GroupPage({
    id,
    renderStrips,
}: {
    id: string;
    /** When each of some people can be reached. */
    renderStrips: (people: readonly PersonId[]) => ReactNode;
}) {
    const group = useView((data) => [...data.groups.values()].find((row) => row.id === id));
    const known = useView((data) => 0 < data.seq);
    if (!group) return known ? <Redirect to="/groups" replace /> : null;
    return <OneGroup group={group} renderStrips={renderStrips} />;
}

/** Changes a group and shows it at once; a refusal is said. */
async function change(group: Group, body: GroupBody): Promise<void> {
    try {
        const data = await api.changeGroup(group.id, body, group.version);
        store.dispatch({ type: "local.answer", data: { type: "group.updated", data } });
    } catch (error) {
        say(problemWords(error), true);
    }
}

function OneGroup({
    group,
    renderStrips,
}: {
    group: Group;
    renderStrips: (people: readonly PersonId[]) => ReactNode;
}) {
    const rows = useView((data, nowMs) => memberRows(data, group, nowMs));
    const may = useView((data) => mayChange(data, group));
    const agreement = useView((data, nowMs) => agreementLine(data, group.id, nowMs));
    const [dialog, setDialog] = useState<"edit" | "rota" | null>(null);
    const archived = group.archived_at !== null;
    return (
        <Page
            title={group.name}
            intro={group.purpose === "" ? text("group.mention_hint") : group.purpose}
            actions={
                may && (
                    <MenuButton
                        look="line"
                        label={text("group.change")}
                        icon={<Pencil size={16} aria-hidden="true" />}
                        items={[
                            {
                                id: "edit",
                                label: text("group.edit"),
                                onAction: () => setDialog("edit"),
                            },
                            {
                                id: "rota",
                                label: text("rota.title"),
                                onAction: () => setDialog("rota"),
                            },
                            {
                                id: "archive",
                                label: text(archived ? "group.restore" : "group.archive"),
                                divide: true,
                                onAction: () => void change(group, { archived: !archived }),
                            },
                        ]}
                    >
                        {text("group.change")}
                    </MenuButton>
                )
            }
        >
            {archived && (
                <p className={list["problem"]} role="status">
                    {text("group.is_archived")}
                </p>
            )}
            <section className={list["section"]} aria-label={text("agreement.title")}>
                <Link href={`/groups/${group.id}/agreement`} className={list["row"] ?? ""}>
                    <div className={list["words"]}>
                        <p className={list["name"]}>{text("agreement.title")}</p>
                        <p className={list["sub"]}>{agreement}</p>
                    </div>
                    <ChevronRight size={16} aria-hidden="true" />
                </Link>
            </section>
            <DutySection
                group={group}
                may={may && !archived}
                onRota={() => setDialog("rota")}
                onChange={(rota) => change(group, { rota })}
            />
            <section className={list["section"]} aria-label={text("group.members")}>
                <h2>{text("group.members")}</h2>
                {rows.length === 0 && <p className={list["hint"]}>{text("group.nobody")}</p>}
                <ul>
                    {rows.map((row) => (
                        <li key={row.id}>
                            <Link href={`/people/${row.id}`} className={list["row"] ?? ""}>
                                <Initials name={row.name} />
                                <div className={list["words"]}>
                                    <p className={`${list["name"]} clip`}>{row.name}</p>
                                    <p className={`${list["sub"]} clip`}>
                                        {[row.clock, row.state].filter(Boolean).join(" · ")}
                                    </p>
                                </div>
                                <span className={list["end"]}>
                                    {row.onDuty && <Chip>{text("rota.on_duty")}</Chip>}
                                    <Mark {...row.mark} />
                                </span>
                            </Link>
                        </li>
                    ))}
                </ul>
            </section>
            {0 < rows.length && (
                <section className={list["section"]}>
                    {renderStrips(rows.map((row) => row.id))}
                </section>
            )}
            {may && !archived && (
                <div className={list["actions"]}>
                    <Button look="line" onClick={() => setDialog("edit")}>
                        {text("group.edit")}
                    </Button>
                </div>
            )}
            {dialog === "edit" && <GroupDialog group={group} onClose={() => setDialog(null)} />}
            {dialog === "rota" && <RotaDialog group={group} onClose={() => setDialog(null)} />}
        </Page>
    );
}
