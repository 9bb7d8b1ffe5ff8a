// The machinery of `PopoverButton`.
import type { ReactNode, RefObject } from "react";
import { Dialog, Popover } from "react-aria-components";
import styles from "./Popover.module.css";

export function PanePopover({
    label,
    trigger,
    onClose,
    children,
}: {
    label: string;
    trigger: RefObject<HTMLButtonElement | null>;
    onClose: () => void;
    children: ReactNode;
}) {
    return (
        <Popover
            isOpen
            triggerRef={trigger}
            onOpenChange={(open) => {
                if (!open) onClose();
            }}
            className={styles["popover"] ?? ""}
            offset={4}
        >
            <Dialog aria-label={label} className={styles["pane"] ?? ""}>
                {children}
            </Dialog>
        </Popover>
    );
}
