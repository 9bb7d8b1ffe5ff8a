// A button that opens a menu. The menu's machinery comes with the first press or focus.
import { type ReactNode, useRef, useState } from "react";
import { Button, type ButtonLook } from "./Button";
import { onDemand } from "./onDemand";

const load = () => import("./parts/MenuPopover");
const MenuPopover = onDemand(async () => (await load()).MenuPopover);

/** Loads the machinery ahead. */
export function preloadMenu(): Promise<unknown> {
    return load();
}

export interface MenuItem {
    id: string;
    label: string;
    icon?: ReactNode;
    /** A second, quiet word: a key or what it means. */
    hint?: string;
    /** Chosen among its like. */
    chosen?: boolean;
    danger?: boolean;
    /** Begins a new part of the menu. */
    divide?: boolean;
    onAction: () => void;
}

export function MenuButton({
    label,
    items,
    look = "bare",
    small = false,
    icon,
    children,
    className = "",
}: {
    label: string;
    items: readonly MenuItem[];
    look?: ButtonLook;
    small?: boolean;
    icon?: ReactNode;
    children?: ReactNode;
    className?: string;
}) {
    const [open, setOpen] = useState(false);
    const button = useRef<HTMLButtonElement>(null);
    return (
        <>
            <Button
                ref={button}
                look={look}
                small={small}
                icon={icon}
                {...(children === undefined ? { label } : {})}
                className={className}
                aria-haspopup="menu"
                aria-expanded={open}
                onPointerEnter={() => void preloadMenu()}
                onFocus={() => void preloadMenu()}
                onClick={() => setOpen(true)}
            >
                {children}
            </Button>
            {open && (
                <MenuPopover
                    label={label}
                    items={items}
                    trigger={button}
                    onClose={() => setOpen(false)}
                />
            )}
        </>
    );
}
