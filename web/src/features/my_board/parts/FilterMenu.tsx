// Which boards are shown.
import { ChevronDown, ListFilter } from "lucide-react";
import { text } from "../../../text/text";
import { MenuButton, type MenuItem } from "../../../ui/Menu";
import type { Filter, FilterChoice } from "../model";

export function FilterMenu({
    choices,
    chosen,
    label,
    compact,
    onChoose,
}: {
    choices: readonly FilterChoice[];
    chosen: Filter;
    /** What is shown now. */
    label: string;
    /** Only a sign while all is shown. */
    compact: boolean;
    onChoose: (filter: Filter) => void;
}) {
    if (choices.length < 2 && chosen === null) return null;
    const items: MenuItem[] = [
        {
            id: "all",
            label: text("my_board.all_boards"),
            chosen: chosen === null,
            onAction: () => onChoose(null),
        },
        ...choices.map((choice, index) => ({
            id: choice.value,
            label: choice.label,
            hint: String(choice.count),
            chosen: choice.value === chosen,
            divide: index === 0,
            onAction: () => onChoose(choice.value),
        })),
    ];
    const name = text("my_board.filter");
    if (compact && chosen === null) {
        return <MenuButton label={name} icon={<ListFilter size={16} />} items={items} />;
    }
    return (
        <MenuButton label={name} items={items}>
            {label} <ChevronDown size={16} aria-hidden="true" />
        </MenuButton>
    );
}
