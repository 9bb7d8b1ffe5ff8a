// A button that opens a small pane beside it.
import { type ReactNode, useRef, useState } from "react";
import { Button, type ButtonLook } from "./Button";
import { onDemand } from "./onDemand";

const load = () => import("./parts/PanePopover");
const PanePopover = onDemand(async () => (await load()).PanePopover);

export function PopoverButton({
    label,
    name,
    look = "bare",
    small = false,
    icon,
    children,
    className = "",
    pane,
}: {
    /** Name of the pane, and of the button if it has only an icon. */
    label: string;
    name?: string;
    look?: ButtonLook;
    small?: boolean;
    icon?: ReactNode;
    children?: ReactNode;
    className?: string;
    /** What stands in the pane; `close` closes it. */
    pane: (close: () => void) => ReactNode;
}) {
    const [open, setOpen] = useState(false);
    const button = useRef<HTMLButtonElement>(null);
    const close = () => setOpen(false);
    return (
        <>
            <Button
                ref={button}
                look={look}
                small={small}
                icon={icon}
                {...(children === undefined ? { label: name ?? label } : {})}
                className={className}
                aria-haspopup="dialog"
                aria-expanded={open}
                onPointerEnter={() => void load()}
                onFocus={() => void load()}
                onClick={() => setOpen(true)}
            >
                {children}
            </Button>
            {open && (
                <PanePopover label={label} trigger={button} onClose={close}>
                    {pane(close)}
                </PanePopover>
            )}
        </>
    );
}
