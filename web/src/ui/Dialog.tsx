// A dialog over the page. Its machinery comes after the first paint; nobody waits for it then.
import type { ReactNode } from "react";
import { onDemand } from "./onDemand";

const load = () => import("./parts/ModalDialog");
const ModalDialog = onDemand(async () => (await load()).ModalDialog);

/** Loads the machinery ahead. */
export function preloadDialog(): Promise<unknown> {
    return load();
}

export interface DialogProps {
    title: string;
    /** Closes it: Escape, a press outside, the close button. */
    onClose: () => void;
    /** `wide` for editors, `top` for the jump box. */
    size?: "narrow" | "wide" | "top";
    /** Only screen readers get the title. */
    hideTitle?: boolean;
    /** Refuses to close by Escape or a press outside: something would be lost. */
    firm?: boolean;
    children: ReactNode;
}

/** Shown while it is rendered. Focus goes in, stays in, and returns. */
export function Dialog(props: DialogProps) {
    return <ModalDialog {...props} />;
}
