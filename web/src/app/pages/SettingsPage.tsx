// The settings: one section at a time, one's own and those of the organisation.
import { Link, Redirect } from "wouter";
import { isAdmin, myself } from "../../data/select";
import { useView } from "../../data/useView";
import { Invitations } from "../../features/account/Invitations";
import { Password } from "../../features/account/Password";
import { Profile } from "../../features/account/Profile";
import { Sample } from "../../features/account/Sample";
import { SignIns } from "../../features/account/SignIns";
import { Tokens } from "../../features/account/Tokens";
import { Appearance } from "../../features/settings/Appearance";
import { Holidays } from "../../features/settings/Holidays";
import { Notifications } from "../../features/settings/Notifications";
import { RuleNumbers } from "../../features/settings/RuleNumbers";
import { UrgentLog } from "../../features/settings/UrgentLog";
import { UsualWeek } from "../../features/settings/UsualWeek";
import { text } from "../../text/text";
import { Page } from "../../ui/Page";
import { useTitle } from "../title";
import styles from "./SettingsPage.module.css";

const OWN = ["profile", "notifications", "appearance", "security", "tokens"] as const;
const ORGANISATION = ["people", "rules", "week", "holidays", "urgent"] as const;

type Section = (typeof OWN)[number] | (typeof ORGANISATION)[number];

export function SettingsPage({ section }: { section: string }) {
    const admin = useView((data) => isAdmin(myself(data)));
    const sections: readonly Section[] = admin ? [...OWN, ...ORGANISATION] : OWN;
    const chosen = sections.find((name) => name === section);
    useTitle(chosen ? text(`settings.${chosen}`) : text("settings.title"));
    if (section === "availability") return <Redirect to="/availability" replace />;
    if (!chosen) return <Redirect to="/settings/profile" replace />;
    return (
        <Page title={text("settings.title")}>
            <div className={styles["layout"]}>
                <nav className={styles["nav"]} aria-label={text("settings.sections")}>
                    {admin && <h2>{text("settings.of_me")}</h2>}
                    <Links names={OWN} chosen={chosen} />
                    <Link href="/availability">{text("availability.title")}</Link>
                    {admin && (
                        <>
                            <h2>{text("settings.of_organisation")}</h2>
                            <Links names={ORGANISATION} chosen={chosen} />
                        </>
                    )}
                </nav>
                <div className={styles["content"]}>
                    <Content section={chosen} />
                </div>
            </div>
        </Page>
    );
}

function Links({ names, chosen }: { names: readonly Section[]; chosen: Section }) {
    return names.map((name) => (
        <Link
            key={name}
            href={`/settings/${name}`}
            aria-current={name === chosen ? "page" : undefined}
        >
            {text(`settings.${name}`)}
        </Link>
    ));
}

function Content({ section }: { section: Section }) {
    switch (section) {
        case "profile":
            return <Profile />;
        case "notifications":
            return <Notifications />;
        case "appearance":
            return <Appearance />;
        case "security":
            return (
                <>
                    <Password />
                    <SignIns />
                </>
            );
        case "tokens":
            return <Tokens />;
        case "people":
            return (
                <>
                    <Invitations />
                    <Sample />
                </>
            );
        case "rules":
            return <RuleNumbers />;
        case "week":
            return <UsualWeek />;
        case "holidays":
            return <Holidays />;
        case "urgent":
            return <UrgentLog />;
    }
}
