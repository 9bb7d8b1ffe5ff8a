// One person.
import { Redirect } from "wouter";
import { firstNameOf } from "../../data/select";
import { useView } from "../../data/useView";
import { ReachWeek } from "../../features/availability/ReachWeek";
import { SharedDay } from "../../features/availability/SharedDay";
import { WeekTable } from "../../features/availability/WeekTable";
import { PersonCard } from "../../features/person/PersonCard";
import { text } from "../../text/text";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import { useTitle } from "../title";

export function PersonPage({ id }: { id: string }) {
    const person = useView((data) => [...data.people.values()].find((row) => row.id === id));
    const own = useView((data) => data.me === id);
    const name = useView((data) => (person ? firstNameOf(data, person.id) : ""));
    useTitle(person?.name ?? "");
    if (!person) return <Redirect to="/people" replace />;
    return (
        <Page title={person.name} intro={text(`role.${person.role}`)}>
            <PersonCard person={person.id} />
            {!own && person.disabled_at === null && (
                <section className={list["section"]} aria-label={text("shared.title")}>
                    <h2>{text("shared.title")}</h2>
                    <SharedDay person={person.id} />
                </section>
            )}
            <section className={list["section"]} aria-label={text("person.ahead")}>
                <h2>{text("person.ahead")}</h2>
                <p className={list["hint"]}>{text("person.ahead_hint")}</p>
                <ReachWeek person={person.id} />
            </section>
            <section className={list["section"]} aria-label={text("person.week")}>
                <h2>{text("person.week")}</h2>
                {!own && <p className={list["hint"]}>{text("person.week_hint", { name })}</p>}
                <WeekTable person={person.id} />
            </section>
        </Page>
    );
}
