// The machinery of `Dialog`.
import { X } from "lucide-react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { text } from "../../text/text";
import { Button } from "../Button";
import type { DialogProps } from "../Dialog";
import styles from "./ModalDialog.module.css";

export function ModalDialog({
    title,
    onClose,
    size = "narrow",
    hideTitle = false,
    firm = false,
    children,
}: DialogProps) {
    return (
        <ModalOverlay
            isOpen
            isDismissable={!firm}
            isKeyboardDismissDisabled={firm}
            onOpenChange={(open) => {
                if (!open) onClose();
            }}
            className={`${styles["overlay"]} ${styles[`at-${size}`]}`}
        >
            <Modal className={`${styles["modal"]} ${styles[size]}`}>
                <AriaDialog className={styles["dialog"] ?? ""}>
                    <header className={hideTitle ? "sr" : styles["head"]}>
                        <Heading slot="title" className={styles["title"] ?? ""}>
                            {title}
                        </Heading>
                        <Button
                            look="bare"
                            icon={<X size={18} />}
                            label={text("dialog.close")}
                            onClick={onClose}
                            className={hideTitle ? "sr" : ""}
                        />
                    </header>
                    {children}
                </AriaDialog>
            </Modal>
        </ModalOverlay>
    );
}
