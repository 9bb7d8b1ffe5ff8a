// What may be put into a topic besides words.
import "../../../text/englishCheckIn";
import { Ban, Gavel, type LucideIcon, Plus, SquareCheck, Vote } from "lucide-react";
import type { TopicId } from "../../../data/model";
import { text } from "../../../text/text";
import { MenuButton } from "../../../ui/Menu";
import { COMMANDS, type Command, runCommand } from "../commands";

const ICONS: Record<Command, LucideIcon> = {
    task: SquareCheck,
    poll: Vote,
    decide: Gavel,
    blocker: Ban,
};

export function AddMenu({ topic, words }: { topic: TopicId; words: string }) {
    return (
        <MenuButton
            label={text("command.add")}
            icon={<Plus size={16} aria-hidden="true" />}
            items={COMMANDS.map((command) => {
                const Icon = ICONS[command];
                return {
                    id: command,
                    label: text(`command.menu_${command}`),
                    icon: <Icon size={16} aria-hidden="true" />,
                    hint: `/${command}`,
                    onAction: () => runCommand(command, topic, words),
                };
            })}
        />
    );
}
