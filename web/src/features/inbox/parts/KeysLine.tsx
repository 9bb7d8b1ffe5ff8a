// The keys of the Inbox, at its foot.
import { text } from "../../../text/text";
import { Kbd } from "../../../ui/Kbd";
import styles from "../Inbox.module.css";

export function KeysLine() {
    const keys: [keys: string[], words: string][] = [
        [["↑", "↓"], text("keys.move")],
        [["N"], text("keys.next_unread")],
        [["P"], text("keys.next_direct")],
        [["F6"], text("keys.region")],
    ];
    return (
        <footer className={`${styles["keys"]} desk`}>
            {keys.map(([names, words]) => (
                <span key={words}>
                    {names.map((name) => (
                        <Kbd key={name}>{name}</Kbd>
                    ))}
                    {words}
                </span>
            ))}
            <span className={styles["all"]}>
                <Kbd>?</Kbd>
                {text("keys.all")}
            </span>
        </footer>
    );
}
