// What has no tab of its own on a phone.
import {
    Ban,
    CalendarClock,
    Flag,
    Keyboard,
    MessageCircleQuestion,
    Moon,
    Search,
    Settings,
    SquareCheckBig,
    SquareKanban,
    Users,
    UsersRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { laterCount, myself } from "../../data/select";
import { useView } from "../../data/useView";
import { MyState } from "../../features/availability/MyState";
import { DemoClock } from "../../features/demo/DemoClock";
import { text } from "../../text/text";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import type { Overlay } from "../overlay";
import { useTitle } from "../title";
import styles from "./MorePage.module.css";

export function MorePage({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
    useTitle(text("more.title"));
    const view = useView((data) => ({
        guest: myself(data)?.role === "guest",
        later: laterCount(data),
    }));
    const links: { href: string; icon: ReactNode; name: string; end?: number }[] = [
        {
            href: "/my-board",
            icon: <SquareCheckBig size={20} />,
            name: text("my_board.title"),
        },
        { href: "/blockers", icon: <Ban size={20} />, name: text("blockers.title") },
        {
            href: "/check-ins",
            icon: <MessageCircleQuestion size={20} />,
            name: text("check_ins.title"),
        },
        ...(view.guest
            ? []
            : [{ href: "/goals", icon: <Flag size={20} />, name: text("goals.title") }]),
        { href: "/boards", icon: <SquareKanban size={20} />, name: text("boards.title") },
        { href: "/people", icon: <Users size={20} />, name: text("people.title") },
        ...(view.guest
            ? []
            : [{ href: "/groups", icon: <UsersRound size={20} />, name: text("group.all") }]),
        {
            href: "/later",
            icon: <Moon size={20} />,
            name: text("later.title"),
            ...(0 < view.later ? { end: view.later } : {}),
        },
        {
            href: "/availability",
            icon: <CalendarClock size={20} />,
            name: text("availability.title"),
        },
        { href: "/settings/profile", icon: <Settings size={20} />, name: text("settings.title") },
    ];
    return (
        <Page title={text("more.title")}>
            <div className={styles["state"]}>
                <MyState />
            </div>
            <div className={styles["clock"]}>
                <DemoClock />
            </div>
            <ul className={list["list"]}>
                <li>
                    <button
                        type="button"
                        className={`${list["row"]} ${list["hover"]} ${styles["row"]}`}
                        onClick={() => onOverlay({ kind: "jump" })}
                    >
                        <Search size={20} aria-hidden="true" />
                        {text("sidebar.jump")}
                    </button>
                </li>
                {links.map((link) => (
                    <li key={link.href}>
                        <Link href={link.href} className={list["row"] ?? ""}>
                            {link.icon}
                            <span className={list["words"]}>{link.name}</span>
                            {link.end !== undefined && (
                                <span className={list["end"]}>{link.end}</span>
                            )}
                        </Link>
                    </li>
                ))}
                <li>
                    <button
                        type="button"
                        className={`${list["row"]} ${list["hover"]} ${styles["row"]}`}
                        onClick={() => onOverlay({ kind: "keys" })}
                    >
                        <Keyboard size={20} aria-hidden="true" />
                        {text("keys.title")}
                    </button>
                </li>
            </ul>
        </Page>
    );
}
