// The jump box: type a few letters, press Enter.
import { CornerDownLeft, FileText, Hash, Plus, Search, User, Users } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { useLocation } from "wouter";
import type { PersonId } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Dialog } from "../../ui/Dialog";
import { Mark } from "../../ui/Mark";
import styles from "./JumpBox.module.css";
import { found, rankOf, type Target } from "./model";

const ICONS: Record<Target["kind"], ReactNode> = {
    topic: <FileText size={16} aria-hidden="true" />,
    person: <User size={16} aria-hidden="true" />,
    group: <Users size={16} aria-hidden="true" />,
    channel: <Hash size={16} aria-hidden="true" />,
    page: <CornerDownLeft size={16} aria-hidden="true" />,
};

interface Command {
    name: string;
    onRun: () => void;
}

export function JumpBox({
    commands,
    onPerson,
    onClose,
}: {
    commands: readonly Command[];
    onPerson: (person: PersonId) => void;
    onClose: () => void;
}) {
    const [query, setQuery] = useState("");
    const [active, setActive] = useState(0);
    const list = useId();
    const [, go] = useLocation();
    const targets = useView((data, nowMs) => found(data, query, nowMs));
    const fitting =
        query.trim() === "" ? [] : commands.filter(({ name }) => rankOf(name, query) > 0);
    const rows = [
        ...targets.map((target) => ({
            id: target.id,
            icon: ICONS[target.kind],
            name: target.name,
            hint: target.hint,
            mark: target.mark,
            onRun: () => {
                onClose();
                if (target.person) onPerson(target.person);
                else go(target.path);
            },
        })),
        ...fitting.map((command) => ({
            id: command.name,
            icon: <Plus size={16} aria-hidden="true" />,
            name: command.name,
            hint: "",
            mark: null,
            onRun: command.onRun,
        })),
    ];
    const at = Math.min(active, rows.length - 1);

    const handleKeyDown = (event: KeyboardEvent) => {
        if (event.nativeEvent.isComposing || rows.length === 0) return;
        if (event.key === "ArrowDown") setActive((at + 1) % rows.length);
        else if (event.key === "ArrowUp") setActive((at + rows.length - 1) % rows.length);
        else if (event.key === "Enter") rows[at]?.onRun();
        else return;
        event.preventDefault();
    };

    return (
        <Dialog title={text("jump.title")} hideTitle size="top" onClose={onClose}>
            <div className={styles["field"]}>
                <Search size={18} aria-hidden="true" />
                <input
                    role="combobox"
                    aria-label={text("jump.title")}
                    aria-expanded={0 < rows.length}
                    aria-controls={list}
                    aria-activedescendant={rows[at] ? `${list}-${at}` : undefined}
                    aria-autocomplete="list"
                    placeholder={text("jump.placeholder")}
                    autoFocus
                    value={query}
                    onChange={(event) => {
                        setQuery(event.target.value);
                        setActive(0);
                    }}
                    onKeyDown={handleKeyDown}
                />
            </div>
            <div
                id={list}
                role="listbox"
                aria-label={text("jump.found")}
                className={styles["list"]}
            >
                {rows.map((row, index) => (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
                    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
                    <div
                        key={row.id}
                        id={`${list}-${index}`}
                        role="option"
                        aria-selected={index === at}
                        className={styles["row"]}
                        onPointerMove={() => setActive(index)}
                        onClick={row.onRun}
                    >
                        {row.icon}
                        <span className="clip">{row.name}</span>
                        <span className={`${styles["hint"]} clip`}>{row.hint}</span>
                        {row.mark && <Mark {...row.mark} />}
                    </div>
                ))}
            </div>
            {rows.length === 0 && <p className={styles["none"]}>{text("jump.none")}</p>}
        </Dialog>
    );
}
