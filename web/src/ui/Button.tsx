// The button in its five looks. Icon buttons carry a label.
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import styles from "./Button.module.css";

export type ButtonLook = "quiet" | "line" | "bare" | "send" | "talk" | "end";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
    look?: ButtonLook;
    small?: boolean;
    /** Only an icon is seen; the text is its name. */
    icon?: ReactNode;
    label?: string;
    children?: ReactNode;
    ref?: Ref<HTMLButtonElement>;
}

export function Button({
    look = "quiet",
    small = false,
    icon,
    label,
    className = "",
    type = "button",
    children,
    ...rest
}: ButtonProps) {
    const only = icon !== undefined && children === undefined;
    const classes = [styles["button"], styles[look], small ? styles["small"] : ""];
    if (only) classes.push(styles["icon"]);
    return (
        <button
            {...rest}
            type={type}
            className={`${classes.join(" ")} ${className}`}
            {...(label ? { "aria-label": label, title: label } : {})}
        >
            {icon}
            {children}
        </button>
    );
}
