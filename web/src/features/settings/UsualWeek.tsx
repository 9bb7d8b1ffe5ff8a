// The organisation's usual week: the working hours of who has set none.
import { type FormEvent, useState } from "react";
import type { WorkSpan } from "../../data/model";
import { text } from "../../text/text";
import list from "../../ui/List.module.css";
import { WeekSpans } from "../../ui/WeekSpans";
import { SaveBar } from "./parts/SaveBar";
import { useOrganisation } from "./useOrganisation";

export function UsualWeek() {
    const form = useOrganisation();
    const [edited, setEdited] = useState<WorkSpan[] | null>(null);
    const saved = form.organisation?.default_week;
    if (!saved) return null;
    const week = edited ?? saved;
    const changed = JSON.stringify(week) !== JSON.stringify(saved);

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (await form.save({ default_week: week })) setEdited(null);
    };
    return (
        <form onSubmit={(event) => void handleSubmit(event)}>
            <section className={list["section"]} aria-label={text("settings.week")}>
                <h2>{text("settings.week")}</h2>
                <p className={list["hint"]}>{text("usual_week.hint")}</p>
                <WeekSpans label={text("settings.week")} spans={week} onChange={setEdited} />
            </section>
            <SaveBar form={form} changed={changed} onUndo={() => setEdited(null)} />
        </form>
    );
}
