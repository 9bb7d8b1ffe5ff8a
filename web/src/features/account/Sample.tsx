// The sample organisation can be wiped by its owner.
import { myself } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { forget } from "../../transport/sync";
import { Button } from "../../ui/Button";
import list from "../../ui/List.module.css";
import { useSubmit } from "./useSubmit";

export function Sample() {
    const shown = useView(
        (data) => data.organisation?.sample === true && myself(data)?.role === "owner",
    );
    const submit = useSubmit();
    if (!shown) return null;
    const handleWipe = () => {
        void submit.run(async () => {
            await api.wipeSample();
            await forget();
            location.assign("/");
        });
    };
    return (
        <section className={list["section"]} aria-label={text("sample.title")}>
            <h2>{text("sample.title")}</h2>
            <p className={list["hint"]}>{text("sample.hint")}</p>
            {submit.problem && (
                <p role="alert" className={list["problem"]}>
                    {submit.problem}
                </p>
            )}
            <div className={list["actions"]}>
                <Button look="line" disabled={submit.busy} onClick={handleWipe}>
                    {text("sample.wipe")}
                </Button>
            </div>
        </section>
    );
}
