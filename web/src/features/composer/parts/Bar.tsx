// A line of the composer above its foot: what is special about the message, and how to change that.
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../../ui/Button";
import styles from "./Bar.module.css";

export function Bar({
    icon,
    step,
    children,
    actions,
    remove,
    onRemove,
}: {
    icon: ReactNode;
    step: "now" | "later";
    children: ReactNode;
    actions?: ReactNode;
    /** What the cross does, in words. */
    remove: string;
    onRemove: () => void;
}) {
    return (
        <div className={`${styles["bar"]} ${styles[step]}`}>
            <span className={`${styles["icon"]} step-${step}`} aria-hidden="true">
                {icon}
            </span>
            <p role="status">{children}</p>
            {actions}
            <Button look="bare" small icon={<X size={14} />} label={remove} onClick={onRemove} />
        </div>
    );
}
