// One person.
import { Redirect } from "wouter";
import { useView } from "../../data/useView";
import { DayStrips } from "../../features/availability/DayStrips";
import { WeekTable } from "../../features/availability/WeekTable";
import { PersonCard } from "../../features/person/PersonCard";
import { text } from "../../text/text";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import { useTitle } from "../title";

export function PersonPage({ id }: { id: string }) {
    const person = useView((data) => [...data.people.values()].find((row) => row.id === id));
    useTitle(person?.name ?? "");
    if (!person) return <Redirect to="/people" replace />;
    return (
        <Page title={person.name} intro={text(`role.${person.role}`)}>
            <PersonCard person={person.id} />
            <section className={list["section"]}>
                <DayStrips people={[person.id]} />
            </section>
            <section className={list["section"]}>
                <h2>{text("person.week")}</h2>
                <WeekTable person={person.id} />
            </section>
        </Page>
    );
}
