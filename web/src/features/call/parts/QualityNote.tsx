// What is not well in the call and whose part it is, in one line. It is read out when it changes.
import { qualityNote } from "../quality";
import { useCallView } from "../useCall";
import styles from "./Quality.module.css";
import { SignalBars } from "./SignalBars";

export function QualityNote() {
    const words = useCallView(qualityNote);
    return (
        <p className={styles["note"]} role="status">
            {words !== "" && (
                <>
                    <SignalBars level="poor" size={16} />
                    <span>{words}</span>
                </>
            )}
        </p>
    );
}
