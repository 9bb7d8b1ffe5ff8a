// All check-ins: first those that wait for the reader's answer, then each with its rhythm.
import { ChevronRight, Plus } from "lucide-react";
import { Link, useLocation } from "wouter";
import { myself } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Empty } from "../../ui/Empty";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import { AnswerBox } from "./AnswerBox";
import { checkInHref, checkInRows, myTurns } from "./model";
import { Ended } from "./parts/Ended";

export function CheckInList() {
    const rows = useView(checkInRows);
    const turns = useView((data, nowMs) => myTurns(data, nowMs).length);
    const guest = useView((data) => myself(data)?.role === "guest");
    const [, go] = useLocation();
    const make = !guest && (
        <Button
            look="line"
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => go("/check-ins/new")}
        >
            {text("check_in.new")}
        </Button>
    );
    return (
        <Page title={text("check_ins.title")} intro={text("check_in.intro")} actions={make}>
            {0 < turns && (
                <section className={list["section"]} aria-label={text("check_in.your_turn")}>
                    <h2>{text("check_in.your_turn")}</h2>
                    <AnswerBox />
                </section>
            )}
            {rows.length === 0 ? (
                <Empty title={text("check_in.none")} action={make}>
                    {text("check_in.none_hint")}
                </Empty>
            ) : (
                <section className={list["section"]} aria-label={text("check_in.all")}>
                    {0 < turns && <h2>{text("check_in.all")}</h2>}
                    <ul>
                        {rows.map((row) => (
                            <li key={row.id}>
                                <Link href={checkInHref(row.id)} className={list["row"] ?? ""}>
                                    <div className={list["words"]}>
                                        <p className={`${list["name"]} clip`}>{row.title}</p>
                                        <p className={`${list["sub"]} num`}>
                                            {row.channel} · {row.rhythm}
                                        </p>
                                    </div>
                                    <span className={list["end"]}>
                                        {row.paused ? (
                                            <Chip>{row.next}</Chip>
                                        ) : (
                                            <span className="desk">{row.next}</span>
                                        )}
                                        <ChevronRight size={16} aria-hidden="true" />
                                    </span>
                                </Link>
                            </li>
                        ))}
                    </ul>
                </section>
            )}
            <Ended />
        </Page>
    );
}
