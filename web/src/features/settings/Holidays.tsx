// Regions and their holidays: people choose their region, and are off on its days.
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Region } from "../../data/model";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import list from "../../ui/List.module.css";
import { freeName, REGIONS_MAX } from "./holidays";
import { RegionEditor } from "./parts/RegionEditor";
import { SaveBar } from "./parts/SaveBar";
import styles from "./Settings.module.css";
import { useOrganisation } from "./useOrganisation";

export function Holidays() {
    const form = useOrganisation();
    const [edited, setEdited] = useState<Region[] | null>(null);
    const saved = form.organisation?.regions;
    if (!saved) return null;
    const regions = edited ?? saved;
    const changed = JSON.stringify(regions) !== JSON.stringify(saved);

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (await form.save({ regions })) setEdited(null);
    };
    const handleAdd = () => setEdited([...regions, { name: freeName(regions), holidays: [] }]);
    return (
        <form onSubmit={(event) => void handleSubmit(event)}>
            <p className={`${list["hint"]} ${styles["intro"]}`}>{text("holiday.intro")}</p>
            {regions.length === 0 && (
                <Empty title={text("holiday.no_regions")}>{text("holiday.no_regions_hint")}</Empty>
            )}
            {regions.map((region, index) => (
                <RegionEditor
                    // biome-ignore lint/suspicious/noArrayIndexKey: a region's name changes while it is typed
                    key={index}
                    region={region}
                    problem={form.of(`regions.${index}.name`)}
                    onChange={(next) =>
                        setEdited(regions.map((one, at) => (at === index ? next : one)))
                    }
                    onRemove={() => setEdited(regions.filter((_, at) => at !== index))}
                />
            ))}
            {regions.length < REGIONS_MAX && (
                <div className={list["actions"]}>
                    <Button
                        look="line"
                        icon={<Plus size={16} aria-hidden="true" />}
                        onClick={handleAdd}
                    >
                        {text("region.add")}
                    </Button>
                </div>
            )}
            <SaveBar form={form} changed={changed} onUndo={() => setEdited(null)} />
        </form>
    );
}
