// What stands at the foot of a form while something in it is not saved.
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import list from "../../../ui/List.module.css";
import styles from "../Settings.module.css";
import type { OrganisationForm } from "../useOrganisation";

export function SaveBar({
    form,
    changed,
    onUndo,
}: {
    form: OrganisationForm;
    changed: boolean;
    onUndo: () => void;
}) {
    if (!changed && form.problem === "") return null;
    return (
        <div className={styles["save"]}>
            {form.problem === "" ? (
                <p role="status">{text("rules.unsaved")}</p>
            ) : (
                <p role="alert" className={list["problem"]}>
                    {[form.problem, ...form.fields.values()].join(" · ")}
                </p>
            )}
            <Button look="send" type="submit" disabled={form.busy || !changed}>
                {text("form.save")}
            </Button>
            <Button look="bare" onClick={onUndo}>
                {text("form.undo")}
            </Button>
        </div>
    );
}
