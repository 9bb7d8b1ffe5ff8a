// Everybody: where, what time it is there, when they can be reached.
import { Link } from "wouter";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Chip } from "../../ui/Chip";
import { Initials } from "../../ui/Initials";
import list from "../../ui/List.module.css";
import { Mark } from "../../ui/Mark";
import { peopleRows } from "./model";

export function PeopleList() {
    const rows = useView(peopleRows);
    return (
        <ul className={list["list"]}>
            {rows.map((row) => (
                <li key={row.id}>
                    <Link href={`/people/${row.id}`} className={list["row"] ?? ""}>
                        <Initials name={row.name} />
                        <div className={list["words"]}>
                            <p className={`${list["name"]} clip`}>
                                {row.name}
                                {row.me && ` (${text("person.you")})`}
                            </p>
                            <p className={`${list["sub"]} clip`}>
                                {[row.clock, row.state, row.place].filter(Boolean).join(" · ")}
                            </p>
                        </div>
                        <span className={list["end"]}>
                            {row.role === "guest" && <Chip>{text("role.guest")}</Chip>}
                            <Mark {...row.mark} />
                        </span>
                    </Link>
                </li>
            ))}
        </ul>
    );
}
