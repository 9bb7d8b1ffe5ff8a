// Ending a check-in is for good: it is asked once more.
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import list from "../../../ui/List.module.css";

export function EndDialog({
    title,
    onEnd,
    onClose,
}: {
    title: string;
    onEnd: () => void;
    onClose: () => void;
}) {
    return (
        <Dialog title={text("check_in.end_title", { title })} onClose={onClose}>
            <div className={list["dialogForm"]}>
                <p className={list["hint"]}>{text("check_in.end_hint")}</p>
                <div className={list["actions"]}>
                    <Button look="end" autoFocus onClick={onEnd}>
                        {text("check_in.end")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </div>
        </Dialog>
    );
}
