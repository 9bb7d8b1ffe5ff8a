// What has no tab of its own on a phone.
import { Keyboard, Search, Settings } from "lucide-react";
import { Link } from "wouter";
import { MyState } from "../../features/availability/MyState";
import { text } from "../../text/text";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import type { Overlay } from "../overlay";
import { useTitle } from "../title";
import styles from "./MorePage.module.css";

export function MorePage({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
    useTitle(text("more.title"));
    return (
        <Page title={text("more.title")}>
            <div className={styles["state"]}>
                <MyState />
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
                <li>
                    <Link href="/settings/profile" className={list["row"] ?? ""}>
                        <Settings size={20} aria-hidden="true" />
                        {text("settings.title")}
                    </Link>
                </li>
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
