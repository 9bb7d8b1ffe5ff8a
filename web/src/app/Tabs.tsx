// The bottom tabs of the phone layout.
import { Inbox, Menu, MessagesSquare, Radio, Sun } from "lucide-react";
import { Link, useLocation } from "wouter";
import { isUnread, waitingOnMe } from "../data/select";
import { useView } from "../data/useView";
import { text } from "../text/text";
import { Dial } from "../ui/Dial";
import styles from "./Tabs.module.css";

export function Tabs() {
    const [path] = useLocation();
    const view = useView((data) => ({
        waiting: 0 < waitingOnMe(data).length,
        unread: [...data.topics.values()].some((topic) => isUnread(data, topic)),
        live: data.sessions.size,
    }));
    const tabs = [
        {
            href: "/",
            icon: <Inbox size={20} />,
            name: text("inbox.title"),
            mark: view.waiting ? text("inbox.waiting") : "",
        },
        { href: "/today", icon: <Sun size={20} />, name: text("today.title"), mark: "" },
        {
            href: "/talk",
            icon: <MessagesSquare size={20} />,
            name: text("talk.title"),
            mark: view.unread ? text("sidebar.unread") : "",
        },
        {
            href: "/live",
            icon: <Radio size={20} />,
            name: text("live.tab"),
            mark: 0 < view.live ? text("live.count", { count: view.live }) : "",
        },
        { href: "/more", icon: <Menu size={20} />, name: text("more.title"), mark: "" },
    ];
    return (
        <nav className={styles["tabs"]} aria-label={text("sidebar.main")} data-region tabIndex={-1}>
            {tabs.map((tab) => (
                <Link
                    key={tab.href}
                    href={tab.href}
                    className={styles["tab"]}
                    aria-current={isCurrent(path, tab.href) ? "page" : undefined}
                >
                    {tab.icon}
                    {tab.name}
                    {tab.mark !== "" && (
                        <span className={styles["mark"]}>
                            {tab.href === "/live" ? <Dial fill={1} /> : <i />}
                            <span className="sr">{tab.mark}</span>
                        </span>
                    )}
                </Link>
            ))}
        </nav>
    );
}

function isCurrent(path: string, href: string): boolean {
    if (href === "/talk") return /^\/(talk|topic|channel)/.test(path);
    if (href === "/more")
        return /^\/(more|my-board|boards|tasks|check-ins|goals|decisions|blockers|settings|people|groups|later|availability)/.test(
            path,
        );
    if (href === "/") return path === "/";
    return path.startsWith(href);
}
