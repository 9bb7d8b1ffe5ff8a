// Lets a task go: says what becomes of it before it is done.
import { useState } from "react";
import type { MyItem } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { myBoardActs } from "../../../transport/myBoardActs";
import { Button } from "../../../ui/Button";
import { say } from "../../../ui/Toasts";
import { itemFacts } from "../itemModel";
import styles from "./parts.module.css";

export function LetGo({
    item,
    onDone,
    onCancel,
}: {
    item: MyItem;
    onDone: () => void;
    onCancel: () => void;
}) {
    const words = useView((data) => itemFacts(data, item)?.letGo ?? "");
    const [busy, setBusy] = useState(false);
    const handleLetGo = async () => {
        setBusy(true);
        try {
            await myBoardActs.letGo(item);
            say(text("my_board.let_gone"));
            onDone();
        } catch (error) {
            say(problemWords(error), true);
            setBusy(false);
        }
    };
    return (
        <>
            <p className={styles["note"]}>{words}</p>
            <div className={styles["actions"]}>
                <Button look="send" disabled={busy} autoFocus onClick={() => void handleLetGo()}>
                    {text("my_board.let_go")}
                </Button>
                <Button look="bare" onClick={onCancel}>
                    {text("my_board.let_go_keep")}
                </Button>
            </div>
        </>
    );
}
