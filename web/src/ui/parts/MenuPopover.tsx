// The machinery of `MenuButton`.
import { Check } from "lucide-react";
import type { RefObject } from "react";
import { MenuItem as AriaMenuItem, Menu, Popover } from "react-aria-components";
import type { MenuItem } from "../Menu";
import styles from "./Popover.module.css";

export function MenuPopover({
    label,
    items,
    trigger,
    onClose,
}: {
    label: string;
    items: readonly MenuItem[];
    trigger: RefObject<HTMLButtonElement | null>;
    onClose: () => void;
}) {
    return (
        <Popover
            isOpen
            aria-label={label}
            triggerRef={trigger}
            onOpenChange={(open) => {
                if (!open) onClose();
            }}
            className={styles["popover"] ?? ""}
            offset={4}
        >
            <Menu
                aria-label={label}
                autoFocus="first"
                className={styles["menu"] ?? ""}
                onAction={(key) => {
                    onClose();
                    items.find((item) => item.id === key)?.onAction();
                }}
            >
                {items.map((item) => (
                    <AriaMenuItem
                        key={item.id}
                        id={item.id}
                        textValue={item.label}
                        className={[
                            styles["item"],
                            item.danger ? styles["danger"] : "",
                            item.divide ? styles["divide"] : "",
                        ].join(" ")}
                        {...(item.chosen === undefined
                            ? {}
                            : { "aria-current": item.chosen ? ("true" as const) : undefined })}
                    >
                        {item.icon}
                        <span className={styles["label"]}>{item.label}</span>
                        {item.hint && <span className={styles["hint"]}>{item.hint}</span>}
                        {item.chosen && <Check size={16} aria-hidden="true" />}
                    </AriaMenuItem>
                ))}
            </Menu>
        </Popover>
    );
}
