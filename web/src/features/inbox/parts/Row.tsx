// The frame of a row: what opens it, what stands below, what can be done with it.
import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { text } from "../../../text/text";
import { Dial } from "../../../ui/Dial";
import { Kbd } from "../../../ui/Kbd";
import { MenuButton } from "../../../ui/Menu";
import { type Command, commandsOf, commandWord, KEY_OF } from "../commands";
import type { Held, InboxItem } from "../model";
import styles from "./InboxRows.module.css";

export interface RowProps {
    selected: boolean;
    /** Whether a pane stands beside the list; else a press opens. */
    wide: boolean;
    onSelect: (id: string) => void;
    onAct: (item: InboxItem, command: Command) => void;
}

/** Commands that a row shows with their keys while it is selected. */
const SHOWN: ReadonlySet<Command> = new Set(["open", "reply", "later", "delegate", "done", "why"]);

export function Row({
    item,
    selected,
    wide,
    onSelect,
    onAct,
    when,
    avatar,
    content,
    below,
}: RowProps & {
    item: InboxItem;
    when: ReactNode;
    avatar: ReactNode;
    content: ReactNode;
    below?: ReactNode;
}) {
    const commands = commandsOf(item);
    return (
        <li className={`${styles["row"]} ${selected ? styles["selected"] : ""}`}>
            <button
                type="button"
                id={`row-${item.id}`}
                data-row
                className={styles["main"]}
                aria-current={selected || undefined}
                onClick={() => (wide ? onSelect(item.id) : onAct(item, "open"))}
                onDoubleClick={() => onAct(item, "open")}
            >
                <span className={styles["when"]}>{when}</span>
                {avatar}
                <span className={styles["content"]}>{content}</span>
            </button>
            {below}
            {selected && (
                <div className={styles["actions"]}>
                    {commands
                        .filter((command) => SHOWN.has(command))
                        .map((command) => (
                            <button
                                key={command}
                                type="button"
                                tabIndex={-1}
                                onClick={() => onAct(item, command)}
                            >
                                <Kbd>{KEY_OF[command] ?? ""}</Kbd>
                                {commandWord(item, command)}
                            </button>
                        ))}
                </div>
            )}
            {!wide && (
                <span className={styles["menu"]}>
                    <MenuButton
                        label={text("inbox.actions")}
                        small
                        icon={<Ellipsis size={16} />}
                        items={commands.map((command) => ({
                            id: command,
                            label: commandWord(item, command),
                            danger: command === "withdraw",
                            onAction: () => onAct(item, command),
                        }))}
                    />
                </span>
            )}
        </li>
    );
}

/** "held until 09:00", and why. */
export function HeldLine({ held }: { held: Held | null }) {
    if (!held) return null;
    return (
        <p className={`${styles["below"]} ${styles["held"]} step-later`}>
            <Dial fill={0} /> {held.words}
            <Link href={held.why}>{text("attention.why")}</Link>
        </p>
    );
}
