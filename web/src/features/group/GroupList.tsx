// All groups: who is in them, and who of them is on duty.
import { Plus } from "lucide-react";
import { useState } from "react";
import { Link, Redirect } from "wouter";
import { openOverlay } from "../../data/overlay";
import { myself } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Empty } from "../../ui/Empty";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import { archivedGroups, groupRows } from "./model";

export function GroupList() {
    const rows = useView(groupRows);
    const archived = useView(archivedGroups);
    const guest = useView((data) => myself(data)?.role === "guest");
    const [old, setOld] = useState(false);
    if (guest) return <Redirect to="/people" replace />;
    const handleNew = () => openOverlay({ kind: "new_group" });
    return (
        <Page
            title={text("group.all")}
            intro={text("group.intro")}
            actions={
                <Button
                    look="send"
                    icon={<Plus size={16} aria-hidden="true" />}
                    onClick={handleNew}
                >
                    {text("group.new")}
                </Button>
            }
        >
            {rows.length === 0 && (
                <Empty
                    title={text("group.none")}
                    action={
                        <Button look="line" onClick={handleNew}>
                            {text("group.new")}
                        </Button>
                    }
                >
                    {text("group.none_hint")}
                </Empty>
            )}
            <ul className={list["list"]}>
                {rows.map((row) => (
                    <li key={row.id}>
                        <Link href={`/groups/${row.id}`} className={list["row"] ?? ""}>
                            <div className={list["words"]}>
                                <p className={`${list["name"]} clip`}>{row.name}</p>
                                <p className={`${list["sub"]} clip`}>
                                    {[row.people, row.purpose].filter(Boolean).join(" · ")}
                                </p>
                            </div>
                            <span className={list["end"]}>
                                {row.duty}
                                {row.mine && <Chip>{text("group.mine")}</Chip>}
                            </span>
                        </Link>
                    </li>
                ))}
            </ul>
            {0 < archived.length && (
                <div className={list["actions"]}>
                    <Button look="bare" aria-expanded={old} onClick={() => setOld(!old)}>
                        {text("group.archived_count", { count: archived.length })}
                    </Button>
                </div>
            )}
            {old && (
                <ul className={list["list"]}>
                    {archived.map((row) => (
                        <li key={row.id}>
                            <Link href={`/groups/${row.id}`} className={list["row"] ?? ""}>
                                <span className={list["sub"]}>{row.name}</span>
                            </Link>
                        </li>
                    ))}
                </ul>
            )}
        </Page>
    );
}
