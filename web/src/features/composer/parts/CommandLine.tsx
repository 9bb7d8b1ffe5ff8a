// What a slash at the beginning may mean, each with what it does.
import "../../../text/englishCheckIn";
import { text } from "../../../text/text";
import { Kbd } from "../../../ui/Kbd";
import type { Command } from "../commands";
import styles from "./CommandLine.module.css";

export function CommandLine({
    commands,
    onRun,
}: {
    commands: readonly Command[];
    onRun: (command: Command) => void;
}) {
    return (
        <ul className={styles["commands"]} aria-label={text("command.list")}>
            {commands.map((command, at) => (
                <li key={command}>
                    <button type="button" onClick={() => onRun(command)}>
                        <b>/{command}</b> {text(`command.${command}`)}
                        {at === 0 && commands.length === 1 && <Kbd>Enter</Kbd>}
                    </button>
                </li>
            ))}
        </ul>
    );
}
