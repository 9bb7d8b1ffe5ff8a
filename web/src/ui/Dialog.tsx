// A dialog over the page. Its machinery comes after the first paint; nobody waits for it then.
import { lazy, type ReactNode, Suspense } from "react";

const load = () => import("./parts/ModalDialog");
const ModalDialog = lazy(async () => ({ default: (await load()).ModalDialog }));

/** Loads the machinery ahead. */
export function preloadDialog(): void {
    void load();
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
    return (
        <Suspense fallback={null}>
            <ModalDialog {...props} />
        </Suspense>
    );
}
