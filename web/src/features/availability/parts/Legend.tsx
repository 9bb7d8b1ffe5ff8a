// What the looks of the blocks mean, and where the working hours come from.
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import list from "../../../ui/List.module.css";
import styles from "./Legend.module.css";

export function Legend({ assumed, onForget }: { assumed: boolean; onForget: () => void }) {
    return (
        <>
            <ul className={styles["legend"]}>
                <li>
                    <i className={styles["work"]} />
                    {text("week.work")}
                </li>
                <li>
                    <i className={styles["focus"]} />
                    {text("week.legend_focus")}
                </li>
                <li>
                    <i className={styles["off"]} />
                    {text("week.legend_off")}
                </li>
            </ul>
            <p className={`${list["hint"]} desk`}>{text("week.keys")}</p>
            <p className={list["hint"]}>
                {assumed ? (
                    text("hours.assumed")
                ) : (
                    <Button look="bare" small className={styles["forget"] ?? ""} onClick={onForget}>
                        {text("hours.forget")}
                    </Button>
                )}
            </p>
        </>
    );
}
