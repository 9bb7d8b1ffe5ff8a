// Name, place and time zone.
import { type FormEvent, useState } from "react";
import { myself } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { browserZone } from "../../text/time";
import { api } from "../../transport/api";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { say } from "../../ui/Toasts";
import { ZoneField } from "../../ui/ZoneField";
import { useSubmit } from "./useSubmit";

export function Profile() {
    const me = useView(myself);
    const email = useView((data) => data.email);
    const [name, setName] = useState(me?.name ?? "");
    const [place, setPlace] = useState(me?.place ?? "");
    const [zone, setZone] = useState(me?.time_zone ?? browserZone());
    const submit = useSubmit();

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        void submit.run(async () => {
            const changed = await api.changeMe({
                name: name.trim(),
                place: place.trim(),
                time_zone: zone,
            });
            store.dispatch({ type: "local.signed_in", data: changed });
            say(text("form.saved"));
        });
    };
    const elsewhere = zone !== browserZone();
    return (
        <section className={list["section"]} aria-label={text("settings.profile")}>
            <h2>{text("settings.profile")}</h2>
            <form className={list["form"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("account.name")}
                    autoComplete="name"
                    required
                    maxLength={80}
                    value={name}
                    problem={submit.of("name")}
                    onChange={(event) => setName(event.target.value)}
                />
                <TextField label={text("account.email")} value={email} readOnly />
                <TextField
                    label={text("account.place")}
                    hint={text("account.place_hint")}
                    maxLength={80}
                    value={place}
                    problem={submit.of("place")}
                    onChange={(event) => setPlace(event.target.value)}
                />
                <ZoneField
                    label={text("account.time_zone")}
                    value={zone}
                    hint={
                        elsewhere
                            ? text("account.zone_elsewhere", {
                                  zone: browserZone().replaceAll("_", " "),
                              })
                            : text("account.time_zone_hint")
                    }
                    problem={submit.of("time_zone")}
                    onChange={setZone}
                />
                {submit.problem && (
                    <p role="alert" className={list["problem"]}>
                        {submit.problem}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={submit.busy}>
                        {text("form.save")}
                    </Button>
                </div>
            </form>
        </section>
    );
}
