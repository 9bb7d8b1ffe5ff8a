// Everybody, with the day of each on one now-line.
import { UsersRound } from "lucide-react";
import { useLocation } from "wouter";
import { myself } from "../../data/select";
import { useView } from "../../data/useView";
import { DayStrips } from "../../features/availability/DayStrips";
import { PeopleList } from "../../features/person/PeopleList";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { useMedia, WIDE } from "../../ui/useMedia";
import { useTitle } from "../title";
import styles from "./TopicPage.module.css";

/** Most strips beside the list. */
const STRIPS_MAX = 12;

export function PeoplePage() {
    useTitle(text("people.title"));
    const wide = useMedia(WIDE);
    const [, go] = useLocation();
    const guest = useView((data) => myself(data)?.role === "guest");
    const people = useView((data) =>
        [...data.people.values()]
            .filter((person) => person.disabled_at === null && person.id !== data.me)
            .slice(0, STRIPS_MAX)
            .map((person) => person.id),
    );
    return (
        <>
            <Page
                title={text("people.title")}
                intro={text("people.intro")}
                actions={
                    !guest && (
                        <Button
                            look="line"
                            icon={<UsersRound size={16} aria-hidden="true" />}
                            onClick={() => go("/groups")}
                        >
                            {text("group.all")}
                        </Button>
                    )
                }
            >
                <PeopleList />
            </Page>
            {wide && 0 < people.length && (
                <aside
                    className={styles["pane"]}
                    aria-label={text("pane.label")}
                    data-region
                    tabIndex={-1}
                >
                    <DayStrips people={people} />
                </aside>
            )}
        </>
    );
}
