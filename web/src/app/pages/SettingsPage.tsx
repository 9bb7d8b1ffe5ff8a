// The settings: one section at a time.
import { Link, Redirect } from "wouter";
import { isAdmin, myself } from "../../data/select";
import { useView } from "../../data/useView";
import { Invitations } from "../../features/account/Invitations";
import { Password } from "../../features/account/Password";
import { Profile } from "../../features/account/Profile";
import { Sample } from "../../features/account/Sample";
import { SignIns } from "../../features/account/SignIns";
import { Tokens } from "../../features/account/Tokens";
import { AvailabilityEditor } from "../../features/availability/AvailabilityEditor";
import { Appearance } from "../../features/settings/Appearance";
import { text } from "../../text/text";
import { Page } from "../../ui/Page";
import { useTitle } from "../title";
import styles from "./SettingsPage.module.css";

const SECTIONS = ["profile", "availability", "appearance", "security", "tokens", "people"] as const;

type Section = (typeof SECTIONS)[number];

export function SettingsPage({ section }: { section: string }) {
    const admin = useView((data) => isAdmin(myself(data)));
    const sections = SECTIONS.filter((name) => admin || name !== "people");
    const chosen: Section | undefined = sections.find((name) => name === section);
    useTitle(text("settings.title"));
    if (!chosen) return <Redirect to="/settings/profile" replace />;
    return (
        <Page title={text("settings.title")}>
            <div className={styles["layout"]}>
                <nav className={styles["nav"]} aria-label={text("settings.sections")}>
                    {sections.map((name) => (
                        <Link
                            key={name}
                            href={`/settings/${name}`}
                            aria-current={name === chosen ? "page" : undefined}
                        >
                            {text(`settings.${name}`)}
                        </Link>
                    ))}
                </nav>
                <div className={styles["content"]}>
                    {chosen === "profile" && <Profile />}
                    {chosen === "availability" && <AvailabilityEditor />}
                    {chosen === "appearance" && <Appearance />}
                    {chosen === "security" && (
                        <>
                            <Password />
                            <SignIns />
                        </>
                    )}
                    {chosen === "tokens" && <Tokens />}
                    {chosen === "people" && (
                        <>
                            <Invitations />
                            <Sample />
                        </>
                    )}
                </div>
            </div>
        </Page>
    );
}
